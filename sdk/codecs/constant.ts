import type { FieldValue, Scalar } from '../../schema/scalar.js';
import type { Codec } from '../codec.js';
import { passes } from '../completion/condition.js';
import { formOf } from './form.js';
import { seekConstant } from './seek.js';

/**
 * The same value in every record: what the system leaves out because it holds nothing else (its own agency, a kind). The one
 * division of a deployment is better said by `jurisdiction: 'system'`. Costs no column; filters are decided in the hub.
 */
export function constant<const T extends Scalar>(value: T): Codec<T> {
  return {
    kind: typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean',
    form: formOf('constant', { value }),
    columns: [],
    read: () => ({ value, flags: [] }),
    seek: seekConstant((test) => passes(test, value as FieldValue)),
    order: null,
    spelling: null,
  };
}
