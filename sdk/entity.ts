import type { Contribution } from '../schema/adapter.js';
import type { RecordName, Records } from '../schema/generated/records.js';
import type { FieldValue } from '../schema/scalar.js';
import type { Codec } from './codec.js';
import { dateTime } from './codecs/dates.js';
import { type ColumnName, nameOf } from './column.js';
import { type ExclusionRule, excludedBy, type Negatable } from './exclusion.js';
import { type RawCondition, rawAny } from './raw.js';

/** The canonical field that says which division a record belongs to. */
export const jurisdictionField = 'jurisdictionDivisionCode';

/** How the fields of an entity are held: canonical field ← codec. */
export type FieldMap = Readonly<Record<string, Codec<FieldValue>>>;

/** One canonical entity as one source holds it: what `entity` makes of a shape. */
export interface EntityBinding<Place = unknown, Fields extends FieldMap = FieldMap> {
  readonly entity: string;
  readonly table: Place;
  /** The agency's own record key: unique in the table, and the last word of every order. */
  readonly key: string;
  readonly fields: Fields;
  readonly lookups: readonly string[];
  /** Records that do not pass are not read: soft deletes (domain 6.4 #15). */
  readonly alive: RawCondition | null;
  /**
   * Records that pass may not be shared (domain 5.5.8): they are neither read nor counted, and landed ones are only counted
   * as excluded. Test it with `rawMatches`; `negated` is the condition of the others.
   */
  readonly excluded: Negatable | null;
  /** `system`: the deployment names the one division of all records; opening maps it as a constant (`placed`). */
  readonly jurisdiction: 'system' | null;
  /** When the record was last written: becomes `RecordRow.asOf`. */
  readonly updated: Codec<string> | null;
  readonly contributes: Contribution;
}

/** The canonical values of a binding's records; null where nothing could be read. */
export type ValuesOf<Binding> =
  Binding extends EntityBinding<unknown, infer Fields>
    ? { readonly [F in keyof Fields]: Fields[F] extends Codec<infer T> ? T | null : never }
    : never;

/** How a table says that a record still stands. */
export type AliveRule =
  /** Unless the column holds one of these: `SFYX` is `0`; null is alive. */
  | { readonly column: ColumnName; readonly dead: readonly string[]; readonly live?: never; readonly empty?: never }
  /** Where the column holds one of these alone; null is deleted. */
  | { readonly column: ColumnName; readonly live: readonly string[]; readonly dead?: never; readonly empty?: never }
  /** As long as the column is null or empty: the time of deletion. */
  | { readonly column: ColumnName; readonly empty: true; readonly dead?: never; readonly live?: never };

/** What an integrator says of one entity: where its records are and how they hold the canonical fields. */
export interface EntityShape<Place, Fields extends FieldMap> {
  /** Where the source holds the records: a table's name, a path … (see the source). */
  readonly table: Place;
  /** Column of the agency's own key: unique in the table, and never reused. */
  readonly key: ColumnName;
  /** Canonical fields with their codecs: `{ period: text('bdzq') }`. What is left out reads as null, and unknown. */
  readonly fields: Fields;
  /** Fields that relations look up by; each needs a codec of one column that can be spelled. */
  readonly lookups?: readonly (keyof Fields & string)[];
  /** Records that are deleted, whatever the table still says: soft deletes and tombstones (domain 6.4 #15). */
  readonly alive?: AliveRule;
  /** Records that the agency may not share: they never enter the hub (domain 5.5.8). */
  readonly excluded?: readonly ExclusionRule[];
  /** Column of the last change (a text or a timestamp in any notation), or how it is read: what `since` is asked of. */
  readonly updated?: ColumnName | Codec<string>;
  /** `system`: the table names no division, and all its records belong to the one that the deployment's stanza names. */
  readonly jurisdiction?: 'system';
  /** `fields`: some fields of records that other systems hold too (the authority for a phone number). Default `rows`. */
  readonly contributes?: Contribution;
}

/** What a binding of a record type may map: its canonical fields, each through a codec of the field's own type. */
export type FieldsOf<Name extends RecordName> = {
  readonly [F in keyof Records[Name]]?: Codec<Extract<NonNullable<Records[Name][F]>, FieldValue>>;
};

/** A field that the record type does not have maps to nothing: the binding does not compile. */
type OnlyKnown<Name extends RecordName, Fields> = { readonly [F in Exclude<keyof Fields, keyof Records[Name]>]: never };

/** Only what has a division can have the system's, and not where a column says it. */
type Placeable<Name extends RecordName, Fields> =
  typeof jurisdictionField extends Exclude<keyof Records[Name], keyof Fields>
    ? { readonly jurisdiction?: 'system' }
    : { readonly jurisdiction?: never };

/**
 * Binds a canonical entity to where one source holds it: `entity('CheckIn', { table: 'sqjz_bdjl', key: 'id', fields: { … } })`. A
 * field that the schema lacks, a codec of another type, a value that the field's enum lacks and a lookup that is not mapped do
 * not compile.
 */
export function entity<Place, Name extends RecordName, const Fields extends FieldMap & FieldsOf<Name>>(
  name: Name,
  shape: EntityShape<Place, Fields> & { readonly fields: OnlyKnown<Name, Fields> } & Placeable<Name, Fields>,
): EntityBinding<Place, Fields> {
  return bind<Place, Fields>(name, shape);
}

/** Binds records of any name and fields: for sources' own tests, which know no schema. */
export function bind<Place, const Fields extends FieldMap>(
  name: string,
  shape: EntityShape<Place, Fields>,
): EntityBinding<Place, Fields> {
  return {
    entity: name,
    table: shape.table,
    key: nameOf(shape.key),
    fields: shape.fields,
    lookups: shape.lookups ?? [],
    alive: shape.alive === undefined ? null : aliveCondition(shape.alive),
    excluded: excludedBy(shape.excluded ?? []),
    jurisdiction: shape.jurisdiction ?? null,
    updated: shape.updated === undefined ? null : writtenBy(shape.updated),
    contributes: shape.contributes ?? 'rows',
  };
}

const writtenBy = (updated: ColumnName | Codec<string>): Codec<string> =>
  typeof updated === 'object' && 'read' in updated ? updated : dateTime(updated);

function aliveCondition(rule: AliveRule): RawCondition {
  const column = nameOf(rule.column);
  if (rule.live !== undefined) return { op: 'in', column, values: rule.live };
  const isNull: RawCondition = { op: 'isNull', column, value: true };
  if (rule.empty !== undefined) return rawAny([isNull, { op: 'in', column, values: [''] }]);
  return rawAny([isNull, { op: 'notIn', column, values: rule.dead }]);
}
