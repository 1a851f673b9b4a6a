import { type ErrorCode, PlumblineError } from '../../schema/errors.js';
import type { OversightAnswer } from '../../schema/oversight/desk.js';
import type { WholeReason } from '../../schema/oversight/run.js';
import { type ChangesQuestion, type Probe, type Read, readKey } from './changes-question.js';
import type { Lead } from './leads.js';
import type { Relation } from './relations.js';

/** How far what is told of changes is all of them. */
export interface Told {
  /** Why it is not, whoever is asked again; null where it is. */
  readonly lost: WholeReason | null;
  /** Who did not answer, by what they were asked for. */
  readonly silent: readonly Silent[];
}

export interface Silent {
  /** Null where nobody says which. */
  readonly adapter: string | null;
  readonly coordinate: string;
}

/** More values of one kind are no small change of any list. */
const mostValues = 50_000;

/** What the pages of one question about changes come to. */
export interface Gathered {
  /** Takes a page; null after the last, or where no other one would tell more. Throws what the question was refused with. */
  take(answer: OversightAnswer): string | null;
  told(): Told & { readonly records: number };
  valuesOf(lead: Lead): Told & { readonly values: ReadonlySet<string> };
}

/** @param before how far the values were all of them that the records are asked for by */
export function gather({ list, reads }: ChangesQuestion, since: string, before: Told): Gathered {
  const values = new Map(reads.map(({ name }) => [name, new Set<string>()]));
  /** By the name of a value or a probe; of all of them by none. */
  const lost = new Map<string, WholeReason>(before.lost === null ? [] : [['', before.lost]]);
  const silent = new Map<string, Silent>();
  const coordinate = `Query.${list}`;
  let records = 0;

  function note(adapter: string | null, of: string): void {
    silent.set(`${adapter} ${of}`, { adapter, coordinate: of });
  }

  function noteError({ code, path }: OversightAnswer['errors'][number], isBlamed: boolean): void {
    const found = outcomes[code as ErrorCode];
    if (found === undefined)
      throw new PlumblineError(code as ErrorCode, `the hub does not tell what changed of ${list}`);
    const [, , , name] = path;
    if (found !== 'UNAVAILABLE') lost.set(typeof name === 'string' ? name : '', found);
    else if (!isBlamed) note(null, coordinate);
  }

  function takeValue({ name, lead }: Read, row: Row): void {
    const own = values.get(name) ?? new Set();
    const why = collect(row[name], lead, 0, own);
    if (why !== null) lost.set(name, why);
    if (own.size > mostValues) lost.set(name, 'TOO_MANY');
  }

  return {
    take({ data, errors, sources }) {
      const absent = sources.filter(({ status }) => status === 'UNAVAILABLE');
      for (const { adapter, fields } of absent) for (const field of fields) note(adapter, field);
      for (const error of errors) noteError(error, absent.length > 0);
      const page = data?.[list] as Connection | null | undefined;
      for (const row of page?.nodes ?? []) {
        records += 1;
        for (const read of reads) if (isChanged(row, read.probe, since)) takeValue(read, row);
      }
      const isMore = page?.pageInfo?.hasNextPage === true && !lost.has('');
      return isMore ? (page.pageInfo?.endCursor ?? null) : null;
    },
    told: () => ({
      records,
      lost: lost.get('') ?? null,
      silent: [...before.silent, ...[...silent.values()].filter((each) => each.coordinate === coordinate)],
    }),
    valuesOf(lead) {
      const key = readKey(lead);
      const read = reads.find((each) => readKey(each.lead) === key);
      if (read === undefined) throw new Error('changes are opened with every lead that is asked of them');
      const { name, probe } = read;
      const own = [coordinate, ...[...lead.steps, ...(probe === undefined ? [] : [probe.relation])].map(coordinateOf)];
      return {
        values: values.get(name) ?? new Set(),
        lost: lost.get('') ?? lost.get(name) ?? lost.get(probe?.name ?? name) ?? null,
        silent: [...before.silent, ...[...silent.values()].filter((each) => own.includes(each.coordinate))],
      };
    },
  };
}

/** What an error says of changes; any other one is for whoever runs the rule. */
const outcomes: Partial<Readonly<Record<ErrorCode, WholeReason | 'UNAVAILABLE'>>> = {
  BAD_USER_INPUT: 'NO_CHANGES',
  // A list that is asked by key alone, or tells times of writing only when it is read whole.
  BOUND_EXCEEDED: 'NO_CHANGES',
  FIELD_DENIED: 'NO_WAY',
  FILTER_DENIED: 'NO_WAY',
  PURPOSE_REQUIRED: 'NO_WAY',
  SOURCE_UNAVAILABLE: 'UNAVAILABLE',
  DEADLINE_EXCEEDED: 'UNAVAILABLE',
  INTERNAL: 'UNAVAILABLE',
};

type Row = Readonly<Record<string, unknown>>;

interface Connection {
  readonly nodes: readonly Row[] | null;
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const coordinateOf = ({ coordinate }: Relation): string => coordinate;

/** Whether the related record changed. One that does not say when it was written may have. */
function isChanged(row: Row, probe: Probe | undefined, since: string): boolean {
  if (probe === undefined) return true;
  const found = row[probe.name] as (Connection & { readonly source?: { readonly asOf: string | null } }) | null;
  if (found === null) return false;
  if (probe.relation.kind === 'MANY') return (found.nodes ?? []).length > 0;
  const asOf = found.source?.asOf ?? null;
  return asOf === null || Date.parse(asOf) >= Date.parse(since);
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
  for (const row of step.kind === 'MANY' ? (nodes ?? []) : [found as Row])
    why = collect(row[next], lead, at + 1, into) ?? why;
  return why;
}
