import type { FindingEvent, FindingRecord, FindingStatus, OpenFinding } from './finding.js';
import type { IntakeBook } from './intake.js';
import type {
  MatterState,
  MatterStepRecord,
  OversightEvent,
  SupervisionDocumentRecord,
  SupervisionMatterRecord,
} from './matter.js';
import type { DocumentKind } from './rule.js';
import type { PageOutcome, RuleProgress, RunRecord, RunState } from './run.js';

/** What became of a page's hits. */
export interface PageReceipt {
  readonly found: number;
  /** Found before, with other values now. */
  readonly changed: number;
  /** Found before and again. */
  readonly seen: number;
  /** Found again after withdrawal or closing. */
  readonly returned: number;
  readonly withdrawn: number;
}

/**
 * The hub's book of findings and runs. A fingerprint is in it once; status, evidence and history stay when it comes and goes.
 * Rejects with `STORE_UNAVAILABLE`, and with `OVERSIGHT_STATE` when a change does not fit what it finds.
 */
export interface FindingBook {
  startRun(run: RunRecord): Promise<void>;
  /** Hits, withdrawals, events and the rule's progress in one transaction: a page that is written twice changes nothing the second time. */
  recordPage(outcome: PageOutcome): Promise<PageReceipt>;
  /**
   * Ends a rule of a run. With `withdrawUnseen` (a full run that looked at everything) open findings of the rule within the run's
   * division that it neither saw nor left undecided are withdrawn.
   */
  endRule(
    run: string,
    progress: RuleProgress,
    options: { readonly withdrawUnseen: boolean; readonly at: string },
  ): Promise<{ readonly withdrawn: number }>;
  /** Whether this call ended it: it had not ended so before. */
  endRun(run: string, state: RunState, at: string): Promise<boolean>;
  run(id: string): Promise<RunRecord | null>;
  /** Runs that were under way, oldest first: what a process takes up again that starts. */
  unfinishedRuns(): Promise<readonly RunRecord[]>;
  /**
   * When the last run began that walked the rule of this version to its end and missed no source, ISO 8601; null where none did: what
   * changed since is not known to be looked at.
   */
  watermark(rule: string, version: string, division: string): Promise<string | null>;
  /** What the last walk of a rule's whole list over a division came to that missed no source; null where there was none. */
  lastWalk(rule: string, division: string): Promise<Pick<RuleProgress, 'records' | 'indeterminate'> | null>;
  /**
   * Open findings of a rule within the division of a run that it neither saw nor left undecided, nor another run that was under way
   * meanwhile: what the end of the rule withdraws where it is told to.
   */
  unseenFindings(run: string, rule: string): Promise<readonly OpenFinding[]>;
  /** Findings of a rule that nobody has confirmed or judged, within a division. */
  openFindings(rule: string, division: string): Promise<readonly OpenFinding[]>;
  finding(id: string): Promise<FindingRecord | null>;
  findingsOf(matter: string): Promise<readonly FindingRecord[]>;
  events(finding: string): Promise<readonly FindingEvent[]>;
  /** A finding that an officer says is none, once. */
  judge(
    id: string,
    judgement: {
      readonly status: 'FALSE_POSITIVE' | 'DATA_ERROR';
      readonly account: string;
      readonly reason: string;
      readonly at: string;
    },
  ): Promise<FindingRecord>;
}

