import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readViews } from '../../../oversight/views/load.js';
import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import { ground } from '../rules/ground.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-views-'));
afterAll(() => rmSync(folder, { recursive: true }));

const head = `id: suspects
version: 1.0.0
name: { zh: 嫌疑人, en: Suspects }
about: { zh: 嫌疑人。, en: Suspects. }
purposes: [SUPERVISION]
roles: [prosecutor]
scan: { list: coerciveMeasures, page: 50 }
`;
const columns = `where: size(row.arrestRequests) == 0
columns:
  name: { zh: 姓名, en: Name, value: row.name }
  initial: { zh: 姓, en: Initial, value: 'row.name.startsWith("张")' }
  kind: { zh: 种类, en: Kind, value: row.kind }
  day: { zh: 日, en: Day, value: day(row.executedAt) }
  cause: { zh: 案由, en: Cause, value: row.policeCase.causeName }
`;
const query = `query Suspects($first: Int!, $after: String) {
  coerciveMeasures(first: $first, after: $after) {
    nodes {
      name
      kind
      executedAt
      policeCase { causeName }
      arrestRequests(first: 5) { nodes { id } pageInfo { hasNextPage } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

function read(view: string, graphql = query, name = 'suspects') {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'view.yaml'), view);
  writeFileSync(join(place, 'query.graphql'), graphql);
  return readViews({ folder: place, ...ground });
}

const node = {
  name: '张三',
  kind: 'DETENTION',
  executedAt: '2026-10-01T23:30:00+08:00',
  policeCase: { causeName: '盗窃案' },
  arrestRequests: { nodes: [], pageInfo: { hasNextPage: false } },
};
const answerOf = (nodes: readonly unknown[], rest: Partial<OversightAnswer> = {}): OversightAnswer => ({
  data: { coerciveMeasures: { nodes, pageInfo: { hasNextPage: true, endCursor: 'c1' } } },
  ...{ errors: [], sources: [], access: [] },
  ...rest,
});

test('a page becomes rows of cells, with the place of the next', () => {
  const [view] = read(head + columns).views;
  expect(view?.page(answerOf([node]), '2026-11-02')).toEqual({
    rows: [
      [
        { kind: 'TEXT', text: '张三' },
        { kind: 'TEXT', text: '是', raw: true },
        { kind: 'TEXT', text: '拘留', raw: 'DETENTION' },
        { kind: 'TEXT', text: '2026-10-01' },
        { kind: 'TEXT', text: '盗窃案' },
      ],
    ],
    undecided: 0,
    next: 'c1',
  });
});

test('what is masked is shown as it is masked; what is denied, unavailable or empty each as such', () => {
  const [view] = read(head + columns).views;
  const page = view?.page(
    answerOf([{ ...node, name: '张某', kind: null, executedAt: null, policeCase: null }], {
      access: [
        { path: 'coerciveMeasures.nodes.name', effect: 'MASKED' },
        { path: 'coerciveMeasures.nodes.kind', effect: 'DENIED' },
      ],
      errors: [
        { code: 'FIELD_DENIED', path: ['coerciveMeasures', 'nodes', 'kind'] },
        { code: 'SOURCE_UNAVAILABLE', path: ['coerciveMeasures', 'nodes', 0, 'policeCase'] },
      ],
    }),
    '2026-11-02',
  );
  expect(page?.rows).toEqual([
    [
      { kind: 'TEXT', text: '张某' },
      { kind: 'TEXT', text: '是', raw: true },
      { kind: 'ABSENT', why: 'DENIED' },
      { kind: 'EMPTY' },
      { kind: 'ABSENT', why: 'UNAVAILABLE' },
    ],
  ]);
});

test('a record that may or may not belong is counted, and not shown', () => {
  const [view] = read(head + columns).views;
  const cut = { nodes: [], pageInfo: { hasNextPage: true } };
  const more = { nodes: [{ id: 'a' }], pageInfo: { hasNextPage: false } };
  const page = view?.page(
    answerOf([node, { ...node, arrestRequests: cut }, { ...node, arrestRequests: more }]),
    '2026-11-02',
  );
  expect({ rows: page?.rows.length, undecided: page?.undecided }).toEqual({ rows: 1, undecided: 1 });
});

test('a list of values is shown as one cell of their words', () => {
  const requests = columns
    .replace('where: size(row.arrestRequests) == 0\n', '')
    .replace('row.kind }', `'row.arrestRequests.map(a, a.id)' }`);
  const [view] = read(head + requests).views;
  const nodes = [{ id: 'TB1' }, { id: 'TB2' }];
  const asked = { ...node, arrestRequests: { nodes, pageInfo: { hasNextPage: false } } };
  expect(view?.page(answerOf([asked]), '2026-11-02').rows[0]?.[2]).toEqual({
    ...{ kind: 'TEXT', text: 'TB1、TB2', raw: ['TB1', 'TB2'] },
  });
});

test('a list that could not be read, and a question that was refused, are thrown with their code', () => {
  const [view] = read(head + columns).views;
  const errors = (code: string, path: readonly string[]) => ({ data: null, errors: [{ code, path }] });
  for (const code of ['SOURCE_UNAVAILABLE', 'FIELD_DENIED'])
    expect(() => view?.page(answerOf([], errors(code, ['coerciveMeasures'])), '2026-11-02')).toThrow(
      expect.objectContaining({ code }),
    );
  expect(() => view?.page(answerOf([], errors('FILTER_DENIED', [])), '2026-11-02')).toThrow(
    expect.objectContaining({ code: 'FILTER_DENIED' }),
  );
});

test.each([
  [
    'an unknown field',
    columns.replace('row.name }', 'row.nome }'),
    query,
    /^suspects\/view.yaml:10: columns\.name\.value: .*nome/,
  ],
  [
    'a function that there is not',
    columns.replace('day(row', 'dey(row'),
    query,
    /^suspects\/view.yaml:13: .*unknown function dey/,
  ],
  [
    'an object for a cell',
    columns.replace('row.policeCase.causeName', 'row.policeCase'),
    query,
    /view.yaml:14: .*is an object/,
  ],
  [
    'a condition that is none',
    columns.replace('size(row.arrestRequests) == 0', 'row.name'),
    query,
    /view.yaml:8: where: must be bool/,
  ],
  [
    'a column without a value',
    `${columns}  none: { zh: 无, en: None }\n`,
    query,
    /view.yaml:15: columns\.none: has no value/,
  ],
  [
    'a variable of nothing',
    `${columns}variables:\n  from: { zh: 起, en: From }\n`,
    query,
    /view.yaml:16: variables\.from: the operation takes no \$from/,
  ],
  [
    'a variable without a name',
    columns,
    query
      .replace('$after: String)', '$after: String, $x: Int)')
      .replace('first: $first, ', 'first: $first, filter: { suspectNo: { in: [] } }, '),
    /takes \$x|\$x/,
  ],
  ['a field of no schema', columns, query.replace('executedAt', 'executedOn'), /query.graphql:6: .*executedOn/],
  [
    'a list that is not walked on',
    columns,
    query.replace('first: $first, after: $after', 'first: $first'),
    /\$after.* never used/,
  ],
  ['a key that is misspelt', `${columns}colums: {}\n`, query, /view.yaml:15: .*unknown colums/],
])('%s is refused with its file and line', (_, view, graphql, problem) => {
  const { problems } = read(head + view, graphql);
  expect(problems.join('\n')).toMatch(problem);
});

test('a folder is called after its view', () => {
  expect(read(head + columns, query, 'others').problems).toEqual([
    'others/view.yaml:1: id: is suspects, and the folder is called others',
  ]);
});
