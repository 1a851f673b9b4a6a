import type { z } from 'zod';
import type { EntityReader, OpenAdapter } from '../schema/adapter.js';
import { PlumblineError } from '../schema/errors.js';
import type { Landing } from '../schema/landing.js';
import { complete } from './complete.js';
import type { EntityBinding } from './entity.js';
import type { DeliverySource, Source, SourceSetting } from './source.js';

/** What an integrator writes: one page that says which system it is and how its tables hold the canonical entities. */
export interface AdapterShape<Options, Place> {
  /** Unique in a hub, kebab-case: `judgments-sql`. */
  readonly id: string;
  /** Agency code (see the registry of agencies); a deployment may give another one. */
  readonly agency: string;
  readonly options: z.ZodType<Options>;
  /** Options that are never printed. */
  readonly secrets?: readonly (keyof Options & string)[];
  readonly source: (options: Options) => Source<Place> | DeliverySource<Place>;
  readonly entities: readonly EntityBinding<Place>[];
  /** Longest time of one read, ms. Default 3,000. */
  readonly timeoutMs?: number;
  /** Reads under way at once. Default 8. */
  readonly concurrency?: number;
  /** Data older than this, ms, is STALE. Default: a day. */
  readonly freshnessMs?: number;
}

/** What an adapter is opened with beside its options. */
export interface OpenSetting {
  readonly clock: () => Date;
  readonly landing?: Landing;
  readonly onStatement?: (statement: string) => void;
  /** For a second system of the same make: another county's. */
  readonly id?: string;
  readonly agency?: string;
}

export interface AdapterDefinition<Options = unknown, Place = never> {
  readonly id: string;
  readonly agency: string;
  readonly options: z.ZodType<Options>;
  readonly secrets: readonly string[];
  readonly source: (options: Options) => Source<Place> | DeliverySource<Place>;
  readonly entities: readonly EntityBinding<Place>[];
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly freshnessMs: number;
  /** Rejects with `ADAPTER_INVALID` when the options do not parse; never because the system is down. */
  open(options: unknown, setting: OpenSetting): Promise<OpenAdapter>;
}

const day = 86_400_000;

/** Defines an adapter. Throws `ADAPTER_INVALID` when a binding contradicts itself. */
export function defineAdapter<Options, Place>(shape: AdapterShape<Options, Place>): AdapterDefinition<Options, Place> {
  checkBindings(shape.id, shape.entities);
  const { timeoutMs = 3_000, concurrency = 8, freshnessMs = day, secrets = [], ...named } = shape;
  return {
    ...named,
    secrets,
    timeoutMs,
    concurrency,
    freshnessMs,
    open: async (options, { id = shape.id, agency = shape.agency, ...rest }) => {
      const setting = { adapter: id, agency, timeoutMs, concurrency, ...rest };
      const source = shape.source(parseOptions(id, shape.options, options));
      return {
        id,
        agency,
        timeoutMs,
        concurrency,
        freshnessMs,
        ...(await openReaders(source, shape.entities, setting)),
      };
    },
  };
}

async function openReaders<Place>(
  source: Source<Place> | DeliverySource<Place>,
  bindings: readonly EntityBinding<Place>[],
  setting: SourceSetting & { readonly agency: string },
): Promise<{ readonly readers: readonly EntityReader[]; close(): Promise<void> }> {
  if ('openReaders' in source) return source.openReaders(bindings, setting);
  const opened = await source.open(setting);
  return {
    readers: bindings.map((binding) => complete(binding, opened, setting)),
    close: () => opened.close(),
  };
}

/** The message names the options that are wrong and never their values: these may be secrets. */
function parseOptions<Options>(id: string, schema: z.ZodType<Options>, options: unknown): Options {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'options'} (${code})`);
  throw new PlumblineError('ADAPTER_INVALID', `${id} was opened with wrong options: ${places.join(', ')}`);
}

function checkBindings(id: string, entities: readonly EntityBinding[]): void {
  const seen = new Set<string>();
  for (const { entity, lookups, fields } of entities) {
    if (seen.has(entity)) throw new PlumblineError('ADAPTER_INVALID', `${id} binds ${entity} twice`);
    seen.add(entity);
    for (const field of lookups) {
      if (fields[field]?.spelling) continue;
      const why = fields[field] === undefined ? 'which it does not map' : 'whose codec cannot be looked up by';
      throw new PlumblineError('ADAPTER_INVALID', `${id} looks ${entity} up by ${field}, ${why}`);
    }
  }
}
