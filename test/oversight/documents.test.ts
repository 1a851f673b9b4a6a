import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { contentOf, type DocumentSetting } from '../../oversight/documents/content.js';
import { docxOf } from '../../oversight/documents/docx.js';
import { createMaker } from '../../oversight/documents/maker.js';
import { fullWidth } from '../../oversight/documents/punctuation.js';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import { type DocumentKind, documentKinds } from '../../schema/oversight/rule.js';
import { claimed, hit, matter, scanned } from '../store/oversight-facts.js';

const finding: FindingRecord = {
  ...hit('finding-1', {
    evidence: [
      claimed('8'),
      scanned('240'),
      { ...claimed('脑梗死'), label: { zh: '病情', en: 'Illness' }, isSensitive: true },
    ],
  }),
  id: 'finding-1',
  status: 'CONFIRMED',
  foundAt: '2026-03-02T00:00:00.000Z',
  seenAt: '2026-03-02T00:00:00.000Z',
  withdrawnAt: null,
  returns: 0,
  matter: '宁检执监〔2026〕1号',
  run: 'run',
};

const opinion = {
  author: 'officer',
  document: 'CORRECTION_NOTICE',
  facts: '经查,三月五日登记学习八小时。\n签到至签退仅四小时。',
  basis: [{ law: '人民检察院刑事诉讼规则', article: '第六百四十三条' }],
  opinion: '请依法纠正。',
  replyBy: '2026-03-20',
  urgent: false,
  at: '2026-03-02T00:00:00.000Z',
} as const;

const setting: DocumentSetting = {
  matter: matter('宁检执监〔2026〕1号'),
  opinion,
  findings: [finding],
  number: '宁检纠违〔2026〕1号',
  issuer: '宁津县人民检察院',
  addressee: '宁津县司法局',
  today: '2026-03-02',
  words: () => null,
};

test('a notice says what was found, which law it breaks, what is asked and by when', () => {
  expect(contentOf(setting)).toEqual({
    issuer: '宁津县人民检察院',
    title: '纠正违法通知书',
    number: '宁检纠违〔2026〕1号',
    addressee: '宁津县司法局',
    paragraphs: [
      '本院在办理教育学习时长虚假(宁检执监〔2026〕1号)监督事项中发现:',
      '经查,三月五日登记学习八小时。',
      '签到至签退仅四小时。',
      '一、申报8小时,扫描4小时。',
      '上述情形,违反了《人民检察院刑事诉讼规则》第六百四十三条的规定。根据《人民检察院刑事诉讼规则》第五百五十二条至第五百五十四条的规定,现提出如下意见:',
      '请依法纠正。',
      '请于2026年3月20日前将办理情况书面回复本院。如有异议,可以在收到后依法提出复查。',
    ],
    date: '2026年3月2日',
    annex: [
      {
        finding: '教育学习时长虚假',
        label: '申报学时',
        value: '8小时',
        source: 'corrections · EducationAttendance.claimedHours · A-1',
        asOf: '2026年3月1日08:00',
      },
      { finding: '教育学习时长虚假', label: '申报学时', value: '240分钟', source: '(推算)', asOf: '' },
    ],
  });
});

test.each(documentKinds)('a %s says within which time a reply is owed', (document) => {
  const { paragraphs } = contentOf({ ...setting, opinion: { ...opinion, document, replyBy: null } });
  expect(paragraphs.at(-1)).toMatch(/^请于收到本文书之日起(十五日|\d+日|\d+个月)内(?!请).+。/);
});

test('a request for reasons asks for reasons, a notice to file for the case, each in its own time', () => {
  const last = (document: DocumentKind) =>
    contentOf({ ...setting, opinion: { ...opinion, document } }).paragraphs.at(-1);

  expect(last('NON_FILING_REASONS_REQUEST')).toBe(
    '请于收到本文书之日起7日内向本院书面说明不立案的情况、依据和理由,连同有关证据材料回复本院。',
  );
  expect(last('FILING_NOTICE')).toBe('请于收到本文书之日起15日内决定立案,并将立案决定书送达本院。');
});

test('the annex shows words instead of codes, where the rule is there to tell them', () => {
  const words = (_: unknown, { name }: { readonly name: string }) => (name === 'claimed' ? '八' : null);

  expect(contentOf({ ...setting, words }).annex.map(({ value }) => value)).toEqual(['八小时', '240分钟']);
});

test('a request to protest goes to the upper procuratorate, all else to the agency', async () => {
  const to = async (document: DocumentKind) => {
    const make = createMaker({
      book: { nextNumber: async () => 1 } as unknown as SupervisionBook,
      issuerOf: () => ({ name: '宁津县人民检察院', short: '宁检', division: '371422' }),
      agencyName: async () => '宁津县人民法院',
      words: () => null,
    });
    const approved = { ...setting.matter, opinion: { ...opinion, document } };
    return textOf((await make(approved, [finding], new Date('2026-03-02T00:00:00.000Z'))).content);
  };

  expect(await to('PROTEST_REQUEST')).toContain('山东省德州市人民检察院：');
  expect(await to('RETRIAL_RECOMMENDATION')).toContain('宁津县人民法院：');
});

test('what is sensitive stays in the hub: no document holds it', async () => {
  const text = textOf(await docxOf(contentOf(setting)));
  expect(text).toContain('证据清单');
  expect(text).not.toContain('脑梗死');
});

test('the bytes are a document of Office Open XML with every paragraph and line of the annex', async () => {
  const content = contentOf(setting);
  const text = textOf(await docxOf(content));
  for (const said of [content.title, content.number, content.issuer, content.date, ...content.paragraphs])
    expect(text).toContain(fullWidth(said));
  for (const { label, value, source } of content.annex)
    for (const cell of [label, value, source]) expect(text).toContain(fullWidth(cell));
});

test('words that are markup stay words', async () => {
  const text = textOf(await docxOf(contentOf({ ...setting, addressee: '<w:p>&"某局' })));
  expect(text).toContain('&lt;w:p&gt;&amp;&quot;某局');
});

test('a document is numbered in its procuratorate, kind and year, and hashed as it is', async () => {
  const asked: unknown[] = [];
  const book = {
    nextNumber: async (series: unknown) => {
      asked.push(series);
      return 7;
    },
  } as Pick<SupervisionBook, 'nextNumber'> as SupervisionBook;
  const make = createMaker({
    book,
    issuerOf: () => ({ name: '宁津县人民检察院', short: '宁检', division: '371422' }),
    agencyName: async () => '宁津县司法局',
    words: () => null,
  });
  // New Year's Eve in Greenwich is New Year's Day in Beijing.
  const { record, content } = await make(
    { ...setting.matter, opinion },
    [finding],
    new Date('2026-12-31T16:30:00.000Z'),
  );
  expect(asked).toEqual([{ procuratorate: '371422-JCY', kind: 'CORRECTION_NOTICE', year: 2027 }]);
  expect(record).toMatchObject({ number: '宁检纠违〔2027〕7号', title: '纠正违法通知书', servedAt: null });
  expect(record.contentHash).toBe(createHash('sm3').update(content).digest('hex'));
});

test('without an approved opinion there is no document', async () => {
  const make = createMaker({
    book: {} as SupervisionBook,
    issuerOf: () => ({ name: '', short: '', division: '' }),
    agencyName: async () => '',
    words: () => null,
  });
  await expect(make(setting.matter, [], new Date(0))).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
});

function textOf(bytes: Uint8Array): string {
  const document = unzipSync(bytes)['word/document.xml'];
  return document === undefined ? '' : strFromU8(document);
}
