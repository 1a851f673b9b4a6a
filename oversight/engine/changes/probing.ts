import type { OversightAnswer, OversightClient } from '../../../schema/oversight/desk.js';
import type { WholeReason } from '../../../schema/oversight/run.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { type Narrowed, selecting, sinceName } from '../ways/narrowed.js';
import type { Followed, Relation } from '../ways/relations.js';
import { type AskedRecord, type Connection, follow, isChanged, pageRows, probeOf } from './asked-record.js';
import { noting, type Told } from './noting.js';

/** A rule's rows, and the ways whose last records may have changed. */
export interface Probing {
  readonly rule: CompiledRule;
  readonly ways: readonly Followed[];
  /** Field of the rule's list that its rows are asked for by. */
  readonly field: string;
}

/** Values of the field of rows at whose ways' ends something changed. */
export type Probed = Told & { readonly values: ReadonlySet<string> };

export interface ProbingParts {
  readonly client: OversightClient;
  /** ISO 8601 instant. */
  readonly since: string;
  readonly today: string;
  readonly division: string;
}

/** Whether what lies at a way's end can be asked for changes from where the way begins: neither what nobody sees nor half a relation. */
export function canProbe({ way }: Followed): boolean {
  return way.every(({ kind }) => kind !== 'ANSWER') && way.at(-1)?.kind !== 'HOP';
}

/**
 * Asks a rule's rows which of them hang together with what changed, and nothing else of them: for what is found by its row alone,
 * like a register that answers for one person at a time. Rejects as the hub does.
 */
export async function probeRows(parts: ProbingParts, probing: Probing, signal: AbortSignal): Promise<Probed> {
  const { rule, ways } = probing;
  const { document, variables } = questionOf(parts, probing);
  const noted = noting(rule.list);
  const values = new Set<string>();
  let lost: WholeReason | null = null;
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const answer: OversightAnswer = await parts.client.ask({
      document,
      variables: { ...variables, first: pageRows, after },
      signal,
    });
    lost = noted.take(answer).at(0)?.why ?? lost;
    const page = answer.data?.[rule.list] as Connection | null | undefined;
    for (const row of page?.nodes ?? []) {
      const found = ways.map((way, at) => changedAt(row, stepsOf(way), `changed${at}`, parts.since));
      if (found.includes('TOO_MANY')) lost = 'TOO_MANY';
      if (!found.includes('CHANGED')) continue;
      if (row.value === null) lost = 'NO_WAY';
      else values.add(String(row.value));
    }
    after = page?.pageInfo?.hasNextPage === true && lost === null ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return { values, lost, silent: noted.silent() };
}

/** The rule's own question, with nothing of each row but what it is asked for by and whether something changed. */
function questionOf({ since, today, division }: ProbingParts, { rule, ways, field }: Probing): Narrowed {
  const probes = ways.map((way, at) => probe(stepsOf(way), way.fields, `changed${at}`));
  const { document, used } = selecting(rule.document, [`value: ${field}`, ...probes].join(' '));
  const given = Object.entries({ ...rule.variables({ today, division }), [sinceName]: since });
  return { document, variables: Object.fromEntries(given.filter(([name]) => used.has(name))) };
}

/** A relation through other records is one field: its halves stand for themselves elsewhere. */
const stepsOf = ({ way }: Followed): readonly Relation[] => way.filter(({ kind }) => kind !== 'HOP');

function probe([relation, ...below]: readonly Relation[], fields: readonly string[], name: string): string {
  if (relation === undefined) return '';
  return below.length === 0
    ? probeOf({ name, relation, fields, besides: [] }, sinceName)
    : follow(relation, probe(below, fields, name));
}

/** Whether something changed below a row. A list that goes on may hold what did. */
function changedAt(
  row: AskedRecord,
  [step, ...below]: readonly Relation[],
  name: string,
  since: string,
): 'CHANGED' | 'SAME' | 'TOO_MANY' {
  const found = row[below.length === 0 ? name : (step?.name ?? '')];
  if (step === undefined || found === null || found === undefined) return 'SAME';
  if (below.length === 0) return isChanged(found, step, since) ? 'CHANGED' : 'SAME';
  const { nodes, pageInfo } = found as Connection;
  const rows = step.kind === 'MANY' ? (nodes ?? []) : [found as AskedRecord];
  const changed = rows.map((each) => changedAt(each, below, name, since));
  if (step.kind === 'MANY' && pageInfo?.hasNextPage) return 'TOO_MANY';
  return changed.find((each) => each === 'TOO_MANY') ?? (changed.includes('CHANGED') ? 'CHANGED' : 'SAME');
}
