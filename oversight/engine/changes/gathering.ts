import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import type { WholeReason } from '../../../schema/oversight/run.js';
import type { Lead } from '../ways/lead.js';
import type { Relation } from '../ways/relations.js';
import { type AskedRecord, type Connection, isChanged } from './asked-record.js';
import { type ChangesQuestion, type Read, readKey } from './changes-question.js';
import { noting, type Told } from './noting.js';

/** More values of one kind are no small change of any list. */
const mostValues = 50_000;

/** What the pages of one question about changes come to. */
export interface Gathered {
  /** Takes a page; null after the last, or where no other one would tell more. Throws what the question was refused with. */
  take(answer: OversightAnswer): string | null;
  told(): Told & { readonly records: number };
  valuesOf(lead: Lead): Told & Values;
}

export interface Values {
  readonly values: ReadonlySet<string>;
  /** Of leads with something beside: values → what rows of the value have, too, of which something changed. */
  readonly beside: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param before how far the values were all of them that the records are asked for by */
export function gather({ list, reads }: ChangesQuestion, since: string, before: Told): Gathered {
  const values = new Map(reads.map(({ name }) => [name, new Set<string>()]));
  const beside = new Map(reads.map(({ name }) => [name, new Map<string, Set<string>>()]));
  /** By the name of a value or a probe; of all of them by none. */
  const lost = new Map<string, WholeReason>(before.lost === null ? [] : [['', before.lost]]);
  const noted = noting(list);
  const coordinate = `Query.${list}`;
  let records = 0;

  function takeValue(read: Read, row: AskedRecord): void {
    const { name, lead } = read;
    const own = values.get(name) ?? new Set();
    const found = besideOf(row, read);
    const led = found === null ? own : new Set<string>();
    const why = collect(row[name], lead, 0, led);
    if (why !== null) lost.set(name, why);
    if (found !== null) addAll(beside.get(name), led, found);
    if (own.size + (beside.get(name)?.size ?? 0) > mostValues) lost.set(name, 'TOO_MANY');
  }

  return {
    take(answer) {
      for (const { name, why } of noted.take(answer)) lost.set(name, why);
      const page = answer.data?.[list] as Connection | null | undefined;
      for (const row of page?.nodes ?? []) {
        records += 1;
        for (const read of reads) if (isTouched(row, read, since)) takeValue(read, row);
      }
      const isMore = page?.pageInfo?.hasNextPage === true && !lost.has('');
      return isMore ? (page.pageInfo?.endCursor ?? null) : null;
    },
    told: () => ({
      records,
      lost: lost.get('') ?? null,
      silent: [...before.silent, ...noted.silent().filter((each) => each.coordinate === coordinate)],
    }),
    valuesOf(lead) {
      const key = readKey(lead);
      const read = reads.find((each) => readKey(each.lead) === key);
      if (read === undefined) throw new Error('changes are opened with every lead that is asked of them');
      const { name, probe } = read;
      const own = [coordinate, ...[...lead.steps, ...(probe === undefined ? [] : [probe.relation])].map(coordinateOf)];
      return {
        values: values.get(name) ?? new Set(),
        beside: beside.get(name) ?? new Map(),
        lost: lost.get('') ?? lost.get(name) ?? lost.get(probe?.name ?? name) ?? null,
        silent: [...before.silent, ...noted.silent().filter((each) => own.includes(each.coordinate))],
      };
    },
  };
}

const coordinateOf = ({ coordinate }: Relation): string => coordinate;

/** Whether what a value is read for changed: the record itself, which was found so, or a related one. */
const isTouched = (row: AskedRecord, { probe }: Read, since: string): boolean =>
  probe === undefined || isChanged(row[probe.name], probe.relation, since);

/** What each record that changed has beside the value; null where it is not known of all of them. */
function besideOf(row: AskedRecord, { lead: { beside, isNeeded }, probe }: Read): readonly string[] | null {
  if (beside === undefined) return null;
  const found = probe === undefined ? row : (row[probe.name] as AskedRecord | null);
  const { nodes, pageInfo } = (found as Connection | null) ?? { nodes: null };
  if (found === null || pageInfo?.hasNextPage) return null;
  const changed = probe?.relation.kind === 'MANY' ? (nodes ?? []) : [found];
  const all = changed.map((each) => each[beside.its]);
  // What has nothing beside the value is related to nothing; a row is looked at all the same.
  if (isNeeded && all.includes(null)) return null;
  return all.flatMap((each) => (each === null ? [] : String(each)));
}

function addAll(to: Map<string, Set<string>> | undefined, values: Iterable<string>, found: readonly string[]): void {
  for (const value of values) {
    const known = to?.get(value) ?? new Set();
    for (const each of found) known.add(each);
    to?.set(value, known);
  }
}

/** Takes the values that a lead's steps come to; says why they are not all of them. */
function collect(found: unknown, lead: Lead, at: number, into: Set<string>): WholeReason | null {
  const { steps, leaf, isNeeded } = lead;
  const isThere = found !== null && found !== undefined;
  const step = steps[at];
  if (step === undefined) {
    if (isThere) into.add(String(found));
    return isThere || !isNeeded ? null : 'NO_WAY';
  }
  // Nobody to be led to, or nobody who says so: that is told otherwise.
  if (!isThere) return null;
  const { nodes, pageInfo } = found as Connection;
  let why: WholeReason | null = pageInfo?.hasNextPage ? 'TOO_MANY' : null;
  const next = steps[at + 1]?.name ?? leaf;
  for (const row of step.kind === 'MANY' ? (nodes ?? []) : [found as AskedRecord])
    why = collect(row[next], lead, at + 1, into) ?? why;
  return why;
}
