import { expect, test } from '@jest/globals';
import { measureAudit } from '../../bench/audit.js';
import { costsOf } from '../../bench/cost-results.js';
import { makeDatabase } from '../../bench/mysql-database.js';
import { parseOptions } from '../../bench/options.js';
import { measurePolicies } from '../../bench/policies.js';
import { auditTable, policyTable } from '../../bench/speed-tables.js';
import { createMysqlDatabase } from '../servers/databases.js';

const positive = expect.any(Number);
const pace = { perSecond: positive, cpuUs: positive };

test('policies are measured cold, known and as a whole, and decisions that are known', () => {
  const speed = measurePolicies({ rounds: 1, decisions: 10_000 });
  const spread = { samples: positive, wall: { p50: positive, p99: positive }, cpu: { p50: positive, p99: positive } };
  expect(speed).toEqual({
    compile: spread,
    again: spread,
    whole: spread,
    decisionNs: { wall: positive, cpu: positive },
  });
  expect(speed.compile.samples).toBeGreaterThan(50);
  expect(speed.again.wall.p50).toBeGreaterThan(0);
  expect(policyTable(speed).join('\n')).toContain('a standing never met');
}, 60_000);

test('the audit log is measured on the embedded store', async () => {
  const speeds = await measureAudit({ entries: 200, concurrency: 50 });
  expect(speeds).toEqual([{ store: 'libSQL', appended: pace, verified: pace }]);
  expect(auditTable(speeds)).toHaveLength(3);
});

test('the audit log is measured on a server only where its commits are durable', async () => {
  const given = await createMysqlDatabase();
  const server = new URL(given.url);
  server.pathname = '/';
  await expect(makeDatabase(server.href)).rejects.toThrow('innodb_flush_log_at_trx_commit=1');
  const speeds = await measureAudit({ entries: 200, concurrency: 50, mysqlUrl: given.url });
  expect(speeds.map(({ store }) => store)).toEqual(['libSQL', 'MySQL']);
  await given.drop();
}, 120_000);

test('costs compare a variant with the hub without policies and audit on its own path, round by round', () => {
  const slices = new Map([
    ['policies and audit over HTTP', [12, 22]],
    ['neither over HTTP', [10, 20]],
    ['policies and audit', [6, 6]],
    ['neither', [4, 4]],
  ]);
  expect(costsOf(slices).map(({ name, toNeither }) => [name, toNeither])).toEqual([
    ['policies and audit over HTTP', expect.closeTo(1.15)],
    ['neither over HTTP', 1],
    ['policies and audit', 1.5],
    ['neither', 1],
  ]);
});

test('parts are measured by themselves, and only whole runs go into the page', () => {
  expect(parseOptions(['--only', 'policies,audit']).only).toEqual(['policies', 'audit']);
  expect(parseOptions([]).only).toEqual(['scenarios', 'cost', 'policies', 'audit', 'landing', 'counties', 'oversight']);
  expect(parseOptions(['--mysql-url', 'mysql://root@127.0.0.1:3306']).mysqlUrl).toBe('mysql://root@127.0.0.1:3306');
});

test.each([[['--only', 'weather']], [['--only', 'audit', '--write']]])('%j is refused', (args) => {
  expect(() => parseOptions(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
