import type { z } from 'zod';
import type { MaintenanceWindow, OpenAdapter } from '../../schema/adapter.js';
import type { EntityBinding } from '../entity.js';
import type { DeliverySource, OwnLanding, Source } from '../source.js';

/** What an integrator writes: one page that says which system it is and how its tables hold the canonical entities. */
export interface AdapterShape<Options, Place> {
  /** Unique in a hub, kebab-case: `judgments-sql`; a deployment may give another one. */
  readonly id: string;
  /** Agency code (see the registry of agencies); a deployment may give another one. */
  readonly agency: string;
  /** What a deployment says in its stanza: a zod object whose descriptions make the reference page; unknown names are refused. */
  readonly options: z.ZodType<Options>;
  /** Options that are never printed: passwords, keys, addresses with them. */
  readonly secrets?: readonly (keyof Options & string)[];
  /** The system: `sql`, `rest`, `soap`, `files`, `push`, `memory`, or a source of one's own. */
  readonly source: (options: Options) => Source<Place> | DeliverySource<Place>;
  /** Made by `entity`; each canonical entity once. */
  readonly entities: readonly EntityBinding<NoInfer<Place>>[];
  /** Longest time of one read, ms. Default 3,000. */
  readonly timeoutMs?: number;
  /** Reads under way at once. Default 8. */
  readonly concurrency?: number;
  /** Data older than this, ms, is STALE. Default: a day. */
  readonly freshnessMs?: number;
  /** When the system is not to be asked, by China's clock (domain 6.2); a deployment may give other windows. Default: never. */
  readonly maintenance?: readonly MaintenanceWindow[];
}

/** What an adapter is opened with beside its options. */
export interface OpenSetting {
  readonly clock: () => Date;
  /** Where deliveries land; needed by sources that land, absent for those that are read through. */
  readonly landing?: OwnLanding;
  /** Told every statement or request that leaves, without parameters or secrets. */
  readonly onStatement?: (statement: string) => void;
  /** For a second system of the same make: another county's. */
  readonly id?: string;
  /** The agency code of that county's agency. */
  readonly agency?: string;
  /**
   * Divisions whose records this system holds (GB/T 2260, 2, 4, 6 or more digits): readers return no record of another one.
   * Default: of any.
   */
  readonly divisions?: readonly string[];
  /** Takes the place of the adapter's own windows. */
  readonly maintenance?: readonly MaintenanceWindow[];
  /** These three take the place of the adapter's own, too. */
  readonly timeoutMs?: number;
  readonly concurrency?: number;
  readonly freshnessMs?: number;
  /** Another address for the system's own; absent in a hub. */
  readonly reroute?: (address: string) => string;
}

/** An adapter as `defineAdapter` made it, defaults filled in: what a configuration names and a registry opens. */
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
  readonly maintenance: readonly MaintenanceWindow[];
  /**
   * Opens one system. Rejects with `ADAPTER_INVALID` when options are unknown, missing or wrong (the message names them and no
   * value), when divisions or windows are none, or where records land and no landing was given; never because the system is down.
   */
  open(options: unknown, setting: OpenSetting): Promise<OpenAdapter>;
}
