// long: fixtures and their naive reading, which must stand side by side.
import fc from 'fast-check';
import type { EntityReader, Keyset, Order, ReadRequest, RecordRow } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import type { Scalar } from '../../schema/scalar.js';
import { compareText } from '../../schema/total-order.js';
import { complete } from '../../sdk/complete.js';
import { bind } from '../../sdk/entity.js';
import { caseNumber, citizenId, code, date, dateTime, enumeration, flag, integer, text } from '../../sdk/index.js';
import type { OpenSource, Source } from '../../sdk/source.js';

export const ids = ['37142219800101123X', '150402199211150024', '370102198802291013'];
const rawIds = [
  ...ids,
  '37142219800101123x',
  '371422800101123',
  ' 370102198802291013',
  '3701 02198802291013',
  '０',
  '无',
];
export const binding = bind('CheckIn', {
  table: 'qd',
  key: 'bh',
  fields: {
    citizenId: citizenId('sfzh'),
    day: date('rq'),
    at: dateTime('sj'),
    mode: enumeration('fs', { IN_PERSON: '01', PHONE: ['02', '电话'] }),
    late: flag('sfcq'),
    hours: integer('xs', { min: 0, max: 24 }),
    place: text('dd', { placeholders: true }),
    caseNumber: caseNumber('ah'),
    period: text('zq', { clean: true }),
    due: date('yb', { clean: true }),
    entered: dateTime('lr', { clean: true }),
    grade: integer('dj', { clean: true }),
    state: enumeration('zt', { OPEN: ['1', '开'], SHUT: '2' }, { clean: true }),
  },
  lookups: ['citizenId', 'caseNumber'],
  alive: { column: 'sfyx', dead: ['0'] },
  updated: 'gxsj',
});

/** The same with a division, and with records that may not be shared: a secret grade, a charge, a mark of what is open. */
export const restricted = bind('CheckIn', {
  table: 'qd',
  key: 'bh',
  fields: { ...binding.fields, jurisdictionDivisionCode: code('xzqh', 'GB/T 2260') },
  lookups: ['citizenId', 'caseNumber'],
  alive: { column: 'sfyx', dead: ['0'] },
  excluded: [
    { column: 'mj', is: ['机密', 'jm'] },
    { column: 'zm', contains: ['间谍', '国家秘密'], whenUnknown: 'excluded' },
    { column: 'kfbz', unless: ['1', 'Y'], whenUnknown: 'kept' },
  ],
  updated: 'gxsj',
});

/** Which records the rules of `restricted` leave, said without the raw language. */
export function mayBeShared({ mj, zm, kfbz }: RawRow): boolean {
  const isSecret = mj !== null && mj !== '' && mj !== '公开';
  const isOfCharge = zm === null || zm === '' || /间谍|国家秘密/.test(zm ?? '');
  const isOpen = kfbz === null || kfbz === '' || kfbz === '1' || kfbz === 'Y';
  return !isSecret && !isOfCharge && isOpen;
}

