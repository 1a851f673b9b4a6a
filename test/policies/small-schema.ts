import type { DataClass, MaskKind } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';

/** Class, mask and target of a field, and whether its target is only referred to. */
export type SmallField = readonly [DataClass, (MaskKind | null)?, string?, 'refers'?];

export interface SmallType {
  readonly record: boolean;
  readonly fields: Readonly<Record<string, SmallField>>;
  /** The record type of an existence answer. */
  readonly about?: string;
}

/** A schema in a few lines: type → whether it is a record, and its fields. */
export function factsOf(types: Readonly<Record<string, SmallType>>): SchemaFacts {
  return {
    types: new Map(
      Object.entries(types).map(([name, { record, fields, about = null }]) => [
        name,
        {
          name,
          record,
          about,
          fields: new Map(
            Object.entries(fields).map(([field, [dataClass, mask = null, target = null, refers]]) => [
              field,
              { class: dataClass, mask, target, joined: target !== null && refers === undefined },
            ]),
          ),
        },
      ]),
    ),
  };
}
