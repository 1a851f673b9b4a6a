import type { Landing } from '../../schema/landing.js';
import type { AdapterDefinition } from '../definition/adapter-definition.js';
import type { EntityBinding } from '../entity.js';
import type { DeliverySource, Source } from '../source.js';
import { descriptionOf, type SourceDescription } from '../sources/description.js';

/** The adapter that is examined, with the options that it is opened with. */
export interface Subject {
  readonly definition: AdapterDefinition<unknown, unknown>;
  /** As given: what `open` parses. */
  readonly options: unknown;
  readonly entities: readonly EntityBinding[];
  readonly kind: string;
  /** Null for a kind of source that is none of ours: its system cannot be stood up. */
  readonly description: SourceDescription | null;
  /** A fresh, unopened source. */
  source(): Source<unknown> | DeliverySource<unknown>;
  readonly clock: () => Date;
  readonly landing?: () => Promise<StandingLanding>;
}

/** A landing of its own for one system of deliveries; the store's, given by whoever may import it. */
export interface StandingLanding {
  readonly landing: Landing;
  close(): Promise<void>;
}

/** Rejects with `ADAPTER_INVALID` when the options do not parse. */
export async function subjectOf(
  definition: AdapterDefinition<unknown, unknown>,
  options: unknown,
  { clock, landing }: Pick<Subject, 'clock' | 'landing'>,
): Promise<Subject> {
  const parsed = definition.options.safeParse(options);
  // The adapter's own refusal says which option is wrong.
  if (!parsed.success) await definition.open(options, { clock });
  const source = () => definition.source(parsed.data);
  const first = source();
  return {
    definition,
    options,
    entities: definition.entities as readonly EntityBinding[],
    kind: first.kind,
    description: descriptionOf(first),
    source,
    clock,
    // What delivers nothing lands nothing.
    ...('openReaders' in first && landing !== undefined ? { landing } : {}),
  };
}
