import type { ReadRequest } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import { readDateTime } from '../../schema/values/date.js';
import type { EntityBinding } from '../entity.js';
import type { Positive } from './condition.js';

/** Under this name the time of the last change is tested like a field; no field of the schema has such a name. */
export const writtenField = '@updated';

/** The binding with its time of the last change as a field, so that `since` is a condition like any other. */
export function withWritten<Place>(binding: EntityBinding<Place>): EntityBinding<Place> {
  if (binding.updated === null) return binding;
  return { ...binding, fields: { ...binding.fields, [writtenField]: binding.updated } };
}

/** The condition of the records written at or after `since`; those whose time cannot be read are not among them. */
export function writtenSince(binding: EntityBinding, { since, entity }: ReadRequest): Positive {
  if (since === undefined) return { op: 'true' };
  if (binding.updated === null) {
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `${entity} does not say when its records were written: ask without since`,
    );
  }
  const { value } = readDateTime(since);
  if (value === null) throw new PlumblineError('BAD_USER_INPUT', 'since is no instant: give one of ISO 8601');
  return { op: 'test', field: writtenField, test: { op: 'ge', value } };
}
