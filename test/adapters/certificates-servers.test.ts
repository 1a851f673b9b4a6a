import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { certify } from '../../sdk/testing/index.js';
import { clock, failuresOf } from './certificates.js';
import { type Recorded, recordedOnServer } from './recorded.js';

// The certificates are of a libSQL file; what the agencies' own servers may do otherwise is to compare, to order and to page.
describe.each([
  { name: 'the courts’ adapter on MariaDB', adapter: judgmentsSql, system: 'judgments' },
  { name: 'the corrections adapter on PostgreSQL', adapter: correctionsSql, system: 'corrections' },
] as const)('$name', ({ adapter, system }) => {
  let recorded: Recorded;
  beforeAll(async () => {
    recorded = await recordedOnServer(system);
  }, 120_000);
  afterAll(() => recorded.close());

  test('filters, orders and pages what the agency recorded', async () => {
    const { url } = recorded;
    const report = await certify({
      definition: adapter,
      options: { url },
      clock,
      sample: 120,
      checks: ['filter', 'order', 'paging'],
    });
    expect(failuresOf(report)).toEqual([]);
    expect(report.figures.passed).toBeGreaterThan(3 * adapter.entities.length);
  }, 300_000);
});
