import type { EntityBinding } from '../../entity.js';
import { columnsOf } from '../../raw.js';

/** The columns that a binding looks at: nothing else of a record is kept, not even where it is put aside. */
export function boundColumns({ key, fields, alive, excluded, updated }: EntityBinding): readonly string[] {
  return [
    key,
    ...Object.values(fields).flatMap(({ columns }) => columns),
    ...(alive === null ? [] : columnsOf(alive)),
    ...(excluded === null ? [] : columnsOf(excluded)),
    ...(updated?.columns ?? []),
  ];
}
