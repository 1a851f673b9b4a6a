import { covers } from '../../schema/codes/division.js';
import { type FactField, type FactType, type ObjectType, ownField } from '../language/fact-type.js';
import type { Fact, FactMap } from '../language/facts.js';
import type { ParameterFile } from './format.js';

/**
 * Parameters of a rule in force for a division on a day. A division of null is none; one that is undefined was not read, and what
 * differs by division is then absent.
 */
export type Parameters = (division: string | null | undefined, today: string) => FactMap;

type Value = ParameterFile['values'][number];

/**
 * Compiles a rule's parameters: of the values in force on the day the one of the most special division wins, then the one
 * that came into force last. Amounts are written in yuan and seen in fen.
 */
export function compileParameters(files: Readonly<Record<string, ParameterFile>>): Parameters {
  const names = Object.entries(files);
  const known = new Map<string, FactMap>();
  return (division, today) => {
    const key = `${String(division)} ${today}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const inForce = new Map<string, Fact>();
    for (const [name, file] of names) {
      if (division === undefined && file.values.some((each) => each.division !== null)) continue;
      const value = valueFor(file.values, division ?? null, today);
      if (value !== undefined) inForce.set(name, factOf(file, value));
    }
    // Divisions are a few thousand; a run has one day.
    if (known.size > 10_000) known.clear();
    known.set(key, inForce);
    return inForce;
  };
}

function valueFor(values: readonly Value[], division: string | null, today: string): Value['value'] | undefined {
  const [best] = values
    .filter(({ from, until }) => (from === null || from <= today) && (until === null || today <= until))
    .filter((each) => each.division === null || (division !== null && covers(each.division, division)))
    .sort((a, b) => depth(b) - depth(a) || (b.from ?? '').localeCompare(a.from ?? ''));
  return best?.value;
}

function depth({ division }: Value): number {
  return division === null ? 0 : division.replace(/(00)+$/, '').length;
}

function factOf({ type }: ParameterFile, value: Value['value']): Fact {
  switch (type) {
    case 'int':
      return BigInt(Math.trunc(Number(value)));
    case 'money':
      return BigInt(Math.round(Number(value) * 100));
    case 'number':
      return Number(value);
    case 'list':
      return [value].flat().map((each) => (typeof each === 'number' ? BigInt(each) : each));
    default:
      return String(value);
  }
}

/** What `p` is to the check of expressions. */
export function parametersType(files: Readonly<Record<string, ParameterFile>>): ObjectType {
  const fields = Object.entries(files).map(([name, file]): [string, FactField] => [name, ownField(typeOf(file))]);
  return { kind: 'object', name: 'p', fields: new Map(fields) };
}

function typeOf({ type, values }: ParameterFile): FactType {
  const written = values.flatMap(({ value }) => value);
  switch (type) {
    case 'number':
      return { kind: 'double' };
    case 'text':
      return { kind: 'literal', values: written.map(String) };
    case 'list':
      return {
        kind: 'list',
        of: written.every((each) => typeof each === 'number')
          ? { kind: 'int' }
          : { kind: 'literal', values: written.map(String) },
      };
    default:
      return { kind: type };
  }
}