/** What a step changes, applied whole or not at all. */
export interface MatterChange {
  readonly number: string;
  /** The version that the step was decided on: another one is `OVERSIGHT_STATE`. */
  readonly version: number;
  readonly set: Partial<
    Pick<
      SupervisionMatterRecord,
      | 'state'
      | 'stateSince'
      | 'closedAt'
      | 'dueDate'
      | 'remindAfter'
      | 'assignee'
      | 'opinion'
      | 'complainantToldAt'
      | 'complaintAnswer'
      | 'persons'
      | 'files'
    >
  >;
  readonly step: Omit<MatterStepRecord, 'matter' | 'position'>;
  /** A record that it is about is sealed since: nothing unseals it. */
  readonly seals?: boolean;
  /** Status that its findings take. */
  readonly findings?: { readonly status: FindingStatus; readonly note: string | null };
  /** Documents that are new, or that take these values. */
  readonly documents?: readonly SupervisionDocumentRecord[];
  /** Bytes of a new document, by its number. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
  readonly events: readonly OversightEvent[];
}

/** The hub's book of supervision matters. Rejects as `FindingBook` does. */
export interface SupervisionBook {
  /** Opens a matter with its first steps; rejects with `OVERSIGHT_STATE` when its source key or a finding of it is in another. */
  open(
    matter: SupervisionMatterRecord,
    steps: readonly Omit<MatterStepRecord, 'matter'>[],
    findings: readonly string[],
    events: readonly OversightEvent[],
  ): Promise<SupervisionMatterRecord>;
  apply(change: MatterChange): Promise<SupervisionMatterRecord>;
  matter(number: string): Promise<SupervisionMatterRecord | null>;
  /** The matter that what bears this source key is in; null for one that is in none. */
  ofSource(sourceKey: string): Promise<SupervisionMatterRecord | null>;
  steps(number: string): Promise<readonly MatterStepRecord[]>;
  documents(matter: string): Promise<readonly SupervisionDocumentRecord[]>;
  document(
    number: string,
  ): Promise<{ readonly record: SupervisionDocumentRecord; readonly content: Uint8Array } | null>;
  /** The next number in a series, from 1; one that was given out is never given again. */
  nextNumber(series: {
    readonly procuratorate: string;
    readonly kind: DocumentKind | 'MATTER';
    readonly year: number;
  }): Promise<number>;
  /** Matters in one of these states whose due date is before a day and of which nobody was reminded lately, oldest first. */
  due(states: readonly MatterState[], before: string, most: number): Promise<readonly SupervisionMatterRecord[]>;
  /** How many open matters each account has in a division and line: for rotation. */
  workload(procuratorate: string): Promise<ReadonlyMap<string, number>>;
}

/** Events on their way out, each to be delivered to every receiver at least once, in order of a subject. */
export interface Outbox {
  append(events: readonly OversightEvent[]): Promise<void>;
  /** Events after a place, oldest first, with their places. */
  after(place: number, most: number): Promise<readonly { readonly place: number; readonly event: OversightEvent }[]>;
  /** How far a receiver is; 0 at its beginning. */
  delivered(receiver: string): Promise<number>;
  /** Moves a receiver on; never back. */
  advance(receiver: string, place: number): Promise<void>;
  /** Place of the newest event; 0 where there is none. */
  last(): Promise<number>;
  /**
   * Whether a process may do a task now that one does at a time: it held it, or nobody does, and holds it until `until` then. A
   * holder that dies keeps others out for so long, and no longer.
   */
  hold(task: string, holder: string, term: { readonly at: string; readonly until: string }): Promise<boolean>;
  /** Lets others hold it from now on; of somebody else it changes nothing. */
  letGo(task: string, holder: string, at: string): Promise<void>;
  /** Place of the newest event that was trimmed away; 0 where all are there. */
  trimmed(): Promise<number>;
  /**
   * Trims away the oldest events, `most` of them: those that were written before an instant, and that each of these receivers has, as
   * has every other one that was delivered to since. Answers how many. What is trimmed is known no more: an event of its id is a new one.
   */
  trim(oldest: { readonly before: string; readonly most: number }, receivers: readonly string[]): Promise<number>;
}

/** The task of delivering to a receiver. */
export const deliveryTask = (receiver: string): string => `receiver:${receiver}`;

export interface OversightBooks {
  readonly findings: FindingBook;
  readonly matters: SupervisionBook;
  readonly outbox: Outbox;
  readonly intake: IntakeBook;
}