const rawRow: fc.Arbitrary<Omit<Record<string, string | null>, 'bh'>> = fc.record({
  sfzh: fc.constantFrom(...rawIds, null),
  rq: fc.constantFrom(
    '2024-04-01',
    '2024-04-02',
    '20240401',
    '2024/4/3',
    '２０２４-04-02',
    '1900-01-01',
    'x',
    '',
    null,
  ),
  sj: fc.constantFrom(
    '2024-04-01 08:00:00',
    '2024-04-01 24:00:00',
    '2024-04-02T00:00:00+08:00',
    '2024/4/1 9:30',
    '无',
    null,
  ),
  fs: fc.constantFrom('01', '02', '电话', '09', ' 01', null),
  sfcq: fc.constantFrom('1', '0', '是', 'N', '?', null),
  xs: fc.constantFrom('2', '12', '三', '48', 'x', null),
  dd: fc.constantFrom('司法所', '司法 所', '无', 'Ａ室', 'A室', '𬭎', '\uffee', null),
  ah: fc.constantFrom(
    '(2024)鲁1422刑初1号',
    '（2024）鲁1422刑初1号',
    '(2024)鲁1422刑初01号',
    '(2024)鲁01刑更2号',
    '无',
    null,
  ),
  zq: fc.constantFrom('2024-04', '2024-05', null),
  yb: fc.constantFrom('2024-04-01', '2024-04-30', null),
  lr: fc.constantFrom('2024-04-01 08:00:00', '2024-04-01 09:00:00', null),
  dj: fc.constantFrom('1', '2', '10', null),
  zt: fc.constantFrom('1', '开', '2', '3', null),
  sfyx: fc.constantFrom('1', '0', null),
  gxsj: fc.constantFrom('2024-05-01 00:00:00', null),
});
const secrecy = fc.record({
  mj: fc.constantFrom(
    '公开',
    '公开',
    '公开',
    '公开',
    '公开',
    '公开',
    '公开',
    '',
    '机密',
    'JM',
    ' 机密',
    '机密★',
    '机密\n',
    '公开 ',
    null,
  ),
  zm: fc.constantFrom(
    '盗窃罪',
    '诈骗罪',
    '危险驾驶罪',
    '故意伤害罪',
    '抢夺罪',
    '盗窃、诈骗罪',
    '间谍罪',
    '非法获取国家秘密罪',
    '',
    null,
  ),
  kfbz: fc.constantFrom('1', '1', '1', '1', 'Y', 'N', '0', '', null),
  xzqh: fc.constantFrom('371422', '371423', '371422104', '150402', '370181', '999999', '无', null),
  gxsj: fc.constantFrom(
    '2024-05-01 00:00:00',
    '2024/5/2 8:00',
    '2024-05-02 00:00:00',
    '2024-05-02T00:00:00.500Z',
    '无',
    null,
  ),
});
/** Rows with unique keys. */
export const table = fc
  .array(rawRow, { maxLength: 30 })
  .map((rows) => rows.map((row, at): Readonly<Record<string, string | null>> => ({ ...row, bh: `K${(at * 7) % 31}` })));

/** Rows with unique keys, some of which may not be shared, of several divisions, written at several times. */
export const restrictedTable = fc
  .array(fc.tuple(rawRow, secrecy), { maxLength: 30 })
  .map((rows) => rows.map(([row, more], at): RawRow => ({ ...row, ...more, bh: `K${(at * 7) % 31}` })));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    op: fc.constantFrom('eq', 'ne', 'lt', 'ge'),
    field: fc.constantFrom('period', 'due', 'entered'),
    value: fc.constantFrom('2024-04', '2024-04-30', '2024-04-01T08:00:00+08:00'),
  }),
  fc.record({
    op: fc.constantFrom('eq', 'ne', 'gt', 'le'),
    field: fc.constant('grade'),
    value: fc.constantFrom(2, 10),
  }),
  fc.record({ op: fc.constantFrom('eq', 'ne'), field: fc.constant('state'), value: fc.constantFrom('OPEN', 'SHUT') }),
  fc.record({
    op: fc.constant('isNull'),
    field: fc.constantFrom('period', 'grade', 'state', 'entered'),
    value: fc.boolean(),
  }),
  fc.record({
    op: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'),
    field: fc.constant('day'),
    value: fc.constantFrom('2024-04-01', '2024-04-02', '2024'),
  }),
  fc.record({
    op: fc.constantFrom('eq', 'lt', 'ge'),
    field: fc.constant('at'),
    value: fc.constantFrom('2024-04-01T08:00:00+08:00', '2024-04-02T00:00:00+08:00'),
  }),
  fc.record({ op: fc.constantFrom('eq', 'ne'), field: fc.constant('mode'), value: fc.constantFrom('PHONE', 'APP') }),
  fc.record({ op: fc.constantFrom('eq', 'ne'), field: fc.constant('late'), value: fc.boolean() }),
  fc.record({ op: fc.constantFrom('eq', 'gt', 'le'), field: fc.constant('hours'), value: fc.constantFrom(2, 3, 12) }),
  fc.record({
    op: fc.constantFrom('prefix', 'contains'),
    field: fc.constantFrom('place', 'day', 'citizenId'),
    value: fc.constantFrom('司', 'A', '2024-04', '37'),
  }),
  fc.record({ op: fc.constant('in'), field: fc.constant('citizenId'), values: fc.subarray(ids) }),
  fc.record({
    op: fc.constant('eq'),
    field: fc.constant('caseNumber'),
    value: fc.constantFrom('(2024)鲁1422刑初1号', '(2024)鲁01刑更2号'),
  }),
  fc.record({
    op: fc.constant('isNull'),
    field: fc.constantFrom('day', 'mode', 'place', 'citizenId', 'absent'),
    value: fc.boolean(),
  }),
  fc.constantFrom<Condition>({ op: 'true' }, { op: 'false' }, { op: 'eq', field: 'absent', value: 'x' }),
) as fc.Arbitrary<Condition>;
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('and', 'or'),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }) as fc.Arbitrary<Condition>,
    fc.record({ op: fc.constant('not'), of: tie('condition') }) as fc.Arbitrary<Condition>,
  ),
}));
const order: fc.Arbitrary<Order[]> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('day', 'hours', 'place', 'absent', 'period', 'due', 'entered', 'grade'),
    direction: fc.constantFrom('ASC', 'DESC'),
  }) as fc.Arbitrary<Order>,
  { maxLength: 2, selector: ({ field }) => field },
);
export const request: fc.Arbitrary<ReadRequest> = fc
  .record({
    fields: fc.subarray([...Object.keys(binding.fields), 'absent']),
    where: condition,
    order,
    first: fc.nat({ max: 6 }),
    count: fc.boolean(),
    by: fc.option(
      fc.oneof(
        fc.record({ field: fc.constant('citizenId'), values: fc.subarray([...ids, 'nobody']) }),
        fc.record({
          field: fc.constant('caseNumber'),
          values: fc.constant(['(2024)鲁1422刑初1号', '(2024)鲁01刑更2号']),
        }),
      ),
      { nil: undefined },
    ),
  })
  .map(({ by, ...rest }) => ({ entity: 'CheckIn', ...rest, ...(by === undefined ? {} : { by }) }));

