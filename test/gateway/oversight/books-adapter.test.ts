// long: every record type of the books, what it shows, and how it is sought, on every database.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../../fixed-seed.js';
import { booksAdapterId, openBooksAdapter } from '../../../gateway/oversight/books-adapter.js';
import { guarded } from '../../../gateway/registry/guard.js';
import { type OpenAdapter, wholeList } from '../../../schema/adapter.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import type { Condition } from '../../../schema/condition.js';
import { ownSubgraphs } from '../../../schema/own-subgraphs.js';
import type { FieldValue } from '../../../schema/scalar.js';
import { inTotalOrder } from '../../../schema/total-order.js';
import { matches, positive } from '../../../sdk/completion/condition.js';
import type { Store } from '../../../store/open-store.js';
import type { TestDatabase } from '../../servers/databases.js';
import { document, matter, minute, progress, run, step } from '../../store/oversight-facts.js';
import { backends, now, open } from '../../store/stores.js';
import { citizen, context, hits, pagesOf, readerOf, request, rules, seals } from './books-facts.js';

const catalog = readCatalog();

/** The record types that the hub holds itself, with the fields that a reader serves. */
const types = [...catalog.types].flatMap(([name, type]) =>
  type.record && ownSubgraphs.has(type.owner ?? '')
    ? [
        [
          name,
          [...type.fields.values()].flatMap(({ name: field, shape }) => (shape.kind === 'value' ? [field] : [])),
        ] as const,
      ]
    : [],
);

