import { expect, test } from '@jest/globals';
import { check, type Names } from '../../../oversight/language/check.js';
import { parseExpression } from '../../../oversight/language/expression.js';
import { type FactType, type ObjectType, ownField, typeName } from '../../../oversight/language/fact-type.js';

const fields = (types: Readonly<Record<string, FactType>>) =>
  new Map(Object.entries(types).map(([name, type]) => [name, ownField(type)]));
const item: ObjectType = {
  kind: 'object',
  name: 'Item',
  fields: fields({ on: { kind: 'date' }, fen: { kind: 'money' } }),
};
const row: ObjectType = {
  kind: 'object',
  name: 'Row',
  fields: fields({
    n: { kind: 'int' },
    fen: { kind: 'money' },
    hours: { kind: 'double' },
    yes: { kind: 'bool' },
    name: { kind: 'text' },
    on: { kind: 'date' },
    at: { kind: 'instant' },
    status: { kind: 'enum', name: 'Status', values: ['OPEN', 'CLOSED'] },
    other: { kind: 'enum', name: 'Other', values: ['OPEN'] },
    charge: { kind: 'code', system: 'charges' },
    division: { kind: 'code', system: 'GB/T 2260' },
    items: { kind: 'list', of: item },
    one: item,
  }),
};
const names: Names = new Map([['row', { type: row, path: '', uses: [] }]]);

function checked(text: string): readonly [string, readonly string[]] {
  const faults: string[] = [];
  const { type } = check(parseExpression(text).tree, names, (fault) => faults.push(fault));
  return [typeName(type), faults];
}

const sound: readonly (readonly [text: string, type: string])[] = [
  ['row.n + 1 > row.fen', 'bool'],
  ['row.fen * 2', 'money'],
  ['row.fen / 2 + 3 * row.fen', 'money'],
  ['row.fen + row.n', 'int'],
  ['row.n < row.hours', 'bool'],
  ['row.hours * 60.0 + double(row.n)', 'double'],
  ['row.status in ["OPEN", "CLOSED"]', 'bool'],
  ['row.charge == "264" || row.division == "371422"', 'bool'],
  ['row.on < "2026-01-01" && row.at > "2026-01-01T00:00:00+08:00"', 'bool'],
  ['row.on == null ? "2026-01-01" : row.on', 'date'],
  ['row.items.filter(i, i.on != null).map(i, i.fen)', 'list<money>'],
  ['sum(row.items.map(i, i.fen)) >= yuan(5000)', 'bool'],
  ['greatest(row.items.map(i, i.on))', 'date'],
  ['row.items.exists(i, covers(i.on, null, row.at))', 'bool'],
  ['row.items.exists_one(i, i.fen > 0) && row.items.all(i, i.on < row.on)', 'bool'],
  ['row.items[0].on', 'date'],
  ['size(row.items) > 0 ? row.items[0] : null', 'Item'],
  ['distinct(flatten([row.items.map(i, i.on), [row.on]])).size()', 'int'],
  ['row.name.startsWith("a") || row.name + "b" == "ab"', 'bool'],
  ['[] + row.items', 'list<Item>'],
  ['-row.n', 'int'],
];

test.each(sound)('%s is %s', (text, type) => {
  expect(checked(text)).toEqual([type, []]);
});

const wrong: readonly (readonly [text: string, fault: string])[] = [
  ['row.status == "OPENED"', '"OPENED" is no value of Status; did you mean OPEN?'],
  ['row.status in ["OPEN", "CLOSE"]', '"CLOSE" is no value of Status; did you mean CLOSED?'],
  ['row.status == row.other', 'compares Status with Other: they share no values'],
  ['row.status < "OPEN"', 'Status has no order: name the values with in [ … ]'],
  ['row.charge == "264-9"', '"264-9" is no code of charges; did you mean 264?'],
  ['row.division == "999999"', '"999999" is no code of GB/T 2260; correct or remove it'],
  ['row.on == row.at', 'compares a day with an instant: take day(…) of the instant'],
  ['row.on == row.name', 'compares date with text: they are never equal'],
  ['row.n == "1"', 'compares int with the text "1"'],
  ['row.yes == 1', 'compares bool with int: they are never equal'],
  ['row.one == row.on', 'compares Item with date: they are never equal'],
  ['row.n + row.hours', 'int + double is an error in CEL: turn one by double(…) or int(…), or write 60.0'],
  ['row.fen * 1.5', 'money * double is an error in CEL: turn one by double(…) or int(…), or write 60.0'],
  ['row.on + 1', 'days are added by addDays(day, days)'],
  ['row.yes + row.n', 'bool + int has no meaning'],
  ['row.hours % 2.0', '% is for whole numbers'],
  ['row.name && row.yes', 'text is neither true nor false'],
  ['row.yes ? row.n : row.name', 'is int or text: both branches have one type'],
  ['row.n in row.one', 'in asks a list, not Item'],
  ['row.on in row.items', 'compares date with Item: they are never equal'],
  ['row.one.exists(i, true)', 'Item is no list: exists, all, filter and map go over lists'],
  ['row.items["a"]', 'a list is indexed by a whole number'],
  ['row.one[0]', 'Item[…] has no meaning: only lists are indexed'],
  ['row.n.x', 'int has no field x'],
  ['[row.n, row.name]', 'a list of int, text has no type'],
  ['{"a": row.n}', 'maps are not written in conditions'],
  ['size(row.n)', 'size of int has no meaning'],
  ['row.n.startsWith("1")', 'startsWith is asked of texts'],
  ['int(row.name)', 'int(text) has no meaning'],
  ['-row.name', '-text has no meaning'],
  ['sum(row.items.map(i, i.on))', 'sum(list<date>) does not fit sum(values: list<N>)'],
  ['daysBetween(row.on, null)', 'daysBetween(date, null) does not fit daysBetween(from: date, to: date)'],
  ['row.on.addDays(1)', 'addDays is written addDays(…)'],
  ['timestamp(row.at)', 'unknown function timestamp; correct or remove it'],
];

test.each(wrong)('%s is refused', (text, fault) => {
  expect(checked(text)[1]).toContain(fault);
});

test('a use is known by its path through lists and names, and by what it was asked for', () => {
  const lets = new Map([...names]);
  const first = check(parseExpression('row.items.filter(i, i.fen > 0)[0]').tree, names, () => {});
  lets.set('first', first);
  const { uses } = check(parseExpression('first.on == null').tree, lets, () => {});

  expect(uses.map(({ path, isTested }) => [path, isTested])).toEqual([
    ['items', true],
    ['items.fen', true],
    ['items.on', true],
  ]);
});
