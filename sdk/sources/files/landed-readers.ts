import type { EntityReader } from '../../../schema/adapter.js';
import { withdrawn } from '../../../schema/landing.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { LandedAsking, LandedPlace, OwnLanding, SourceSetting } from '../../source.js';
import { landedBinding, landedColumns } from '../landed/binding.js';
import { indexOf, keyFieldOf } from './record.js';

/** Readers over what deliveries landed; every statement waits until it may be asked. */
export function landedReaders(
  bindings: readonly EntityBinding[],
  setting: SourceSetting & { readonly agency: string },
  landing: OwnLanding,
  ready: Exclude<LandedAsking['ready'], undefined>,
): readonly EntityReader[] {
  const { records } = landing.open({ ...setting, ready });
  return bindings.map((binding) => complete(readingBinding(binding), records, setting));
}

function readingBinding(binding: EntityBinding): EntityBinding<LandedPlace> {
  return {
    ...landedBinding(binding),
    table: { entity: binding.entity, index: indexOf(binding), keyed: keyFieldOf(binding) },
    alive: binding.alive === null ? null : { op: 'isNull', column: landedColumns.value(withdrawn), value: true },
  };
}