describe.each(backends)('the books as an adapter on $name', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;
  let adapter: OpenAdapter;
  const statements: string[] = [];
  const number = '宁检执监〔2026〕1号';

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    const { findings, matters } = store.oversight;
    await findings.startRun(run('run', { rules: [progress(), progress({ rule: 'XD-01' })] }));
    for (const [at, page] of [hits(40).slice(0, 25), hits(40).slice(25)].entries()) {
      const where = { cursor: String(at), records: 100 + at, expected: 200, hits: page.length };
      const indeterminate = [
        { reason: 'STALE', adapter: 'police', coordinate: null, records: 2 },
        { reason: 'UNAVAILABLE', adapter: 'courts', coordinate: null, records: 3 },
      ] as const;
      const reached = progress({ ...where, indeterminate });
      await findings.recordPage({ run: 'run', progress: reached, hits: page, cleared: [], at: minute(60 + at) });
    }
    const cleared = ['f30', 'f31'];
    await findings.recordPage({ run: 'run', progress: progress(), hits: [], cleared, at: minute(70) });
    await findings.judge('f33', { status: 'DATA_ERROR', account: 'officer-1', reason: '录入错误', at: minute(71) });
    await matters.open(matter(number, { sourceKey: 's' }), [step()], ['f01', 'f02'], []);
    await matters.open(matter('宁检执监〔2026〕2号', { agencyCode: null }), [step()], ['f03'], []);
    const { position: _, ...own } = step({ transition: 'T10', from: 'PENDING_REVIEW', to: 'SERVED', at: minute(80) });
    const issued = document('宁检纠违〔2026〕1号', { issuedAt: minute(80), servedAt: minute(81), receivedBy: '王某' });
    const set = { state: 'SERVED', dueDate: '2026-03-17' } as const;
    await matters.apply({ number, version: 1, set, step: own, documents: [issued], events: [] });
    const opened = await openBooksAdapter({
      ...{ store, seals, clock: now, rules: () => rules },
      onStatement: (statement) => statements.push(statement),
    });
    adapter = guarded(opened, catalog, booksAdapterId);
  });
  afterAll(async () => {
    await adapter.close();
    await store.close();
    await database.drop();
  });

  const fieldsOf = (entity: string) => types.find(([each]) => each === entity)?.[1] ?? [];
  const read = async (entity: string, where: Condition, fields = fieldsOf(entity)) =>
    pagesOf(readerOf(adapter, entity), request(entity, { fields, where }));
  const one = async (entity: string, where: Condition) => (await read(entity, where))[0]?.values;
  const eq = (field: string, value: string): Condition => ({ op: 'eq', field, value });

  test('serves every field of every record type that the hub holds itself', () => {
    const served = adapter.readers.map(({ entity, fields }) => [entity, [...fields].sort()] as const);
    const asked = types.map(([entity, fields]) => [entity, [...fields].sort()] as const);
    expect(new Map(served)).toEqual(new Map(asked));
    expect(asked.length).toBeGreaterThan(9);
  });

  test('every comparison that the schema offers is made by the database', () => {
    for (const [entity] of types) {
      const { capabilities } = readerOf(adapter, entity);
      expect(capabilities).toMatchObject({ counts: true, groups: true });
      for (const field of catalog.types.get(entity)?.fields.values() ?? [])
        for (const op of field.filterOps ?? [])
          expect([entity, field.name, op, capabilities?.filters[field.name]?.[op]]).toEqual([
            ...[entity, field.name, op],
            'EXACT',
          ]);
    }
  });

  test('shows a finding as it was found, with the person opened', async () => {
    expect(await one('Finding', eq('findingId', 'f01'))).toEqual({
      findingId: 'f01',
      ruleId: 'CC-05',
      ruleVersion: '1.0.0',
      severity: 'MEDIUM',
      status: 'IN_REVIEW',
      verdict: null,
      line: 'JUVENILE',
      document: 'CORRECTION_NOTICE',
      title: '教育学习时长虚假',
      text: '申报8小时,扫描4小时。',
      textEn: '8 h claimed, 4 h scanned.',
      citizenId: citizen(1),
      recordType: 'EducationAttendance',
      recordKey: 'a-1',
      files: ['宁矫字〔2026〕1号', '（2024）鲁1422刑初1号'],
      foundAt: '2026-03-02T09:00:00+08:00',
      seenAt: '2026-03-02T09:00:00+08:00',
      withdrawnAt: null,
      returns: 0,
      matterNumber: number,
      agencyCode: '3714-SFJ-1',
      jurisdictionDivisionCode: '371423',
      sealed: false,
    });
  });

  test('shows evidence in order, and a sensitive value in a field of its own', async () => {
    const rows = await read('FindingEvidence', eq('findingId', 'f01'));
    const scope = { agencyCode: '3714-SFJ-1', jurisdictionDivisionCode: '371423', line: 'JUVENILE', sealed: false };
    expect(rows.map(({ values }) => values)).toEqual([
      {
        ...{ id: 'f01:0001', findingId: 'f01', citizenId: citizen(1), position: 1 },
        ...{ label: '申报学时', labelEn: 'Claimed hours', value: '1', sensitiveValue: null, unit: 'h' },
        ...{ coordinate: 'EducationAttendance.claimedHours', adapter: 'corrections', recordId: 'A-1' },
        ...{ asOf: '2026-03-01T08:00:00+08:00', dataFlags: ['FULL_WIDTH'], ...scope },
      },
      {
        ...{ id: 'f01:0002', findingId: 'f01', citizenId: citizen(1), position: 2 },
        ...{ label: '申报学时', labelEn: 'Claimed hours', value: null, sensitiveValue: '240', unit: 'min' },
        ...{ coordinate: null, adapter: null, recordId: null, asOf: null, dataFlags: [], ...scope },
      },
    ]);
  });

  test('shows what befell a finding', async () => {
    const rows = await read('FindingEvent', eq('findingId', 'f33'));
    const scope = { agencyCode: '3714-SFJ-3', jurisdictionDivisionCode: '371423', line: 'JUVENILE', sealed: false };
    expect(rows.map(({ values }) => values)).toEqual([
      {
        ...{ id: 'f33:0001', findingId: 'f33', at: '2026-03-02T09:01:00+08:00', kind: 'FOUND' },
        ...{ account: null, note: null, ...scope },
      },
      {
        ...{ id: 'f33:0002', findingId: 'f33', at: '2026-03-02T09:11:00+08:00', kind: 'JUDGED' },
        ...{ account: 'officer-1', note: '录入错误', ...scope },
      },
    ]);
  });

  test('shows a matter with its steps and documents', async () => {
    const scope = {
      ...{ agencyCode: '371422-SFJ', jurisdictionDivisionCode: '371422', line: 'EXECUTION', sealed: false },
    };
    expect(await one('SupervisionMatter', eq('matterNumber', number))).toMatchObject({
      ...{ matterNumber: number, origin: 'ALERT', title: '教育学习时长虚假', state: 'SERVED' },
      ...{ stateSince: '2026-03-02T08:00:00+08:00', openedAt: '2026-03-02T08:00:00+08:00', closedAt: null },
      ...{ dueDate: '2026-03-17', assignee: 'officer-1', version: 2, procuratorateCode: '371422-JCY', ...scope },
    });
    const steps = await read('MatterStep', eq('matterNumber', number));
    expect(steps.map(({ id, values }) => [id, values.transition, values.fromState, values.toState])).toEqual([
      [`${number}:0001`, 'T1a', null, 'PENDING_REVIEW'],
      [`${number}:0002`, 'T10', 'PENDING_REVIEW', 'SERVED'],
    ]);
    expect(steps[0]?.values).toMatchObject({
      ...{ id: `${number}:0001`, matterNumber: number, position: 1, at: '2026-03-02T08:00:00+08:00' },
      ...{ account: 'officer-1', actorAgencyCode: '371422-JCY', words: null, document: null, confidential: true },
      basis: ['《人民检察院刑事诉讼规则》第六百四十三条第七项'],
      ...{ checklist: ['SUBSTANCE'], records: ['EducationAttendance/A-1'], ...scope },
    });
    expect(await one('SupervisionDocument', eq('matterNumber', number))).toMatchObject({
      ...{ documentNumber: '宁检纠违〔2026〕1号', matterNumber: number, kind: 'CORRECTION_NOTICE' },
      ...{ title: '纠正违法通知书', issuedAt: '2026-03-02T09:20:00+08:00', servedAt: '2026-03-02T09:21:00+08:00' },
      ...{
        replyBy: '2026-03-17',
        repliedAt: null,
        receivedBy: '王某',
        copies: ['371400-JCY'],
        contentHash: 'ab'.repeat(32),
      },
      ...{ revokedAt: null, procuratorateCode: '371422-JCY', ...scope },
    });
  });

  test('shows how far the rules of a run have come', async () => {
    const values = await one('OversightRun', eq('ruleId', 'CC-05'));
    expect(values).toMatchObject({
      ...{ id: 'run:CC-05', runId: 'run', ruleId: 'CC-05', state: 'RUNNING' },
      ...{ startedAt: '2026-03-02T08:00:00+08:00', endedAt: null },
      ...{ records: 101, expected: 200, hits: 15, guarded: 0, indeterminate: 5, missing: ['courts', 'police'] },
      ...{ failure: null, jurisdictionDivisionCode: '371400' },
    });
  });

  test('shows the rules that the hub has loaded', async () => {
    expect(await one('OversightRule', eq('ruleId', 'CC-05'))).toEqual({
      ...{ ruleId: 'CC-05', version: '1.0.0', name: '教育学习时长虚假' },
      nameEn: 'Claimed education hours exceed the scanned interval',
      ...{ ruleSet: 'CORE', severity: 'HIGH', line: 'EXECUTION', document: 'CORRECTION_NOTICE' },
      basis: ['《人民检察院刑事诉讼规则》第六百四十三条第七项'],
      nightly: [],
    });
    const others = await read('OversightRule', { op: 'prefix', field: 'ruleId', value: 'XD' });
    expect(others.map(({ values }) => values.nightly)).toEqual([['person.birthDate']]);
  });

  test('finds what is about a person by the person’s id, and hands the id to no statement', async () => {
    const asked = statements.length;
    const reader = readerOf(adapter, 'Finding');
    const by = { field: 'citizenId', values: [citizen(0), citizen(1), citizen(9)] };
    const { groups } = await reader.read(request('Finding', { fields: ['citizenId'], by, count: true }), context);
    const expected = [0, 1].map((n) => [
      citizen(n),
      hits(40).filter(({ person }) => person === seals.sealPerson({ kind: 'citizen', citizenId: citizen(n) })).length,
    ]);
    const totals = [...groups].map(([value, { total }]) => [value, total] as const).filter(([, total]) => total !== 0);
    expect(totals).toEqual(expected);
    expect(statements.slice(asked).join('\n')).not.toContain('37142219800101');
    const whole = await read('Finding', { op: 'isNull', field: 'citizenId', value: true }, ['findingId']);
    expect(whole.length).toBe(hits(40).filter((_, n) => n % 7 >= 5).length);
  });

  test('selects the columns that are asked for, and no others', async () => {
    const asked = statements.length;
    await read('FindingEvidence', eq('findingId', 'f01'), ['label']);
    const [statement = ''] = statements.slice(asked);
    expect(statement).toMatch(/^select .(id|label_zh). as/);
    expect(statement).not.toMatch(/sensitive|person|value/);
  });

  test('counts by a value', async () => {
    const reader = readerOf(adapter, 'Finding');
    const { groups } = await reader.read(
      request('Finding', {
        fields: [],
        where: { op: 'in', field: 'severity', values: ['HIGH'] },
        count: true,
        first: 1,
      }),
      context,
    );
    expect(groups.get(wholeList)?.total).toBe(hits(40).filter(({ severity }) => severity === 'HIGH').length);
  });

  test('any condition, order and page give what a naive reading gives', async () => {
    const reader = readerOf(adapter, 'Finding');
    const whole = await read('Finding', { op: 'true' });
    expect(whole.length).toBe(40);
    await fc.assert(
      fc.asyncProperty(condition, order, fc.integer({ min: 1, max: 17 }), async (where, by, first) => {
        const fields = ['citizenId', 'sealed', ...by.map((each) => each.field)];
        const rows = await pagesOf(reader, request('Finding', { fields, where, order: by, first }));
        const naive = whole
          .filter(({ values }) => matches(positive(where), (field): FieldValue => values[field] ?? null))
          .sort(inTotalOrder(by));
        expect(rows.map(({ id }) => id)).toEqual(naive.map(({ id }) => id));
      }),
      { numRuns: name === 'libSQL' ? 300 : 80 },
    );
  });

  test('a store that is closed is a source that does not answer', async () => {
    const other = await open(database.url);
    const { readers } = await openBooksAdapter({ store: other, seals, rules: () => rules, clock: now });
    await other.close();
    const findings = readers.find(({ entity }) => entity === 'Finding');
    await expect(findings?.read(request('Finding', { fields: ['findingId'] }), context)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});

const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ruleId: fc.constantFrom('CC-05', 'XD-01', 'cc-05'),
  severity: fc.constantFrom('HIGH', 'LOW'),
  status: fc.constantFrom('NEW', 'IN_REVIEW', 'WITHDRAWN', 'DATA_ERROR'),
  line: fc.constantFrom('EXECUTION', 'JUVENILE'),
  citizenId: fc.constantFrom(citizen(0), citizen(1), citizen(9)),
  recordKey: fc.constantFrom('A-2', 'a-3', 'a-2', 'A-3 '),
  foundAt: fc.constantFrom('2026-03-02T09:00:00+08:00', '2026-03-02T09:00:30+08:00', '2026-03-02T09:01:00+08:00'),
  withdrawnAt: fc.constantFrom('2026-03-02T09:10:00+08:00', '2026-03-02T09:10:00.001+08:00'),
  matterNumber: fc.constantFrom('宁检执监〔2026〕1号', '宁检执监〔2026〕2号'),
  agencyCode: fc.constantFrom('3714-SFJ-1', '3714-sfj-1', '3714-SFJ-'),
  jurisdictionDivisionCode: fc.constantFrom('371422', '3714', '371422104'),
};
const field = fc.constantFrom(...Object.keys(values));
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  field.chain((of) =>
    fc.record({
      op: fc.constantFrom('eq' as const, 'ne' as const),
      field: fc.constant(of),
      value: values[of] ?? fc.constant(''),
    }),
  ),
  fc.constantFrom('foundAt', 'withdrawnAt', 'recordKey').chain((of) =>
    fc.record({
      op: fc.constantFrom('lt' as const, 'le' as const, 'gt' as const, 'ge' as const),
      field: fc.constant(of),
      value: values[of] ?? fc.constant(''),
    }),
  ),
  field.chain((of) =>
    fc.record({
      op: fc.constant('in' as const),
      field: fc.constant(of),
      values: fc.array(values[of] ?? fc.constant(''), { maxLength: 3 }),
    }),
  ),
  fc
    .constantFrom('ruleId', 'agencyCode', 'jurisdictionDivisionCode', 'matterNumber')
    .chain((of) =>
      fc.record({ op: fc.constant('prefix' as const), field: fc.constant(of), value: values[of] ?? fc.constant('') }),
    ),
  fc.record({ op: fc.constant('isNull' as const), field, value: fc.boolean() }),
  fc.record({ op: fc.constant('eq' as const), field: fc.constant('sealed'), value: fc.boolean() }),
  fc.record({ op: fc.constantFrom('ge' as const, 'lt' as const), field: fc.constant('returns'), value: fc.nat(1) }),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree;
const order = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('foundAt', 'seenAt', 'withdrawnAt', 'returns', 'severity', 'sealed', 'agencyCode'),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  }),
  { maxLength: 3, selector: ({ field: of }) => of },
);
