import { describe, expect, test } from '@jest/globals';
import { bind } from '../../sdk/entity.js';
import {
  type AdapterShape,
  citizenId,
  code,
  defineAdapter,
  type EntityBinding,
  entity,
  memory,
  personName,
  type RawRecord,
  text,
  z,
} from '../../sdk/index.js';

const options = z.object({ url: z.string(), password: z.string(), pages: z.number().int().default(100) }).strict();
type Options = z.infer<typeof options>;
const clock = () => new Date('2024-06-01T00:00:00Z');
const checkIn = entity('CheckIn', { table: 't', key: 'id', fields: { id: text('id') }, lookups: ['id'] });
const fine: AdapterShape<Options, string> = {
  id: 'county-sql',
  agency: '司法局',
  options,
  secrets: ['password'],
  source: () => memory({ tables: {} }),
  entities: [checkIn],
};

/** The message with which defining is refused; null when it is not. */
function refusal(change: Partial<Record<keyof AdapterShape<Options, string>, unknown>>): string | null {
  try {
    defineAdapter({ ...fine, ...change } as AdapterShape<Options, string>);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'ADAPTER_INVALID' });
    return (error as Error).message;
  }
}

const refusalOf = (binding: EntityBinding<string>) => refusal({ entities: [binding] });
const shape = { table: 't', key: 'id', fields: { id: text('id'), name: personName('xm') } };

describe('an adapter that contradicts itself is refused where it is defined', () => {
  test('and one that does not, is not', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({ maintenance: [{ from: '22:30', to: '05:00', days: [1, 7] }] })).toBeNull();
    expect(refusalOf(bind('X', { ...shape, excluded: [{ column: 'zm', contains: ['间谍'] }] }))).toBeNull();
    expect(refusalOf(bind('X', { ...shape, alive: { column: 'sfyx', dead: ['0'] } }))).toBeNull();
    expect(refusalOf(bind('X', { ...shape, jurisdiction: 'system' }))).toBeNull();
  });

  test.each<[string, Parameters<typeof refusal>[0], string]>([
    ['its id', { id: 'County SQL' }, 'County SQL: its id is not in kebab-case: write judgments-sql'],
    ['its agency', { agency: ' ' }, 'county-sql: agency is empty: name the agency whose system it is'],
    ['its entities', { entities: [] }, 'county-sql: entities are none: bind at least one'],
    ['an entity twice', { entities: [checkIn, checkIn] }, 'county-sql: CheckIn is bound twice: one binding an entity'],
    ['its time-out', { timeoutMs: 0 }, 'county-sql: timeoutMs is not above zero'],
    ['its concurrency', { concurrency: 1.5 }, 'county-sql: concurrency is no whole number'],
    ['a secret', { secrets: ['pasword'] }, 'county-sql: the secret pasword is no option; did you mean password?'],
    [
      'a window',
      { maintenance: [{ from: '1:00', to: '05:00' }] },
      'county-sql: the maintenance window 1:00 to 05:00 is no time of day: write HH:MM, 00:00 to 23:59',
    ],
    [
      'an empty window',
      { maintenance: [{ from: '01:00', to: '01:00' }] },
      'county-sql: the maintenance window 01:00 to 01:00 begins when it ends',
    ],
    [
      'a day',
      { maintenance: [{ from: '01:00', to: '05:00', days: [0] }] },
      'county-sql: the maintenance window 01:00 to 05:00 names a day that is none: 1 (Monday) to 7',
    ],
  ])('by %s', (_what, change, message) => {
    expect(refusal(change)).toBe(message);
  });

  test.each<[string, EntityBinding<string>, string]>([
    ['a table', bind('X', { ...shape, table: '' }), 'X: table is not given: name where its records are'],
    ['a key', bind('X', { ...shape, key: '' }), 'X: key is empty: name the column of the agency’s own key'],
    ['no field', bind('X', { ...shape, fields: {} }), 'X: fields are none: map at least one'],
    ['a column', bind('X', { ...shape, fields: { id: text('') } }), 'X: id reads a column without a name'],
    [
      'a lookup that is not mapped',
      { ...bind('X', shape), lookups: ['nane'] },
      'X: lookup nane is not mapped; did you mean name?',
    ],
    [
      'a lookup that cannot be spelled',
      bind('X', { ...shape, lookups: ['name'] }),
      'X: lookup name has a codec that cannot be looked up by: use one of a single text or number that identifies',
    ],
    ['a lookup twice', bind('X', { ...shape, lookups: ['id', 'id'] }), 'X: lookups name a field twice'],
    ['dead values', bind('X', { ...shape, alive: { column: 'sfyx', dead: [] } }), 'X: alive names no value'],
    [
      'an excluded column',
      bind('X', { ...shape, excluded: [{ column: '', is: ['机密'] }] }),
      'X: excluded is a column without a name',
    ],
    ['excluded values', bind('X', { ...shape, excluded: [{ column: 'mj', is: [] }] }), 'X: excluded names no value'],
    [
      'an excluded word',
      bind('X', { ...shape, excluded: [{ column: 'zm', contains: ['间.*谍'] }] }),
      'X: excluded looks in zm for what is no word: letters, digits and characters alone',
    ],
    [
      'a division twice',
      bind('X', {
        ...shape,
        fields: { ...shape.fields, jurisdictionDivisionCode: code('xzqh', 'GB/T 2260') },
        jurisdiction: 'system',
      }),
      'X: jurisdictionDivisionCode is mapped although jurisdiction is the system’s: leave one of the two out',
    ],
  ])('by %s', (_what, binding, message) => {
    expect(refusalOf(binding)).toBe(`county-sql: ${message}`);
  });
});

