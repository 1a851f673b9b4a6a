import type { Access, Effect } from '../../schema/access.js';
import type { Release } from '../../schema/audit.js';
import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';
import type { Condition } from '../../schema/condition.js';
import type { Purpose } from '../../schema/purpose.js';
import { rootOf } from '../access/verdict.js';
import type { Rulebook } from '../policies/rulebook.js';

/** A record type whose rows an operation reads, with the joined relation (`Type.field`) that leads to them, if one does. */
export interface Reached {
  readonly type: string;
  readonly by: string | undefined;
}

/** What of an operation may be sealed: by the class of its fields, or where its rows may be. */
export interface SealedParts {
  readonly isSealed: boolean;
  readonly reached: readonly Reached[];
}

/** The parts of what was asked for that may be sealed; whether rows are is for an access to say (`opensSealed`). */
export function sealedParts(catalog: Catalog, asked: ReadonlyMap<string, Effect>): SealedParts {
  const open = [...asked].flatMap(([coordinate, effect]) => (effect === 'DENY' ? [] : [coordinate]));
  return {
    isSealed: open.some((coordinate) => isSealed(catalog, coordinate)),
    reached: open.flatMap((coordinate) => {
      const { target = null, joined = false } = entryOf(catalog, coordinate) ?? {};
      if (target === null || !catalog.types.get(target)?.fields.has(sealing)) return [];
      return [{ type: target, by: joined ? coordinate : undefined }];
    }),
  };
}

/**
 * Whether sealed records may be among what is read: a report must not tell of it, since that they exist is sealed too
 * (刑诉法 286). Closed when in doubt: it counts what the standing opens, not what was found.
 */
export function opensSealed({ isSealed, reached }: SealedParts, access: Access): boolean {
  return isSealed || reached.some(({ type, by }) => takesInSealed(access.rows(type, by)));
}

const sealing = 'sealed';

function takesInSealed(rows: Condition): boolean {
  switch (rows.op) {
    case 'false':
      return false;
    case 'and':
      return rows.of.every(takesInSealed);
    case 'or':
      return rows.of.some(takesInSealed);
    case 'eq':
      return rows.field !== sealing || rows.value === true;
    // Rows whose sealing is unknown are open where a set says so, with its reason.
    case 'isNull':
      return rows.field !== sealing || !rows.value;
    default:
      return true;
  }
}

function entryOf(catalog: Catalog, coordinate: string): FieldEntry | undefined {
  const [type = '', field = ''] = coordinate.split('.');
  return type === 'Query' ? rootOf(catalog, field) : catalog.types.get(type)?.fields.get(field);
}

function isSealed(catalog: Catalog, coordinate: string): boolean {
  const [type = '', field = ''] = coordinate.split('.');
  const root = type === 'Query' ? rootOf(catalog, field) : undefined;
  if (root) return root.class === 'SEALED' || isSealedType(catalog, 'of' in root.shape ? root.shape.of : root.type);
  return catalog.types.get(type)?.fields.get(field)?.class === 'SEALED' || isSealedType(catalog, type);
}

// A record's `source` has the class of its type.
function isSealedType(catalog: Catalog, type: string): boolean {
  return catalog.types.get(type)?.fields.get('source')?.class === 'SEALED';
}

/** When an entry may stand in the report of the person that it is about. */
export function releaseOf({ sets }: Rulebook, purpose: Purpose | undefined, isSealed: boolean): Release {
  if (isSealed) return 'NEVER';
  return (purpose === undefined ? undefined : sets.purposes.get(purpose)?.release) ?? 'NOW';
}
