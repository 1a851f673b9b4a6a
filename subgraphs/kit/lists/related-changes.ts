import type { Catalog, TypeEntry } from '../../../schema/catalog/catalog.js';
import { type Related, relatedOf } from '../../../schema/catalog/related.js';
import { all, any, type Condition, never } from '../../../schema/condition.js';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import { unavailable } from '../faults.js';
import { readList } from '../reads/reading.js';
import type { RelatedChanges } from './page-request.js';

/** Most records that are read for one question, and most values that they may hang on rows by. */
const most = { records: 50_000, values: 5_000 } as const;

/**
 * Reads lists of the rows of a type of which a related record was written since an instant: those, and no others, whose relation
 * asked with `changedSince` would not be empty. Costs what changed, however many rows there are.
 * Rejects as `readList` does, with `FILTER_DENIED`, and with `BOUND_EXCEEDED` where too many changed.
 */
export function changedReader(
  catalog: Catalog,
  type: TypeEntry,
  changes: RelatedChanges,
  context: RequestContext,
): typeof readList {
  const changed = changedRows(catalog, type, changes, context);
  return async (request, coordinate) => {
    const { where, isWhole } = await changed;
    const read = await readList({ ...request, where: all(request.where, where) }, coordinate, context);
    return { ...read, isWhole: read.isWhole && isWhole };
  };
}

interface ChangedRows {
  readonly where: Condition;
  /** Whether all sources said what changed. */
  readonly isWhole: boolean;
}

async function changedRows(
  catalog: Catalog,
  { name }: TypeEntry,
  { since, changedIn }: RelatedChanges,
  context: RequestContext,
): Promise<ChangedRows> {
  const known = relatedOf(catalog, name);
  const related = changedIn.flatMap((constant) => known.get(constant) ?? []);
  for (const { field, of } of related) assertOpen(name, field.name, of, context);
  const parts = await Promise.all(related.map((each) => rowsChangedIn(name, each, since, context)));
  return { where: any(...parts.map(({ where }) => where)), isWhole: parts.every(({ isWhole }) => isWhole) };
}

// Whoever may not follow a relation, or see when its records were written, would learn of them by the rows.
function assertOpen(type: string, field: string, of: string, { access }: RequestContext): void {
  const decision = access.decide(type, field);
  if (decision.effect !== 'ALLOW' || decision.rows === 'SOME' || access.decide(of, 'source').effect === 'DENY')
    throw new PlumblineError('FILTER_DENIED', `${type} may not be asked for changes in ${field}: you do not see them`);
}

async function rowsChangedIn(
  type: string,
  { field, of, by, from }: Related,
  since: string,
  context: RequestContext,
): Promise<ChangedRows> {
  const way = `${type}.${field.name}`;
  const request = {
    entity: of,
    fields: [by],
    where: context.access.rows(of, field.joined ? way : undefined),
    order: [],
    first: most.records,
    since,
    count: false,
  };
  const { page, missing, isWhole } = await readList(request, way, context);
  if (missing.has(by)) throw unavailable(type, field.name);
  const values = new Set(page.rows.flatMap(({ values: own }) => textsOf(own[by])));
  if (page.hasNext || values.size > most.values)
    throw new PlumblineError('BOUND_EXCEEDED', `too many ${of} records changed since then: ask ${way} of each row`);
  return { where: values.size === 0 ? never : { op: 'in', field: from, values: [...values] }, isWhole };
}

function textsOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
