import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import type { Hit } from '../../../schema/oversight/finding.js';
import type { RuleProgress, Undecided } from '../../../schema/oversight/run.js';
import type { CompiledRule, Decision } from '../../rules/rule-book.js';
import type { Scope } from '../scope/scope.js';
import { silentAdapters } from './silence.js';
import type { Tally } from './tally.js';

/** A walk under way: its counts, and where it stands. */
export interface Standing {
  /** Null until it is known. */
  readonly scope: Scope | null;
  cursor: string | null;
  records: number;
  hits: number;
  guarded: number;
  readonly tally: Tally;
  /** Whether every record of the list was looked at, and each that was left undecided is known by its fingerprint. */
  isWhole: boolean;
  readonly startedAt: string;
}

/** What a page comes to. */
export interface Outcome {
  readonly hits: Hit[];
  readonly cleared: string[];
  readonly undecided: Undecided[];
}

export const newOutcome = (): Outcome => ({ hits: [], cleared: [], undecided: [] });

export const sizeOf = ({ hits, cleared, undecided }: Outcome): number =>
  hits.length + cleared.length + undecided.length;

/** Which finding a decision is of; null where that is not known. */
export const fingerprintOf = (decision: Decision): string | null =>
  decision.kind === 'HIT' ? decision.hit.fingerprint : decision.fingerprint;

/** A group of a list that is not whole may lack the very record that tells otherwise. */
export function ofPart(decision: Decision, list: string): Decision {
  return {
    kind: 'INDETERMINATE',
    reason: 'UNAVAILABLE',
    coordinate: `Query.${list}`,
    fingerprint: fingerprintOf(decision),
  };
}

/** What slices came to. */
export interface Seen {
  /** Not written yet. */
  outcome: Outcome;
  /** Fingerprints that were found, or left undecided. */
  readonly standing: Set<string>;
  /** Awaited ones that their slices lack. */
  readonly gone: Set<string>;
}

/** Notes a decision, and says of which fingerprint it is, where that is known. */
export function note(
  { hits, cleared, undecided }: Outcome,
  standing: Standing,
  decision: Decision,
  answer: Pick<OversightAnswer, 'sources'>,
  knownBy: () => Undecided['knownBy'] = () => ({}),
): string | null {
  switch (decision.kind) {
    case 'HIT':
      standing.hits += 1;
      hits.push(decision.hit);
      return decision.hit.fingerprint;
    case 'GUARDED':
    case 'CLEAR':
      if (decision.kind === 'GUARDED') standing.guarded += 1;
      if (decision.fingerprint !== null) cleared.push(decision.fingerprint);
      return decision.fingerprint;
    case 'INDETERMINATE': {
      const { reason, coordinate, fingerprint } = decision;
      if (fingerprint === null) standing.isWhole = false;
      else undecided.push({ fingerprint, knownBy: knownBy() });
      const blamed = isOfSource(reason) ? silentAdapters(answer, coordinate) : [];
      for (const adapter of blamed.length > 0 ? blamed : [null]) standing.tally.add(reason, adapter, coordinate, 1);
      return fingerprint;
    }
  }
}

const isOfSource = (reason: string): boolean => reason === 'UNAVAILABLE' || reason === 'STALE';

/** What the book is told of a walk. */
export function progressOf(
  { facts: { id, version } }: CompiledRule,
  { scope, cursor, records, hits, guarded, tally, startedAt }: Standing,
  ending: Pick<RuleProgress, 'state' | 'failure' | 'endedAt'>,
): RuleProgress {
  return {
    rule: id,
    version,
    cursor,
    records,
    expected: scope?.kind === 'WHOLE' ? scope.expected : null,
    whole: scope?.kind === 'WHOLE' ? scope.why : null,
    hits,
    guarded,
    indeterminate: tally.list(),
    startedAt,
    ...ending,
  };
}
