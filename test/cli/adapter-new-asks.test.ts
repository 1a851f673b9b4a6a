import { expect, test } from '@jest/globals';
import { answersOf } from '../../cli/adapter/questions.js';

test('on a terminal it asks for what no flag said', async () => {
  const asked: string[] = [];
  const said = ['ningjin', '371422-sfj', '', '', 'file:x.db', 'a=CheckIn b', 'yes', ''];
  const answers = await answersOf({}, async (question, fallback) => {
    asked.push(question.split(/[,:;]/)[0] ?? '');
    const next = said[asked.length - 1] ?? '';
    return next === '' ? fallback : next;
  });
  expect(asked).toEqual([
    'Name of the adapter',
    'Agency whose system it is',
    'Kind of source',
    'Division of the records',
    'Address of the system',
    'Tables',
    'Is no record of the system sealed',
    'Folder to write',
  ]);
  expect(answers).toEqual({
    id: 'ningjin',
    agency: '371422-sfj',
    kind: 'sql',
    url: 'file:x.db',
    schema: null,
    division: '371422',
    tables: ['a=CheckIn', 'b'],
    isNothingSealed: true,
    out: './ningjin',
  });
});

test('what is answered wrongly is asked again, with what was wrong', async () => {
  const asked: string[] = [];
  const said = ['Ning Jin', 'ningjin', '司法局', 'rset', 'rest', '99', '371422', '', 'a=CheckIn:id', '', ''];
  const answers = await answersOf({}, async (question, fallback) => {
    asked.push(question);
    return said[asked.length - 1] || fallback;
  });
  expect(asked.filter((question) => question.includes('\n')).map((question) => question.split('\n')[0])).toEqual([
    '--id is written in kebab-case, for example ningjin-corrections',
    'no kind of source rset; did you mean rest?',
    '--division: GB/T 2260 knows no division 99: say the six digits of the county, for example 371422',
  ]);
  expect(answers).toMatchObject({ id: 'ningjin', kind: 'rest', division: '371422', out: './ningjin' });
});