/** Requests that may also ask for what was written since a time. */
export const restrictedRequest: fc.Arbitrary<ReadRequest> = fc
  .tuple(
    request,
    fc.option(
      fc.constantFrom(
        '2024-05-01T00:00:00+08:00',
        '2024-05-01T16:00:00Z',
        '2024-05-02T08:00:00.500+08:00',
        '2024-05-03',
      ),
      { nil: undefined },
    ),
  )
  .map(([asked, since]) => (since === undefined ? asked : { ...asked, since }));

export type RawRow = Readonly<Record<string, string | null>>;
export type Pages = readonly (readonly [
  string,
  { readonly rows: readonly RecordRow[]; readonly hasNext: boolean; readonly total: number | null },
])[];

export const setting = {
  adapter: 'a',
  agency: 'g',
  clock: () => new Date('2024-06-01T00:00:00Z'),
  timeoutMs: 5_000,
  concurrency: 2,
};

/** Reads page after page through the SDK. */
export async function readPages<Place>(source: OpenSource<Place>, place: Place, asked: ReadRequest, count: number) {
  return readerPages(complete({ ...binding, table: place }, source, setting), asked, count);
}

/** Reads page after page of what may be shared, of some divisions, through the SDK. */
export async function readShared<Place>(
  source: OpenSource<Place>,
  place: Place,
  divisions: readonly string[],
  asked: ReadRequest,
  count: number,
) {
  return readerPages(complete({ ...restricted, table: place }, source, { ...setting, divisions }), asked, count);
}

/** Reads page after page. */
export async function readerPages(reader: EntityReader, asked: ReadRequest, count: number) {
  const context = { requestId: 'r', signal: new AbortController().signal };
  return paged(asked, count, async (request) => [...(await reader.read(request, context)).groups]);
}

/** Opens a source that holds one table. */
export async function opened<Place>(source: Source<Place>): Promise<OpenSource<Place>> {
  return source.open(setting);
}

/** Asks for page after page. */
export async function paged(asked: ReadRequest, count: number, read: (request: ReadRequest) => Promise<Pages>) {
  const pages: Pages[] = [];
  let after: Keyset | undefined;
  for (let at = 0; at < count; at += 1) {
    const groups = await read({ ...asked, ...(after === undefined ? {} : { after }) });
    const sorted = groups
      .filter(([, { rows, total }]) => rows.length > 0 || (total ?? 0) > 0)
      .sort(([a], [b]) => compareText(a, b));
    pages.push(sorted);
    const last = sorted[0]?.[1].rows.at(-1);
    if (last === undefined) break;
    after = {
      adapter: last.adapter,
      id: last.id,
      values: asked.order.map(({ field }) => (last.values[field] ?? null) as Scalar | null),
    };
  }
  return pages;
}
