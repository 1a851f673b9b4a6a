import fc from 'fast-check';
import type { FactType, ObjectType } from '../../../oversight/language/fact-type.js';
import { addDays } from '../../../schema/values/plain-date.js';

const day = fc.integer({ min: -1500, max: 400 }).map((days) => addDays('2026-11-20', days));
const instant = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([on, hour, minute]) => `${on}T${two(hour)}:${two(minute)}:00+08:00`);

const leaves: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  int: fc.integer({ min: -2, max: 60 }),
  money: fc.integer({ min: 0, max: 20_000_000 }),
  double: fc.double({ min: 0, max: 40, noNaN: true }),
  bool: fc.boolean(),
  date: day,
  instant,
};

/** Rows as the hub might answer them, empty fields and short lists among them. */
export function randomRow(type: ObjectType): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries([...type.fields].map(([name, field]) => [name, randomValue(field.type)])));
}

function randomValue(type: FactType): fc.Arbitrary<unknown> {
  return fc.option(known(type), { freq: 6 });
}

function known(type: FactType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'object':
      return randomRow(type);
    case 'list':
      return fc.array(known(type.of), { maxLength: 4 });
    case 'enum':
      return fc.constantFrom(...type.values);
    default:
      return leaves[type.kind] ?? fc.constantFrom('A', 'B', '371422', '370100', 'x-1');
  }
}

/** Every path of a row's type that can be missing. */
export function pathsOf(type: ObjectType, above = ''): readonly string[] {
  return [...type.fields].flatMap(([name, field]) => {
    const path = above === '' ? name : `${above}.${name}`;
    const below = field.type.kind === 'list' ? field.type.of : field.type;
    return [path, ...(below.kind === 'object' ? pathsOf(below, path) : [])];
  });
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
