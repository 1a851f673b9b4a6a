import type { MatterChange, SupervisionBook } from '../../schema/oversight/book.js';
import type { Actor } from '../../schema/oversight/desk.js';
import type { FindingRecord, FindingStatus } from '../../schema/oversight/finding.js';
import type {
  MatterStepRecord,
  SupervisionDocumentRecord,
  SupervisionMatterRecord,
} from '../../schema/oversight/matter.js';
import type { House } from './house.js';
import type { Input } from './input.js';
import type { TransitionName } from './transitions.js';

/** What a step is decided on. */
export interface StepContext {
  readonly matter: SupervisionMatterRecord;
  readonly input: Input;
  readonly actor: Actor;
  readonly now: Date;
  /** Day of `now` at +08:00. */
  readonly today: string;
  readonly services: StepServices;
}

/** What steps ask of the rest of the house. */
export interface StepServices {
  readonly book: SupervisionBook;
  readonly findingsOf: (matter: string) => Promise<readonly FindingRecord[]>;
  /** The procuratorate that a matter is in; null where it is set up no more. */
  readonly houseOf: (matter: Pick<SupervisionMatterRecord, 'divisionCode' | 'procuratorateCode'>) => House | null;
  /** Makes the document of an approved opinion, with its number. */
  readonly makeDocument: (
    matter: SupervisionMatterRecord,
    findings: readonly FindingRecord[],
    at: Date,
  ) => Promise<{ readonly record: SupervisionDocumentRecord; readonly content: Uint8Array }>;
  /**
   * Looks at the sources of a matter's findings again, through the hub: which still stand, which are gone, and which could not be
   * looked at.
   */
  readonly reread: (findings: readonly FindingRecord[]) => Promise<readonly Reread[]>;
}

export interface Reread {
  readonly finding: string;
  readonly outcome: 'STANDS' | 'GONE' | 'INDETERMINATE';
  /** The values as they are now, in words: `矫正止日 2026-05-01 → 2026-06-01`. */
  readonly words: string | null;
  /** `Type:key` of records that were read. */
  readonly records: readonly string[];
}

/** What a step comes to; state, its time, version and due day are the desk's to set. */
export interface StepOutcome {
  readonly transition: TransitionName;
  readonly set?: MatterChange['set'];
  readonly words?: string | null;
  readonly step?: Partial<Pick<MatterStepRecord, 'document' | 'basis' | 'checklist' | 'records' | 'confidential'>>;
  readonly findings?: { readonly status: FindingStatus; readonly note: string | null };
  readonly documents?: readonly SupervisionDocumentRecord[];
  readonly contents?: ReadonlyMap<string, Uint8Array>;
}

export type Step = (context: StepContext) => StepOutcome | Promise<StepOutcome>;

/** What a step says that says nothing but that it was taken. */
export const bareStep = {
  words: null,
  document: null,
  basis: [],
  checklist: [],
  records: [],
} as const satisfies Partial<MatterStepRecord>;
