import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuditEvent, AuditQuery, AuditRecord } from '../../schema/audit.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { seeded } from './seeded.js';
import { backends, event, open } from './stores.js';

const random = seeded(7);
const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;

/** 600 events over two chains; many share an instant, some name several persons, some nobody. */
const events: readonly (readonly [chain: string, event: AuditEvent])[] = Array.from({ length: 600 }, (_, n) => [
  pick(['hub', 'police']),
  event(Math.floor(n / 4), {
    action: pick(['QUERY', 'REFUSAL', 'READ']),
    principal: { id: pick(['a1', 'a2', '"a1"']), agency: pick(['JCY', 'FY']), division: '371422', roles: [] },
    matter: pick([null, '宁检监〔2026〕1号', 'a1', 'back\\slash']),
    subjects: pick([[], ['s1'], ['s2', 's1', 's1'], ['s3']]),
  }),
]);

describe.each(backends)('reading the audit log on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let written: readonly AuditRecord[];

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    const police = await open(database.url, { chain: 'police' });
    const records = await Promise.all(
      events.map(async ([chain, of]) => {
        const { hash, sequence } = await (chain === 'hub' ? store : police).audit.append(of);
        return { chain, sequence, hash, event: of };
      }),
    );
    await police.close();
    written = records.sort(newestFirst);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const read = (query: Omit<AuditQuery, 'first'> & { first?: number }) =>
    store.auditReader.entries({ first: 10_000, ...query });

  test.each<[string, Omit<AuditQuery, 'first'>, (record: AuditRecord) => boolean]>([
    ['everything', {}, () => true],
    ['a chain', { chain: 'police' }, ({ chain }) => chain === 'police'],
    ['a person', { subject: 's1' }, (of) => of.event.subjects.includes('s1')],
    ['nobody known', { subject: 's9' }, () => false],
    ['an account', { principal: 'a1' }, (of) => of.event.principal.id === 'a1'],
    ['an account with quotes', { principal: '"a1"' }, (of) => of.event.principal.id === '"a1"'],
    ['an agency', { agency: 'FY' }, (of) => of.event.principal.agency === 'FY'],
    ['a matter', { matter: '宁检监〔2026〕1号' }, (of) => of.event.matter === '宁检监〔2026〕1号'],
    ['a matter with a backslash', { matter: 'back\\slash' }, (of) => of.event.matter === 'back\\slash'],
    ['actions', { actions: ['READ', 'REFUSAL'] }, (of) => of.event.action !== 'QUERY'],
    ['no action', { actions: [] }, () => false],
    [
      'a time',
      { from: '2026-03-02T08:00:10+08:00', to: '2026-03-02T00:00:20Z' },
      (of) => of.event.at >= '2026-03-02T00:00:10.000Z' && of.event.at < '2026-03-02T00:00:20.000Z',
    ],
    [
      'all of it',
      { chain: 'hub', subject: 's2', principal: 'a2', agency: 'JCY', matter: 'a1', actions: ['QUERY'] },
      ({ chain, event: of }) =>
        chain === 'hub' &&
        of.subjects.includes('s2') &&
        of.principal.id === 'a2' &&
        of.principal.agency === 'JCY' &&
        of.matter === 'a1' &&
        of.action === 'QUERY',
    ],
  ])('finds the entries of %s, newest first', async (_, query, isAskedFor) => {
    const expected = written.filter(isAskedFor);
    expect(await read(query)).toEqual({ records: expected, hasNext: false });
  });

  test.each<Omit<AuditQuery, 'first'>>([{}, { subject: 's1' }, { principal: 'a1', actions: ['QUERY'] }])(
    'pages through %j without a gap or a repetition',
    async (query) => {
      const whole = (await read(query)).records;
      const paged: AuditRecord[] = [];
      for (let isMore = true; isMore; ) {
        const last = paged.at(-1);
        const after = last && { chain: last.chain, sequence: last.sequence, at: last.event.at };
        const page = await read({ ...query, first: 7, ...(after && { after }) });
        paged.push(...page.records);
        isMore = page.hasNext;
      }
      expect(paged).toEqual(whole);
    },
  );

  test('refuses a time without a zone', async () => {
    await expect(read({ from: '2026-03-02T00:00:00' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

test('a search looks through more entries than one window holds, and past words that stand elsewhere', async () => {
  const [libsql] = backends;
  const database = await libsql?.create();
  const store = await open(String(database?.url));
  // Every entry holds the characters that are searched; one in three thousand means them.
  const needle = { principal: { id: 'x', agency: 'JCY', division: '1', roles: [] } };
  const haystack = { detail: { id: 'x' } };
  const appended = await Promise.all(
    Array.from({ length: 12_000 }, (_, n) => store.audit.append(event(n, n % 3_000 === 0 ? needle : haystack))),
  );
  const { records, hasNext } = await store.auditReader.entries({ principal: 'x', first: 3 });
  const found = records.map(({ sequence }) => sequence);
  expect([found, hasNext]).toEqual([[9_001, 6_001, 3_001].map((n) => appended[n - 1]?.sequence), true]);
  await store.close();
  await database?.drop();
});

function newestFirst(a: AuditRecord, b: AuditRecord): number {
  const byTime = a.event.at < b.event.at ? 1 : a.event.at > b.event.at ? -1 : 0;
  const byChain = a.chain < b.chain ? 1 : a.chain > b.chain ? -1 : 0;
  return byTime || byChain || b.sequence - a.sequence;
}