describe('options', () => {
  const opening = (given: unknown) => defineAdapter(fine).open(given, { clock });
  const canary = 'sk-canary-371422';

  test.each<[string, unknown, string]>([
    [
      'an unknown one, with the nearest right name',
      { url: 'u', password: canary, passwort: canary },
      'unknown option passwort; did you mean password?',
    ],
    ['missing ones', { pages: 1 }, 'url is missing, password is missing'],
    ['one of another type', { url: 'u', password: canary, pages: canary }, 'pages must be number'],
    [
      'a value in the place of a name',
      { url: 'u', password: 'p', [canary]: 1 },
      'unknown option (its name is no word); correct or remove it',
    ],
    [
      'a sentence in the place of a name',
      { url: 'u', password: 'p', [`x ${canary}`]: 1 },
      'unknown option (its name is no word); correct or remove it',
    ],
    ['none at all', null, 'options must be object'],
  ])('are refused for %s, and no value is printed', async (_what, given, said) => {
    await expect(opening(given)).rejects.toMatchObject({
      code: 'ADAPTER_INVALID',
      message: `county-sql was opened with wrong options: ${said}`,
    });
  });

  test('that are unknown are refused also where the schema would drop them', async () => {
    const loose = defineAdapter({
      ...fine,
      options: z.object({ url: z.string(), password: z.string(), pages: z.number() }),
    });
    await expect(loose.open({ url: 'u', password: 'p', pages: 1, page: 2 }, { clock })).rejects.toMatchObject({
      message: 'county-sql was opened with wrong options: unknown option page; did you mean pages?',
    });
  });

  test('that are right open the adapter', async () => {
    const opened = await opening({ url: 'u', password: 'p' });
    expect({ ...opened, readers: opened.readers.length, close: typeof opened.close }).toEqual({
      id: 'county-sql',
      agency: '司法局',
      timeoutMs: 3_000,
      concurrency: 8,
      freshnessMs: 86_400_000,
      divisions: [],
      maintenance: [],
      readers: 1,
      close: 'function',
    });
  });
});

describe('divisions', () => {
  const rows: readonly RawRecord[] = [
    { id: '1', sfzh: '37142219800101123X', xzqh: '371422' },
    { id: '2', sfzh: '37142219800101123X', xzqh: '150402' },
    { id: '3', sfzh: '37142219800101123X', xzqh: null },
  ];
  const fields = { id: text('id'), citizenId: citizenId('sfzh') };
  const ownDivision = { ...fields, jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', { clean: true }) };
  const adapterOf = (binding: EntityBinding<string>) =>
    defineAdapter({ ...fine, source: () => memory({ tables: { t: rows } }), entities: [binding] });
  const divided = adapterOf(bind('X', { table: 't', key: 'id', fields: ownDivision, lookups: ['citizenId'] }));
  const undivided = adapterOf(
    bind('X', { table: 't', key: 'id', fields, lookups: ['citizenId'], jurisdiction: 'system' }),
  );
  const read = async (adapter: typeof divided, divisions: readonly string[]) => {
    const [reader] = (await adapter.open({ url: 'u', password: 'p' }, { clock, divisions })).readers;
    const field = 'jurisdictionDivisionCode';
    const request = { entity: 'X', fields: [field], where: { op: 'true' }, order: [], first: 9, count: true } as const;
    const result = await reader?.read(request, { requestId: 'r', signal: new AbortController().signal });
    return result?.groups.get('')?.rows.map(({ id, values }) => `${id} ${values[field]}`);
  };

  test('limit what is read to their records and those that name none', async () => {
    expect(await read(divided, ['371400'])).toEqual(['1 371422', '3 null']);
    expect(await read(divided, ['15'])).toEqual(['2 150402', '3 null']);
    expect(await read(divided, [])).toEqual(['1 371422', '2 150402', '3 null']);
    expect(await read(divided, ['100000'])).toEqual(['1 371422', '2 150402', '3 null']);
  });

  test('are known to who routes by them as prefixes', async () => {
    const { divisions } = await divided.open(
      { url: 'u', password: 'p' },
      { clock, divisions: ['371400', '150402', '15'] },
    );
    expect(divisions).toEqual(['3714', '150402', '15']);
  });

  test('are those of the records where the table names none', async () => {
    expect(await read(undivided, ['371422'])).toEqual(['1 371422', '2 371422', '3 371422']);
    expect(await read(undivided, ['3714'])).toEqual(['1 371400', '2 371400', '3 371400']);
  });

  test.each([
    ['none', [], 'county-sql: the records of X name no division: open it with exactly one in divisions'],
    [
      'two',
      ['371422', '371423'],
      'county-sql: the records of X name no division: open it with exactly one in divisions',
    ],
    ['an unknown one', ['379999'], 'county-sql: division 379999 is no code of GB/T 2260'],
    ['part of one', ['37142'], 'county-sql: division 37142 is no code of GB/T 2260'],
    ['a former one', ['370181'], 'county-sql: division 370181 is a former one (now 370114): name present ones'],
  ])('are refused when they are %s', async (_what, divisions, message) => {
    await expect(undivided.open({ url: 'u', password: 'p' }, { clock, divisions })).rejects.toMatchObject({
      code: 'ADAPTER_INVALID',
      message,
    });
  });
});

test('a deployment’s windows of maintenance take the place of the adapter’s', async () => {
  const night = [{ from: '01:00', to: '05:00' }];
  const adapter = defineAdapter({ ...fine, maintenance: night });
  const given = { url: 'u', password: 'p' };
  expect((await adapter.open(given, { clock })).maintenance).toEqual(night);
  expect((await adapter.open(given, { clock, maintenance: [] })).maintenance).toEqual([]);
  await expect(adapter.open(given, { clock, maintenance: [{ from: '25:00', to: '05:00' }] })).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
  });
});
