import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SubgraphResponse } from '../../schema/subgraph.js';
import type { Transport } from '../transport/transport.js';
import type { Faults } from './faults.js';
import { copyData, isRow, mergeInto, type Row, readOwn } from './merge.js';
import type { Extractor } from './representation.js';
import type { FetchStep } from './steps.js';
import type { TypeTest } from './type-test.js';

/** One execution under way. */
export interface Run {
  readonly data: Row;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
  readonly transport: Transport;
  readonly faults: Faults;
  readonly isOfType: TypeTest;
}

/** Asks one subgraph and merges its answer. Never rejects: what fails costs its own fields and is told in `faults`. */
export async function runFetch(step: FetchStep, run: Run): Promise<void> {
  try {
    if (step.entities === undefined) await fetchRoot(step, run);
    else await fetchEntities(step, step.entities, run);
  } catch (cause) {
    run.faults.failed(step, cause);
  }
}

async function fetchRoot(step: FetchStep, run: Run): Promise<void> {
  const targets = targetsAt(run.data, step.path);
  if (targets.length === 0) return;
  const data = await ask(step, variablesOf(step, run), run);
  if (data === null) return;
  step.outputRewrites?.(data);
  for (const [index, target] of targets.entries()) mergeInto(target, index === 0 ? data : copyData(data));
}

/** The entities at a path, each pointing at its representation; equal representations are asked for once. */
interface Batch {
  readonly representations: Row[];
  readonly owners: Row[];
  /** Index into `representations`, by owner. */
  readonly places: number[];
}

async function fetchEntities(step: FetchStep, entities: NonNullable<FetchStep['entities']>, run: Run): Promise<void> {
  const batch = collectBatch(step, entities, run);
  if (batch.representations.length === 0) return;
  const data = await ask(step, { ...variablesOf(step, run), representations: batch.representations }, run);
  if (data === null) return;
  const received = data._entities;
  if (!Array.isArray(received) || received.length !== batch.representations.length) {
    throw new PlumblineError('INTERNAL', `${step.subgraph} did not answer as many entities as it was asked for`);
  }
  mergeBatch(step, batch, received, run);
}

function collectBatch(step: FetchStep, entities: NonNullable<FetchStep['entities']>, run: Run): Batch {
  const batch: Batch = { representations: [], owners: [], places: [] };
  const isStrict = run.faults.hasAny;
  const placesByType = new Map<string, Map<string, number>>();
  for (const entity of targetsAt(run.data, step.path)) {
    const typename = entity.__typename;
    if (typeof typename !== 'string') continue;
    const extractor = entities.extractorOf(typename);
    if (extractor === null) continue;
    let places = placesByType.get(typename);
    if (places === undefined) {
      places = new Map();
      placesByType.set(typename, places);
    }
    const place = placeOf(entity, extractor, step, places, batch.representations, isStrict);
    if (place === undefined) continue;
    batch.owners.push(entity);
    batch.places.push(place);
  }
  return batch;
}

/** Where an entity's representation stands, added when it is new; undefined when the entity cannot be identified. */
function placeOf(
  entity: Row,
  extractor: Extractor,
  step: FetchStep,
  places: Map<string, number>,
  representations: Row[],
  isStrict: boolean,
): number | undefined {
  const quick = extractor.key?.(entity);
  const known = quick === undefined ? undefined : places.get(quick);
  if (known !== undefined) return known;
  const representation = extractor.extract(entity, isStrict);
  if (typeof representation?.__typename !== 'string') return undefined;
  const key = quick ?? JSON.stringify(representation);
  const same = quick === undefined ? places.get(key) : undefined;
  if (same !== undefined) return same;
  step.inputRewrites?.(representation);
  places.set(key, representations.length);
  return representations.push(representation) - 1;
}

function mergeBatch(step: FetchStep, batch: Batch, received: readonly unknown[], run: Run): void {
  const isTaken = new Uint8Array(received.length);
  for (let index = 0; index < batch.owners.length; index += 1) {
    const place = batch.places[index] ?? 0;
    const owner = batch.owners[index];
    const entity = received[place];
    if (owner === undefined || !isRow(entity)) continue;
    if (isTaken[place] === 0) {
      if (step.outputRewrites !== undefined) {
        // The planner's rewrites look at the type, which an answer need not repeat.
        entity.__typename ??= owner.__typename;
        step.outputRewrites(entity);
      }
      if (!isSameEntity(owner, entity, batch.representations[place], run.isOfType)) {
        throw new PlumblineError(
          'INTERNAL',
          `${step.subgraph} answered an entity of another type than it was asked for`,
        );
      }
    }
    mergeInto(owner, step.isShareable || isTaken[place] === 0 ? entity : copyData(entity));
    isTaken[place] = 1;
  }
}

function isSameEntity(owner: Row, entity: Row, representation: Row | undefined, isOfType: TypeTest): boolean {
  const typename = entity.__typename;
  if (typename === undefined || typename === owner.__typename) return true;
  if (typeof typename !== 'string') return false;
  // An @interfaceObject answers under the interface's name, and is told the concrete type by another subgraph.
  return [owner.__typename, representation?.__typename].some(
    (asked) => typeof asked === 'string' && (isOfType(typename, asked) || isOfType(asked, typename)),
  );
}

function variablesOf(step: FetchStep, run: Run): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const name of step.variables) {
    const value = readOwn(run.variables as Row, name);
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

async function ask(step: FetchStep, variables: Record<string, unknown>, run: Run): Promise<Row | null> {
  const { operationName } = step;
  const response: SubgraphResponse = await run.transport.execute(
    step.subgraph,
    { query: step.query, variables, ...(operationName === undefined ? {} : { operationName }) },
    run.context,
  );
  if (!isRow(response)) throw new PlumblineError('INTERNAL', `${step.subgraph} did not answer in GraphQL`);
  for (const error of Array.isArray(response.errors) ? response.errors : []) run.faults.answered(step, error);
  const { data } = response;
  if (data === undefined || data === null) {
    if (response.errors === undefined) throw new PlumblineError('INTERNAL', `${step.subgraph} answered nothing`);
    return null;
  }
  if (!isRow(data)) throw new PlumblineError('INTERNAL', `${step.subgraph} did not answer in GraphQL`);
  return data;
}

/** The objects at a path, each once: one that stands in many places is one entity. */
function targetsAt(root: Row, path: readonly string[]): readonly Row[] {
  let values: Iterable<unknown> = [root];
  for (const element of path) values = element === '@' ? itemsOf(values) : fieldsOf(values, element);
  return [...values].filter(isRow);
}

function itemsOf(values: Iterable<unknown>): readonly unknown[] {
  const items: unknown[] = [];
  for (const value of values) if (Array.isArray(value)) for (const item of value) items.push(item);
  return items;
}

function fieldsOf(rows: Iterable<unknown>, name: string): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  for (const row of rows) if (isRow(row)) found.add(readOwn(row, name));
  return found;
}
