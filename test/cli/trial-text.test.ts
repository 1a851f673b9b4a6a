import { expect, test } from '@jest/globals';
import { trialText } from '../../cli/adapter/trial-text.js';

test('what would steer a terminal is not shown, be it in a value, a statement or a name', () => {
  const steering = '\u001b[2J\n\u202e';
  const record = { values: { name: `甲${steering}` }, flags: {}, asOf: null };
  const trial = {
    entity: 'CourtCase',
    ms: 1,
    statements: [`select "${steering}"`],
    failure: null,
    hasMore: false,
    records: [record],
  };
  const text = trialText('county', [trial], [{ table: 't', columns: [steering] }]);
  expect(text.split('\n')).toEqual([
    'CourtCase: 1 record (1 ms, 1 statement)',
    '  asked: select "\ufffd[2J\ufffd\ufffd"',
    '  1',
    '    name: 甲\ufffd[2J\ufffd\ufffd',
    '',
    't: not read: \ufffd[2J\ufffd\ufffd',
    'county: 1 entity, 1 record read',
  ]);
});
