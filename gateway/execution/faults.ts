import { GraphQLError } from 'graphql';

import { type ErrorCode, errorTable, PlumblineError } from '../../schema/errors.js';
import type { SubgraphError } from '../../schema/subgraph.js';
import type { Completion } from './shape.js';
import type { FetchStep } from './steps.js';

/** What a subgraph may say to a caller about a field; every other code is a fault of the hub's inside. */
const speakable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ACCESS_SEPARATION',
  'ACCESS_STATE',
  'BAD_USER_INPUT',
  'BOUND_EXCEEDED',
  'CURSOR_INVALID',
  'DEADLINE_EXCEEDED',
  'FIELD_DENIED',
  'FILTER_DENIED',
  'MATTER_NOT_OPEN',
  'OVERSIGHT_DUTY',
  'OVERSIGHT_GUARD',
  'OVERSIGHT_STATE',
  'PURPOSE_REQUIRED',
  'SOURCE_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
]);
const speakableDetails = ['reason', 'basis', 'remedy', 'coordinate'] as const;

/**
 * The errors of one execution, one a selection path and code, never one a row: how many rows a caller
 * was refused is itself something that the caller may not know. Paths are response names without list indices, and errors
 * stand in the order of the question: which source was the faster one is no part of an answer.
 */
export class Faults implements Completion {
  readonly #bySite = new Map<string, Placed>();
  readonly #incomplete = new Map<string, GraphQLError>();
  readonly #denied = new Set<string>();
  /** Where a path stands in the operation; keys that only the plan asked for have no place: not the caller's business. */
  readonly #placeOf: (path: readonly string[]) => number | undefined;

  constructor(placeOf: (path: readonly string[]) => number | undefined) {
    this.#placeOf = placeOf;
  }

  /** A subgraph answered with an error. */
  answered(step: FetchStep, error: SubgraphError): void {
    const path = (error.path ?? []).filter((element) => typeof element === 'string');
    const below = step.entities !== undefined && path[0] === '_entities' ? path.slice(1) : path;
    const code = error.extensions?.code;
    const told = isSpeakable(code) ? { code, message: error.message, details: detailsOf(error) } : internal(step);
    if (below.length === 0) this.#fetch(step, told);
    else this.#add([...step.selectionPath, ...below], told);
  }

  /** A subgraph did not answer, or not in the way of GraphQL: every field that it would have given is missing. */
  failed(step: FetchStep, cause: unknown): void {
    const isOurs = cause instanceof PlumblineError && isSpeakable(cause.code);
    this.#fetch(step, isOurs ? { code: cause.code, message: cause.message, details: {} } : internal(step));
  }

  /** A value broke the schema; told only when nothing else explains what is missing. */
  invalid(path: readonly string[]): void {
    const site = path.join('.');
    if (this.#incomplete.has(site)) return;
    // A null on its way up is told where it began.
    for (const known of [...this.#incomplete.keys(), ...this.#denied]) if (known.startsWith(`${site}.`)) return;
    this.#incomplete.set(site, toError(path, { code: 'INTERNAL', message: 'A value breaks the schema', details: {} }));
  }

  denied(path: readonly string[]): void {
    this.#denied.add(path.join('.'));
  }

  /** Whether something is missing that a later fetch may have wanted. */
  get hasAny(): boolean {
    return this.#bySite.size > 0;
  }

  errors(): readonly GraphQLError[] {
    if (this.#bySite.size === 0) return [...this.#incomplete.values()];
    return [...this.#bySite.values()].sort(inOrder).map(({ error }) => error);
  }

  #fetch(step: FetchStep, told: Told): void {
    for (const field of step.provides) {
      const path = [...step.selectionPath, field];
      if (this.#placeOf(path) !== undefined) this.#add(path, told);
    }
  }

  #add(path: readonly string[], told: Told): void {
    const asked = this.#nearestAsked(path);
    const site = `${told.code} ${asked.join('.')}`;
    if (this.#bySite.has(site)) return;
    this.#bySite.set(site, { place: this.#placeOf(asked) ?? -1, code: told.code, error: toError(asked, told) });
  }

  #nearestAsked(path: readonly string[]): readonly string[] {
    for (let length = path.length; length > 0; length -= 1) {
      const prefix = path.slice(0, length);
      if (this.#placeOf(prefix) !== undefined) return prefix;
    }
    return [];
  }
}

interface Placed {
  readonly place: number;
  readonly code: ErrorCode;
  readonly error: GraphQLError;
}

const inOrder = (a: Placed, b: Placed) => a.place - b.place || (a.code < b.code ? -1 : 1);

interface Told {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
}

function internal(step: FetchStep): Told {
  return { code: 'INTERNAL', message: `${step.subgraph} could not answer`, details: {} };
}

function isSpeakable(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code) && speakable.has(code as ErrorCode);
}

function detailsOf(error: SubgraphError): Record<string, string> {
  const details: Record<string, string> = {};
  for (const name of speakableDetails) {
    const value = error.extensions?.[name];
    if (typeof value === 'string') details[name] = value;
  }
  return details;
}

function toError(path: readonly string[], told: Told): GraphQLError {
  return new GraphQLError(told.message, { path, extensions: { code: told.code, ...told.details } });
}
