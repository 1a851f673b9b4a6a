import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { certify } from '../../sdk/testing/index.js';
import { type Recorded, recordedInFile, recordedOnServer } from './recorded.js';

const clock = () => new Date('2026-11-01T00:00:00Z');

describe.each([
  { name: 'the courts’ adapter on libSQL', adapter: judgmentsSql, open: () => recordedInFile('judgments') },
  { name: 'the courts’ adapter on MariaDB', adapter: judgmentsSql, open: () => recordedOnServer('judgments') },
  { name: 'the corrections adapter on libSQL', adapter: correctionsSql, open: () => recordedInFile('corrections') },
  {
    name: 'the corrections adapter on PostgreSQL',
    adapter: correctionsSql,
    open: () => recordedOnServer('corrections'),
  },
])('$name', ({ adapter, open }) => {
  let recorded: Recorded;
  beforeAll(async () => {
    recorded = await open();
  }, 120_000);
  afterAll(() => recorded.close());

  test('keeps the contract on what the agency recorded', async () => {
    const { checks } = await certify({ definition: adapter, options: { url: recorded.url }, clock, sample: 120 });
    expect(checks.filter(({ status }) => status === 'FAILED')).toEqual([]);
  }, 300_000);
});
