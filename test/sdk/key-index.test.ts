import { expect, test } from '@jest/globals';
import type { Condition } from '../../schema/condition.js';
import { complete } from '../../sdk/complete.js';
import { openKeyIndex } from '../../sdk/completion/key-index.js';
import { bind } from '../../sdk/entity.js';
import { citizenId } from '../../sdk/index.js';
import type { OpenSource } from '../../sdk/source.js';

const binding = bind('CheckIn', {
  table: 't',
  key: 'bh',
  fields: { citizenId: citizenId('sfzh') },
  lookups: ['citizenId'],
});
const id = '37142219800101123X';
const setting = { adapter: 'a', clock: () => new Date(0), timeoutMs: 60_000, concurrency: 1 };

/** A source that is looked through for odd spellings, and answers when the test says so. */
function scanned() {
  let release = (_raws: readonly unknown[]) => {};
  let scans = 0;
  const source: OpenSource<string> = {
    takes: () => true,
    takesOrder: () => true,
    groups: false,
    rows: async () => ({ rows: [], asOf: null }),
    distinct: () => {
      scans += 1;
      return new Promise((resolve) => {
        release = resolve;
      });
    },
    close: async () => {},
  };
  return { keys: openKeyIndex(binding, source, setting), release: () => release([]), scans: () => scans };
}

test('where odd spellings cannot be asked for, a register that says so is read whole, once in ten minutes', async () => {
  let [ms, sweeps] = [0, 0];
  const source: OpenSource<string> = {
    takes: () => false,
    takesOrder: () => true,
    groups: false,
    sweeps: (_table, column) => column === 'sfzh',
    rows: async ({ columns, where }) => {
      expect([columns, where]).toEqual([['bh', 'sfzh'], { op: 'true' }]);
      sweeps += 1;
      return { rows: [{ sfzh: '371422198OO101123X' }, { sfzh: id }, { sfzh: null }], asOf: null };
    },
    close: async () => {},
  };
  const keys = openKeyIndex(binding, source, { ...setting, clock: () => new Date(ms) });
  const raws = async () => {
    await keys.prepare(['citizenId'], new AbortController().signal);
    return keys.seek('citizenId', [id]);
  };
  expect(await raws()).toMatchObject({
    exact: true,
    condition: { values: expect.arrayContaining([id, '371422198OO101123X']) },
  });
  ms = 599_999;
  await raws();
  ms = 600_000;
  await raws();
  expect(sweeps).toBe(2);
});

/** A register of these ids that can only be read whole. */
const register = (ids: readonly (string | null)[]): OpenSource<string> => ({
  takes: () => false,
  takesOrder: () => true,
  groups: false,
  sweeps: () => true,
  rows: async ({ limit }) => ({ rows: ids.slice(0, limit).map((sfzh) => ({ sfzh })), asOf: null }),
  close: async () => {},
});

test.each([
  ['a wrong check digit', '371422198001011233', true],
  ['a day that there never was', '371422198013321232', true],
  ['a division that there never was', '999422198001011239', true],
  ['an order of another sex', '371422198001011240', true],
  ['fifteen digits of which one is wrong', '371422801301123', true],
  ['two wrong parts', '999422198013321233', false],
  ['no id at all', '无', false],
  ['another person’s, which can be read', '371422198001010018', false],
])('%s leaves open whether a key has more records: %s', async (_what, raw, mayLack) => {
  const keys = openKeyIndex(binding, register([id, raw, null]), setting);
  await keys.prepare(['citizenId'], new AbortController().signal);
  expect(keys.unread('citizenId', id)?.map(({ sfzh }) => sfzh)).toEqual(mayLack ? expect.arrayContaining([raw]) : []);
});

test('the page of a key says that it may lack records where one that cannot be read would be among them', async () => {
  const rows = [id, '371422198001011233', '371422198001010018'].map((sfzh, at) => ({ bh: String(at), sfzh }));
  const source = { ...register([]), rows: async () => ({ rows, asOf: null }) };
  const values = [id, '371422198001010018', '371422199001014567'];
  const pages = async (where: Condition) => {
    const by = { field: 'citizenId', values };
    const { groups } = await complete(binding, source, { ...setting, agency: 'x' }).read(
      { entity: 'CheckIn', fields: [], where, order: [], first: 5, count: true, by },
      { requestId: 'r', signal: new AbortController().signal },
    );
    return values.map((value) => {
      const { rows: found = [], total, mayLack = false } = groups.get(value) ?? {};
      return { ids: found.map((row) => row.id), total, mayLack };
    });
  };
  expect(await pages({ op: 'true' })).toEqual([
    { ids: ['0'], total: 1, mayLack: true },
    { ids: ['2'], total: 1, mayLack: true },
    { ids: [], total: undefined, mayLack: false },
  ]);
  // As policies hide rows: what would not be shown leaves nothing open either.
  const hidden = await pages({ op: 'isNull', field: 'citizenId', value: false });
  expect(hidden.map(({ mayLack }) => mayLack)).toEqual([false, false, false]);
});

test('of a register that is too long to be looked through nobody says what it lacks', async () => {
  const keys = openKeyIndex(binding, register(Array.from({ length: 20_001 }, () => id)), setting);
  await keys.prepare(['citizenId'], new AbortController().signal);
  expect(keys.unread('citizenId', id)).toBeNull();
});

test('who gives up does not wait for the look for odd spellings, and the others have what it finds', async () => {
  const { keys, release, scans } = scanned();
  const impatient = new AbortController();
  const given = keys.prepare(['citizenId'], impatient.signal);
  const patient = keys.prepare(['citizenId'], new AbortController().signal);
  impatient.abort();
  await expect(given).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', cause: { reason: 'TIMEOUT' } });
  expect(keys.seek('citizenId', ['37142219800101123X'])).toBeNull();
  release();
  await patient;
  expect(keys.seek('citizenId', ['37142219800101123X'])).toMatchObject({ exact: true });
  expect(scans()).toBe(1);
});
