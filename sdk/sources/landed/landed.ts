import type { EntityReader } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { SourceSetting } from '../../source.js';
import { landedBinding } from './binding.js';

/**
 * Readers over what an adapter's deliveries landed in the hub's store: canonical values and the flags they were read with.
 * A `DeliverySource` answers them from `openReaders`; closing them leaves the store open. Throws `ADAPTER_INVALID` without a
 * landing; reads reject with `SOURCE_UNAVAILABLE` when the store does not answer.
 */
export function openLanded(
  bindings: readonly EntityBinding[],
  setting: SourceSetting & { readonly agency: string },
): readonly EntityReader[] {
  const { landing, adapter } = setting;
  if (landing === undefined) {
    throw new PlumblineError('ADAPTER_INVALID', `${adapter} lands deliveries and was opened without a landing`);
  }
  const { records } = landing.open(setting);
  return bindings.map((binding) => complete(landedBinding(binding), records, setting));
}
