import type { AdapterDefinition } from '../../../../sdk/definition/adapter-definition.js';
import type { Check, Golden, StandingLanding } from '../../../../sdk/testing/index.js';

/** An honest adapter, and what the kit is told to certify it and its mutants. */
export interface Base {
  /** `sql`: how the page calls it. */
  readonly name: string;
  readonly definition: unknown;
  readonly options: unknown;
  readonly golden: Golden;
  readonly landing?: () => Promise<StandingLanding>;
  readonly extra?: readonly Check[];
}

/** The honest adapter of a base with exactly one fault, as an integrator would really make it. */
export interface Mutant {
  /** Kebab-case, unique: the page's first column. */
  readonly name: string;
  /** What was done, in the words of whoever did it. */
  readonly fault: string;
  readonly base: Base;
  readonly definition: unknown;
  /** Where it is the options that are wrong. */
  readonly options?: unknown;
  /** The check that has to name the fault. */
  readonly by: string;
  /** What its words have to be about. */
  readonly names: RegExp;
  /** Other checks that make the adapter do what `by` looks back at. */
  readonly after?: readonly string[];
  /** It mostly waits: it is tried beside its like. */
  readonly waits?: true;
}

export const asDefinition = (definition: unknown) => definition as AdapterDefinition<unknown, unknown>;
