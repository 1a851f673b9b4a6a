import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { statistics } from '../../../oversight/statistics/catalogue/statistics.js';
import { evaluate } from '../../../oversight/statistics/evaluate.js';
import { reportDocx, reportedQuery, workReportQuery } from '../../../oversight/statistics/report.js';
import { settingOf } from '../../../oversight/statistics/setting.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { apiSchemaOf } from '../../../schema/compose.js';
import { packageRoot } from '../../../schema/package-root.js';

const schema = buildSchema(apiSchemaOf(readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8')));
const setting = settingOf({}, '2026-11-02', '371422');
const compare = ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR'] as const;

test('there are the twenty-four statistics of the domain, each with a root field', () => {
  expect(statistics.map(({ id }) => id)).toEqual(
    Array.from({ length: 24 }, (_, at) => `ST-${String(at + 1).padStart(2, '0')}`),
  );
  const roots = readCatalog().subgraphs.get('statistics')?.roots.keys() ?? [];
  const shown = [...roots].filter((name) => name.endsWith('Statistic'));
  expect(statistics.map(({ field }) => field).sort()).toEqual(shown.sort());
});

const views = statistics.flatMap((definition) => {
  const names = new Set(definition.series.flatMap(({ show }) => show ?? []));
  return (names.size === 0 ? [null] : [...names]).map((show) => [definition.id, show, definition] as const);
});

test.each(views)(
  '%s asks in its view %s what the hub can be asked, the same text on every day',
  async (_id, show, definition) => {
    const asked: string[] = [];
    const ask = async ({ document }: { readonly document: string }) => {
      asked.push(document);
      return { data: null, errors: [], sources: [], access: [] };
    };
    const asking = { show, setting, compare, labelOf: () => null };
    const answer = await evaluate(definition, asking, { ask }, new AbortController().signal);
    await evaluate(
      definition,
      {
        ...asking,
        setting: {
          ...setting,
          asOf: '2026-11-01',
          today: '2026-11-01',
          period: { from: '2025-01-01', to: '2025-02-01' },
        },
      },
      { ask },
      new AbortController().signal,
    );
    for (const document of asked) expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
    expect(new Set(asked).size).toBeLessThanOrEqual(1);
    // Where nothing was answered, no figure is made up.
    for (const { total, gap } of answer.series)
      expect({ total, hasGap: gap !== null }).toEqual({ total: null, hasGap: true });
  },
);

/** As many as small numbers can be kept among; a period, a division and two more. */
const mostConditions = 5;
type Filter = Readonly<Record<string, object>>;
const conditionsOf = (filter: Filter): number =>
  Object.entries(filter).reduce(
    (sum, [name, of]) => sum + (name === 'not' || name === 'or' ? 1 : Object.keys(of).length),
    0,
  );

test('none asks under more conditions in a division than who is told no small number may', async () => {
  for (const [id, show, definition] of views) {
    const filters: Filter[] = [];
    const ask = async ({ variables }: { readonly variables: Readonly<Record<string, unknown>> }) => {
      for (const [name, value] of Object.entries(variables))
        if (name.endsWith('_filter')) filters.push(value as Filter);
      return { data: null, errors: [], sources: [], access: [] };
    };
    const asking = { show, setting: { ...setting, division: '371422' }, compare, labelOf: () => null };
    await evaluate(definition, asking, { ask }, new AbortController().signal);
    const most = Math.max(0, ...filters.map(conditionsOf));
    expect({ id, show, isTold: most <= mostConditions }).toEqual({ id, show, isTold: true });
  }
});

const answered = (told: (alias: string) => object | string) => ({
  ask: async ({ document }: { readonly document: string }) => {
    const aliases = [...document.matchAll(/^ {2}(q\d+):/gm)].map(([, alias = '']) => alias);
    const parts = aliases.map((alias) => [alias, told(alias)] as const);
    return {
      data: Object.fromEntries(parts.map(([alias, part]) => [alias, typeof part === 'string' ? null : part])),
      errors: parts.flatMap(([alias, code]) => (typeof code === 'string' ? [{ code, path: [alias] }] : [])),
      ...{ sources: [], access: [] },
    };
  },
});
const seriesOf = async (id: string, show: string | null, home: string, told: (alias: string) => object | string) => {
  const definition = statistics.find((each) => each.id === id) ?? statistics[0];
  if (definition === undefined) throw new Error('there is no statistic');
  const asking = { show, setting: { ...setting, home }, compare: [], labelOf: () => null };
  return (await evaluate(definition, asking, answered(told), new AbortController().signal)).series;
};

test('a line that could not be counted says why, beside a whole that could', async () => {
  const all = { total: 9, smallestCell: 0 };
  const [household] = await seriesOf('ST-06', 'TERM', '371422', (alias) => (alias === 'q2' ? 'BOUND_EXCEEDED' : all));
  expect([household?.total?.count, household?.gap?.code]).toEqual([9, 'TOO_BROAD']);
  expect(household?.rows?.map(({ figure: { count, suppressed } }) => [count, suppressed])).toEqual([
    ...[
      [9, false],
      [null, false],
      [9, false],
      [9, false],
      [9, false],
    ],
  ]);
});

test.each([
  ['371422', ['LOCAL_COUNTY', 'SAME_CITY', 'SAME_PROVINCE', 'OTHER_PROVINCE', 'UNKNOWN']],
  ['3714', ['SAME_CITY', 'SAME_PROVINCE', 'OTHER_PROVINCE', 'UNKNOWN']],
  ['37', ['SAME_PROVINCE', 'OTHER_PROVINCE', 'UNKNOWN']],
])('seen from %s, households are told by %j: no county is a city’s own', async (home, lines) => {
  const [household] = await seriesOf('ST-06', 'STOCK', home, () => ({ total: 9, smallestCell: 0 }));
  expect(household?.rows?.map(({ keys: [key] }) => key?.value)).toEqual(lines);
});

test('of re-offence by new judgments it is said that no court holds what revokes', async () => {
  const [revoked] = await seriesOf('ST-07', null, '371422', (alias) =>
    alias === 'q0' ? 'SOURCE_UNAVAILABLE' : { total: 288, smallestCell: 0 },
  );
  expect(revoked?.gap?.code).toBe('NOT_HELD');
  expect(revoked?.gap?.reason.en).toContain('revokes an earlier probation or parole');
});

test('each view that the graph offers has figures, and each that has figures is offered', () => {
  for (const definition of statistics) {
    const field = schema.getQueryType()?.getFields()[definition.field];
    const offered = field?.args.find(({ name }) => name === 'show' || name === 'of')?.type;
    const values = offered !== undefined && 'getValues' in offered ? offered.getValues().map(({ name }) => name) : [];
    const shown = new Set(definition.series.flatMap(({ show }) => show ?? []));
    expect([definition.id, [...shown].sort()]).toEqual([definition.id, [...values].sort()]);
  }
});

test('the questions of the report are of the graph', () => {
  for (const query of [workReportQuery, ...statistics.map(reportedQuery)])
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
});

test('a report of nothing is a document too', async () => {
  const report = {
    title: '法律监督工作报告',
    from: '2026-01-01',
    to: '2026-02-01',
    divisionCode: null,
    division: null,
    madeAt: null,
    statistics: [],
  };
  expect((await reportDocx(report)).byteLength).toBeGreaterThan(1_000);
});
