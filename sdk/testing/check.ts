import type { EntityBinding } from '../entity.js';
import type { Bench } from './bench.js';
import type { Findings } from './findings.js';

/** What a check needs before it applies; `needs.ts` says how it is told and why it is missing. */
export type Need =
  | 'a system of ours'
  | 'golden rows'
  | 'a reference reading'
  | 'a source that is asked'
  | 'a list'
  | 'two records'
  | 'lookups'
  | 'soft deletes'
  | 'exclusions'
  | 'a change mark'
  | 'a system that is written to'
  | 'http'
  | 'a wire'
  | 'drops'
  | 'pushes';

interface Named {
  readonly id: string;
  readonly title: string;
  readonly law: string;
  readonly needs: readonly Need[];
  /** It mostly waits, and for a system of its own: it runs beside its like. */
  readonly isApart?: true;
}

/** Of the adapter as a whole. */
export interface AdapterCheck extends Named {
  readonly of: 'adapter';
  run(bench: Bench, findings: Findings): Promise<void>;
}

/** Of each entity that the adapter binds. */
export interface EntityCheck extends Named {
  readonly of: 'entity';
  /** A law of the source and not of the entity: of many entities, the first that it applies to is asked. */
  readonly isOfSource?: true;
  run(bench: Bench, binding: EntityBinding, findings: Findings): Promise<void>;
}

/** One promise that an adapter is held to. */
export type Check = AdapterCheck | EntityCheck;
