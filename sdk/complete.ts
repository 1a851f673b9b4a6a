import {
  type Capabilities,
  type EntityReader,
  type Page,
  type ReadContext,
  type ReadRequest,
  type ReadResult,
  wholeList as whole,
} from '../schema/adapter.js';
import { all, fieldsOf } from '../schema/condition.js';
import { defaultBound, reaching } from './completion/bound.js';
import { capabilitiesOf } from './completion/capabilities.js';
import { matches, positive } from './completion/condition.js';
import { candidate } from './completion/decode.js';
import { groupedPages } from './completion/grouped.js';
import { openKeyIndex } from './completion/key-index.js';
import { type Held, planRead } from './completion/plan.js';
import { wholeList } from './completion/whole-list.js';
import { withWritten } from './completion/written.js';
import type { EntityBinding } from './entity.js';
import { withinDivisions } from './jurisdiction.js';
import { type RawRecord, rawTrue } from './raw.js';
import { rawMatches } from './raw-match.js';
import type { OpenSource, SourceSetting } from './source.js';

/**
 * Makes a source with partial abilities an exact reader of one entity. What the source takes exactly is pushed down; what it can
 * only narrow is pushed down and tested again; the rest is filtered, ordered, paged and counted here, within `bound` rows.
 * Law (test/sdk): whatever the source can do, the result equals that of reading everything and doing it all here.
 */
export function complete<Place>(
  binding: EntityBinding<Place>,
  source: OpenSource<Place>,
  setting: SourceSetting & { readonly agency: string; readonly bound?: number },
): EntityReader {
  const held: Held<Place> = {
    adapter: setting.adapter,
    binding: withWritten(binding),
    source,
    keys: openKeyIndex(binding, source, setting),
    bound: setting.bound ?? defaultBound,
  };
  const within = withinDivisions(binding, setting.divisions ?? []);
  let capabilities: Capabilities | undefined;
  return {
    adapter: setting.adapter,
    agency: setting.agency,
    entity: binding.entity,
    contributes: binding.contributes,
    fields: new Set(Object.keys(binding.fields)),
    lookups: new Set(binding.lookups),
    // Found out when somebody wants to know: every field of every codec is asked, and to read needs none of it.
    get capabilities() {
      capabilities ??= capabilitiesOf(binding, source, setting.divisions ?? []);
      return capabilities;
    },
    read: (request, context) => {
      const asked = within === null ? request : { ...request, where: all(request.where, within) };
      return reaching(setting.adapter, context.signal, () => read(held, asked, context));
    },
  };
}

async function read<Place>(held: Held<Place>, request: ReadRequest, context: ReadContext): Promise<ReadResult> {
  const { by } = request;
  await held.keys.prepare([...fieldsOf(request.where), ...(by === undefined ? [] : [by.field])], context.signal);
  if (by !== undefined) {
    const values = [...new Set(by.values)];
    const { answer, asOf } = await groupedPages(held, request, context, values);
    return { groups: withDoubts(answer, held, request, values), asOf };
  }
  const plan = planRead(held, request, context);
  if (plan.query.where.op === 'false') {
    return { groups: new Map([[whole, { rows: [], hasNext: false, total: request.count ? 0 : null }]]), asOf: null };
  }
  const { answer, asOf } = await wholeList(plan);
  return { groups: new Map([[whole, answer]]), asOf };
}

/** Nobody says of a key that these are all its records while others that would be among them may have been meant for it. */
function withDoubts<Place>(
  groups: ReadonlyMap<string, Page>,
  { adapter, binding, keys }: Held<Place>,
  { by, count, where }: ReadRequest,
  values: readonly string[],
): ReadonlyMap<string, Page> {
  const asked = positive(where);
  const isAsked = (raw: RawRecord): boolean => {
    const read = candidate(adapter, binding, raw);
    return rawMatches(binding.alive ?? rawTrue, raw) && matches(asked, (field) => read.valueAt(field));
  };
  const doubted = values.filter((value) => keys.unread(by?.field ?? '', value)?.some(isAsked) ?? true);
  if (doubted.length === 0) return groups;
  const empty = { rows: [], hasNext: false, total: count ? 0 : null };
  return new Map([
    ...groups,
    ...doubted.map((value) => [value, { ...(groups.get(value) ?? empty), mayLack: true }] as const),
  ]);
}
