import type { DeliverySource, Source } from '../source.js';
import type { FilesSettings } from './files/files.js';
import type { MemorySettings } from './memory/memory.js';
import type { PushSettings } from './push/settings.js';
import type { RestSettings } from './rest/settings.js';
import type { SoapSettings } from './soap/settings.js';
import type { SqlSettings } from './sql/sql.js';

/** What a source of each of our kinds is made of. */
export type SourceDescription =
  | { readonly kind: 'sql'; readonly settings: SqlSettings }
  | { readonly kind: 'rest'; readonly settings: RestSettings }
  | { readonly kind: 'soap'; readonly settings: SoapSettings }
  | { readonly kind: 'files'; readonly settings: FilesSettings }
  | { readonly kind: 'push'; readonly settings: PushSettings }
  | { readonly kind: 'memory'; readonly settings: MemorySettings };

const kinds: ReadonlySet<string> = new Set<SourceDescription['kind']>([
  'sql',
  'rest',
  'soap',
  'files',
  'push',
  'memory',
]);

/** What a source says of itself; null for a kind that is not ours. */
export function descriptionOf({
  kind,
  about,
}: Pick<Source<never> | DeliverySource<never>, 'kind' | 'about'>): SourceDescription | null {
  return about === undefined || !kinds.has(kind) ? null : ({ kind, settings: about.settings } as SourceDescription);
}
