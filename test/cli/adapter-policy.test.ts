import { expect, test } from '@jest/globals';
import { policyChecks } from '../../cli/adapter/policy-stage.js';
import type { EntityReader, ReadRequest, ReadResult } from '../../schema/adapter.js';
import { always } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import { citizenId, code, date, defineAdapter, entity, flag, memory, text, z } from '../../sdk/index.js';
import { certify } from '../../sdk/testing/certify.js';

const clock = () => new Date('2026-11-02T00:00:00Z');
const ids = ['37142219800101123X', '150402199211150024', '370102198802291013'];

const rows = Array.from({ length: 24 }, (_, at) => ({
  dxbh: `D${String(at).padStart(3, '0')}`,
  sfzhm: ids[at % ids.length],
  xm: `张${'一二三四五六七八'[at % 8]}`,
  dh: `1380000${String(at).padStart(4, '0')}`,
  ksrq: `2025-0${(at % 9) + 1}-10`,
  jkzk: '良好',
  xzqh: at % 3 === 0 ? '371422' : at % 3 === 1 ? '371402' : '650102',
  sffc: at % 5 === 0 ? '1' : '0',
  jgdm: '371422-sfj',
}));

const honest = defineAdapter({
  id: 'subjects',
  agency: '371422-sfj',
  options: z.object({}),
  source: () => memory({ tables: { dx: rows } }),
  // The clock stands in it: a check is run when somebody wants it.
  maintenance: [{ from: '07:30', to: '08:30' }],
  entities: [
    entity('CorrectionSubject', {
      table: 'dx',
      key: 'dxbh',
      fields: {
        subjectNo: text('dxbh', { clean: true }),
        citizenId: citizenId('sfzhm'),
        phone: text('dh'),
        health: text('jkzk'),
        correctionStartDate: date('ksrq', { clean: true }),
        jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', { clean: true }),
        sealed: flag('sffc', { clean: true }),
        agencyCode: text('jgdm', { clean: true }),
      },
      lookups: ['subjectNo', 'citizenId'],
    }),
  ],
});

type Fault = (request: ReadRequest, ask: (request: ReadRequest) => Promise<ReadResult>) => Promise<ReadResult>;

/** The honest adapter with one fault planted in how it reads. */
function withFault(fault: Fault): typeof honest {
  return {
    ...honest,
    open: async (options, setting) => {
      const opened = await honest.open(options, setting);
      const readers = opened.readers.map(
        (reader): EntityReader => ({
          ...reader,
          read: (request, context) => fault(request, (asked) => reader.read(asked, context)),
        }),
      );
      return { ...opened, readers };
    },
  };
}

async function failedChecks(definition: typeof honest): Promise<readonly string[]> {
  const report = await certify({ definition, options: {}, clock, checks: ['policy'], extra: policyChecks(clock) });
  expect(report.checks.map(({ id }) => id)).toEqual([
    'policy.columns',
    'policy.sealing',
    'policy.rows',
    'policy.pages',
    'policy.entities',
  ]);
  return report.checks.flatMap(({ id, status }) => (status === 'FAILED' ? [id] : []));
}

test('an honest adapter keeps the policies on lists, pages and _entities, and none is skipped', async () => {
  const report = await certify({
    definition: honest,
    options: {},
    clock,
    checks: ['policy'],
    extra: policyChecks(clock),
  });
  expect(report.checks.map(({ id, status, failures }) => ({ id, status, failures }))).toEqual(
    ['policy.columns', 'policy.sealing', 'policy.rows', 'policy.pages', 'policy.entities'].map((id) => ({
      id,
      status: 'PASSED',
      failures: [],
    })),
  );
});

test('a list that was not answered is not held against its rows', async () => {
  const definition = withFault(async (request, ask) => {
    if (request.after !== undefined) throw new PlumblineError('SOURCE_UNAVAILABLE', 'the county does not answer');
    return ask(request);
  });
  const report = await certify({ definition, options: {}, clock, checks: ['policy'], extra: policyChecks(clock) });
  expect(report.checks.flatMap(({ id, failures }) => failures.map((failure) => [id, failure]))).toEqual([
    ['policy.pages', expect.stringContaining('could not be checked to its end: a read ends in SOURCE_UNAVAILABLE')],
  ]);
});

test.each<readonly [string, string, Fault]>([
  [
    'reads every column, whatever was asked for',
    'policy.columns',

    (request, ask) => ask({ ...request, fields: Object.keys(honest.entities[0]?.fields ?? {}) }),
  ],
  ['ignores the rows that the policies name', 'policy.rows', (request, ask) => ask({ ...request, where: always })],
  [
    'answers a row too few',
    'policy.rows',
    async (request, ask) => {
      const { groups, asOf } = await ask(request);
      return { asOf, groups: new Map([...groups].map(([key, page]) => [key, { ...page, rows: page.rows.slice(1) }])) };
    },
  ],
  [
    'stops after the first page',
    'policy.pages',
    async (request, ask) => {
      const { groups, asOf } = await ask(request);
      const isFirst = request.after === undefined && request.first < 100;
      return {
        asOf,
        groups: new Map([...groups].map(([key, page]) => [key, isFirst ? { ...page, hasNext: false } : page])),
      };
    },
  ],
  [
    'counts rows that do not exist for the caller',
    'policy.pages',
    async (request, ask) => {
      const { groups, asOf } = await ask(request);
      const counted = (total: number | null) => (total === null ? null : rows.length + 1);
      return {
        asOf,
        groups: new Map([...groups].map(([key, page]) => [key, { ...page, total: counted(page.total) }])),
      };
    },
  ],
  [
    'forgets the policies where it is asked by key',
    'policy.entities',
    (request, ask) => ask(request.by === undefined ? request : { ...request, where: always }),
  ],
])('an adapter that %s fails %s', async (_what, check, fault) => {
  expect(await failedChecks(withFault(fault))).toContain(check);
});

test('an adapter that does not say which records are sealed is told that nobody will see them', async () => {
  const [binding] = honest.entities;
  if (binding === undefined) throw new Error('no binding');
  const { sealed: _sealed, ...fields } = binding.fields;
  const silent = { ...honest, entities: [{ ...binding, fields }] };
  const definition = defineAdapter({ ...silent, source: honest.source });
  const setting = { definition, options: {}, clock, checks: ['policy'], extra: policyChecks(clock) };
  const { checks } = await certify(setting);
  expect(checks.filter(({ status }) => status === 'FAILED').map(({ id, failures }) => ({ id, failures }))).toEqual([
    {
      id: 'policy.sealing',
      failures: [expect.stringMatching(/^CorrectionSubject.sealed: is not mapped, .* constant\(false\)/)],
    },
  ]);
});
