import { prefixOf } from '../schema/codes/division.js';
import { findDivision } from '../schema/codes/division-history.js';
import type { Condition } from '../schema/condition.js';
import { PlumblineError } from '../schema/errors.js';
import { constant } from './codecs/constant.js';
import { type EntityBinding, jurisdictionField } from './entity.js';

const nation = '100000';

/**
 * Divisions of a deployment's stanza as the prefixes that their records share: `371400` → `3714`; none for the whole country.
 * Throws `ADAPTER_INVALID` for what is no present division of GB/T 2260.
 */
export function prefixesOf(adapter: string, divisions: readonly string[]): readonly string[] {
  for (const division of divisions) if (division !== nation) assertDivision(adapter, division);
  return divisions.includes(nation) ? [] : [...new Set(divisions.map(prefixOf))];
}

function assertDivision(adapter: string, division: string): void {
  const known = findDivision(division.slice(0, 6).padEnd(6, '0'));
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(division) || known === null) {
    throw new PlumblineError('ADAPTER_INVALID', `${adapter}: division ${division} is no code of GB/T 2260`);
  }
  if (known.until === null) return;
  const now = known.successor === null ? '' : ` (now ${known.successor})`;
  throw new PlumblineError(
    'ADAPTER_INVALID',
    `${adapter}: division ${division} is a former one${now}: name present ones`,
  );
}

/**
 * The binding at its place: with `jurisdiction: 'system'`, every record has the one division that the stanza names. Throws
 * `ADAPTER_INVALID` when it names none or several.
 */
export function placed<Place>(
  adapter: string,
  binding: EntityBinding<Place>,
  divisions: readonly string[],
): EntityBinding<Place> {
  if (binding.jurisdiction === null) return binding;
  const [only, ...others] = divisions;
  if (only === undefined || others.length > 0) {
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${adapter}: the records of ${binding.entity} name no division: open it with exactly one in divisions`,
    );
  }
  return { ...binding, fields: { ...binding.fields, [jurisdictionField]: constant(only.padEnd(6, '0')) } };
}

/** The condition under which a record may be answered: of these divisions, or of none that it names. Null: any record may. */
export function withinDivisions(binding: EntityBinding, divisions: readonly string[]): Condition | null {
  return divisions.length === 0 || binding.fields[jurisdictionField] === undefined ? null : ofDivisions(divisions);
}

/** Holds for records of these divisions (prefixes), and for those that name none. */
export function ofDivisions(divisions: readonly string[]): Condition {
  return {
    op: 'or',
    of: [
      { op: 'isNull', field: jurisdictionField, value: true },
      ...divisions.map((value) => ({ op: 'prefix', field: jurisdictionField, value }) as const),
    ],
  };
}
