import { wholeList } from '../../schema/adapter.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { type Related, relatedOf } from '../../schema/catalog/related.js';
import { any, type Condition, never } from '../../schema/condition.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { unavailable } from './faults.js';
import type { RelatedChanges } from './page-request.js';

/** Most records that are read for one question, and most values that they may hang on rows by. */
const most = { records: 50_000, values: 5_000 } as const;

/**
 * The rows of a type of which a related record was written since an instant, as a condition: those, and no others, whose relation
 * asked with `changedSince` would not be empty. Costs what changed, however many rows there are.
 * Rejects with `FILTER_DENIED`, with `SOURCE_UNAVAILABLE`, and with `BOUND_EXCEEDED` where too many changed.
 */
export async function whereRelatedChanged(
  catalog: Catalog,
  { name }: TypeEntry,
  { since, changedIn }: RelatedChanges,
  context: RequestContext,
): Promise<Condition> {
  const known = relatedOf(catalog, name);
  const related = changedIn.flatMap((constant) => known.get(constant) ?? []);
  for (const { field, of } of related) assertOpen(name, field.name, of, context);
  const conditions = related.map(async (each): Promise<Condition> => {
    const values = await valuesChanged(name, each, since, context);
    return values.length === 0 ? never : { op: 'in', field: each.from, values };
  });
  return any(...(await Promise.all(conditions)));
}

// Whoever may not follow a relation, or see when its records were written, would learn of them by the rows.
function assertOpen(type: string, field: string, of: string, { access }: RequestContext): void {
  const decision = access.decide(type, field);
  if (decision.effect !== 'ALLOW' || decision.rows === 'SOME' || access.decide(of, 'source').effect === 'DENY')
    throw new PlumblineError('FILTER_DENIED', `${type} may not be asked for changes in ${field}: you do not see them`);
}

async function valuesChanged(
  type: string,
  { field, of, by }: Related,
  since: string,
  context: RequestContext,
): Promise<readonly string[]> {
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
  const read = await context.reader.read(request, context);
  for (const source of read.sources) context.report.source(source, way);
  if (read.unavailable) throw unavailable(type, field.name);
  const page = read.groups.get(wholeList);
  const values = new Set((page?.rows ?? []).flatMap(({ values: own }) => textsOf(own[by])));
  if (page?.hasNext === true || values.size > most.values)
    throw new PlumblineError('BOUND_EXCEEDED', `too many ${of} records changed since then: ask ${way} of each row`);
  return [...values];
}

function textsOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
