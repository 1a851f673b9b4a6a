import { type Found, foundKey, keyOf, type Lead } from '../ways/lead.js';
import { filterType, type NarrowGround } from '../ways/narrow.js';
import type { Relation } from '../ways/relations.js';
import { follow, type Probe, probeOf } from './asked-record.js';

/** A value that a question about changes reads of each record, under a name of its own. */
export interface Read {
  readonly name: string;
  readonly lead: Lead;
  /** The relation whose record has to have changed; absent where the record itself did. */
  readonly probe?: Probe;
}

/** One question about what changed, for every lead that begins at the same records. */
export interface ChangesQuestion {
  readonly list: string;
  /** What the records are asked for by. */
  readonly by: Found;
  readonly reads: readonly Read[];
  readonly probes: readonly Probe[];
  readonly document: string;
}

/** The questions that leads need, each asked once: those that begin at the same list in the same way share one. */
export function questionsOf(leads: readonly Lead[], lists: readonly string[], ground: NarrowGround) {
  const founds = new Map<string, { readonly found: Found; readonly leads: Map<string, Lead> }>();
  const placeOf = (found: Found) => {
    const key = questionKey(found);
    const place = founds.get(key) ?? { found, leads: new Map<string, Lead>() };
    founds.set(key, place);
    return place;
  };
  for (const list of lists) placeOf({ kind: 'CHANGED', list });
  const add = (lead: Lead): void => {
    placeOf(lead.of).leads.set(readKey(lead), lead);
    if (lead.of.kind === 'LED') add(lead.of.lead);
  };
  for (const lead of leads) add(lead);
  return new Map(
    [...founds].map(([key, { found, leads: own }]) => [key, questionOf(found, [...own.values()], ground)] as const),
  );
}

/** Records of one list that are asked one by one are asked together, whichever of their relations changed. */
export const questionKey = (found: Found): string =>
  found.kind === 'RELATED' && found.changedIn === null ? `${found.list}?` : foundKey(found);

/** The same values may be led to several fields. */
export const readKey = (lead: Lead): string => keyOf({ ...lead, field: '' });

function questionOf(found: Found, leads: readonly Lead[], ground: NarrowGround): ChangesQuestion {
  const probes = new Map<string, Probe>();
  const besides = (key: string) => {
    const own = leads.flatMap(({ of, beside }) => (beside !== undefined && foundKey(of) === key ? [beside.its] : []));
    return [...new Set(own)];
  };
  const reads = leads.map((lead, at): Read => {
    const name = `value${at}`;
    if (lead.of.kind !== 'RELATED') return { name, lead };
    const { relation, fields } = lead.of;
    const key = foundKey(lead.of);
    const probe = probes.get(key) ?? { name: `changed${probes.size}`, relation, fields, besides: besides(key) };
    probes.set(key, probe);
    return { name, lead, probe };
  });
  const question = { list: found.list, by: found, reads, probes: [...probes.values()] };
  return { ...question, document: documentOf(question, ground) };
}

function documentOf({ list, by, reads, probes }: Omit<ChangesQuestion, 'document'>, ground: NarrowGround): string {
  const selections = [...reads.map(readOf), ...probes.map((probe) => probeOf(probe, 'since'))];
  const { variable, argument } = askedBy(by, ground);
  // A variable that nothing uses is no valid question.
  const since = selections.some((each) => each.includes('$since')) ? sinceVariable : '';
  return `query Changes($first: Int!, $after: String, ${variable ?? since}) {
  ${list}(${argument}first: $first, after: $after) {
    nodes { ${selections.length === 0 ? '__typename' : selections.join(' ')} }
    pageInfo { hasNextPage endCursor }
  }
}`;
}

const sinceVariable = '$since: DateTime!';

function askedBy(by: Found, ground: NarrowGround): { readonly variable: string | null; readonly argument: string } {
  switch (by.kind) {
    case 'CHANGED':
      return { variable: sinceVariable, argument: 'changedSince: $since, ' };
    case 'RELATED':
      return by.changedIn === null
        ? { variable: null, argument: '' }
        : { variable: sinceVariable, argument: `changedSince: $since, changedIn: [${by.changedIn}], ` };
    case 'LED':
    case 'GIVEN': {
      const { field } = by.kind === 'LED' ? by.lead : by;
      const variable = `$values: ${filterType(by.list, field, 'in', ground)}`;
      return { variable, argument: `filter: { ${field}: { in: $values } }, ` };
    }
  }
}

function readOf({ name, probe, lead: { steps, leaf, beside } }: Read): string {
  const [first, ...others] = steps;
  const value = first === undefined ? `${name}: ${leaf}` : `${name}: ${throughAll(first, others, leaf)}`;
  return beside === undefined || probe !== undefined ? value : `${value} ${beside.its}`;
}

function throughAll(step: Relation, others: readonly Relation[], leaf: string): string {
  const [next, ...left] = others;
  return follow(step, next === undefined ? leaf : throughAll(next, left, leaf));
}
