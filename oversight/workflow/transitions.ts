import { type MatterState, matterStates } from '../../schema/oversight/matter.js';

/**
 * Who takes a step: besides what the policies grant by the mutation's name, which know one account, the matter itself says who.
 * `OFFICER`: its assignee. `APPROVER`: a leader of its procuratorate who neither wrote the opinion nor is in charge. `LEADER`: a
 * leader of its procuratorate. `CLERK`: the officer or case management of its procuratorate. `AGENCY`: an account of the supervised
 * agency. `HUB`: nobody; time or a rule does it.
 */
export type Duty = 'OFFICER' | 'APPROVER' | 'LEADER' | 'CLERK' | 'AGENCY' | 'HUB';

export interface Transition {
  /** Number in the table of domain 4.2. */
  readonly id: string;
  readonly from: readonly MatterState[];
  /** Null: the matter stays where it is. */
  readonly to: MatterState | null;
  readonly duty: Duty;
  /** Not for the supervised agency's eyes. */
  readonly confidential: boolean;
}

/** Where a matter ends; T18 alone leads on from some of them. */
const closedStates: readonly MatterState[] = [
  'VERIFIED_CLOSED',
  'CLOSED_NO_ISSUE',
  'CLOSED_NO_ACTION',
  'REVOKED',
  'TRANSFERRED',
];

export const isClosed = (state: MatterState): boolean => closedStates.includes(state);

/** Where a matter comes in, before anybody is in charge of it. */
export const entryStates = ['PUSHED', 'ALERTED', 'COMPLAINT_RECEIVED'] as const;

/** From its assignment to its end. */
const underWay = matterStates.filter(
  (state) => !(entryStates as readonly MatterState[]).includes(state) && !isClosed(state),
);

/** States in which the supervised agency knows of the matter. */
export const servedStates = [
  'SERVED',
  'REPLIED_CORRECTED',
  'OBJECTED',
  'OVERDUE',
  'URGED',
  'ESCALATED',
  'VERIFIED_CLOSED',
  'REVOKED',
] as const;

const inHouse = { confidential: true } as const;
const shared = { confidential: false } as const;
const awaited = ['SERVED', 'OVERDUE', 'URGED', 'ESCALATED'] as const;

/** Every step of the machine: those that accounts take are named as their mutations (domain 4.2). */
export const transitions = {
  assign: {
    id: 'T2',
    from: entryStates,
    to: 'PENDING_REVIEW',
    duty: 'HUB',
    ...inHouse,
  },
  assignMatter: {
    id: 'T2',
    // Also where rotation found nobody; and at any time, for officers leave, or learn that they have to keep out.
    from: [...entryStates, ...underWay],
    to: 'PENDING_REVIEW',
    duty: 'LEADER',
    ...inHouse,
  },
  /** What the former officer has brought on its way goes on from there. */
  handOn: { id: 'T2', from: underWay, to: null, duty: 'HUB', ...inHouse },
  acceptMatter: { id: 'T3', from: ['PENDING_REVIEW'], to: 'UNDER_REVIEW', duty: 'OFFICER', ...inHouse },
  requestMaterial: { id: 'T4', from: ['UNDER_REVIEW'], to: 'NEED_MORE', duty: 'OFFICER', ...shared },
  answerMaterialRequest: { id: 'T4', from: ['NEED_MORE'], to: 'UNDER_REVIEW', duty: 'AGENCY', ...shared },
  /** An agency that brings nothing does not hold the review up. */
  materialLapses: { id: 'T4', from: ['NEED_MORE'], to: 'UNDER_REVIEW', duty: 'HUB', ...inHouse },
  closeWithoutIssue: { id: 'T5', from: ['UNDER_REVIEW'], to: 'CLOSED_NO_ISSUE', duty: 'OFFICER', ...inHouse },
  correctOrally: { id: 'T6', from: ['UNDER_REVIEW'], to: 'ORAL_CORRECTION', duty: 'OFFICER', ...shared },
  /** Not followed within seven days: it has to be put in writing (规则 624②). */
  oralCorrectionLapses: { id: 'T6', from: ['ORAL_CORRECTION'], to: 'UNDER_REVIEW', duty: 'HUB', ...inHouse },
  confirmOralCorrection: { id: 'T17', from: ['ORAL_CORRECTION'], to: 'VERIFIED_CLOSED', duty: 'OFFICER', ...shared },
  submitOpinion: {
    id: 'T7',
    // Also for a further document: the reasons of not filing do not hold, or what was to be done in time was not (规则 561 to 564).
    from: ['UNDER_REVIEW', 'ORAL_CORRECTION', 'REPLIED_CORRECTED', 'OVERDUE', 'URGED'],
    to: 'OPINION_SUBMITTED',
    duty: 'OFFICER',
    ...inHouse,
  },
  approveOpinion: { id: 'T8', from: ['OPINION_SUBMITTED'], to: 'APPROVED', duty: 'APPROVER', ...inHouse },
  returnOpinion: { id: 'T9', from: ['OPINION_SUBMITTED'], to: 'UNDER_REVIEW', duty: 'APPROVER', ...inHouse },
  rejectOpinion: { id: 'T9', from: ['OPINION_SUBMITTED'], to: 'CLOSED_NO_ACTION', duty: 'APPROVER', ...inHouse },
  issueDocument: { id: 'T10', from: ['APPROVED'], to: 'DOCUMENT_ISSUED', duty: 'OFFICER', ...inHouse },
  serveDocument: { id: 'T11', from: ['DOCUMENT_ISSUED'], to: 'SERVED', duty: 'CLERK', ...shared },
  replyCorrected: { id: 'T12', from: awaited, to: 'REPLIED_CORRECTED', duty: 'AGENCY', ...shared },
  objectToDocument: { id: 'T13', from: ['SERVED', 'OVERDUE', 'URGED'], to: 'OBJECTED', duty: 'AGENCY', ...shared },
  /** The document stands, and the agency owes its reply again. */
  objectionUpheld: { id: 'T14', from: ['OBJECTED'], to: 'SERVED', duty: 'APPROVER', ...shared },
  /** Also where what the agency replied shows that nothing is wrong, and the source will go on saying what it says. */
  objectionRevoked: { id: 'T14', from: ['OBJECTED', 'REPLIED_CORRECTED'], to: 'REVOKED', duty: 'APPROVER', ...shared },
  replyLapses: { id: 'T15', from: ['SERVED'], to: 'OVERDUE', duty: 'HUB', ...shared },
  /** Also after a reply that corrected nothing. */
  urgeAgency: { id: 'T15', from: ['OVERDUE', 'REPLIED_CORRECTED'], to: 'URGED', duty: 'OFFICER', ...shared },
  escalateMatter: { id: 'T16', from: ['URGED'], to: 'ESCALATED', duty: 'LEADER', ...shared },
  verifyCorrection: { id: 'T17', from: ['REPLIED_CORRECTED'], to: 'VERIFIED_CLOSED', duty: 'OFFICER', ...shared },
  reopenMatter: {
    id: 'T18',
    from: ['VERIFIED_CLOSED', 'CLOSED_NO_ISSUE', 'CLOSED_NO_ACTION'],
    to: 'PENDING_REVIEW',
    duty: 'LEADER',
    ...inHouse,
  },
  transferMatter: { id: 'T19', from: underWay, to: 'TRANSFERRED', duty: 'LEADER', ...inHouse },
  /** 社区矫正法 34: whoever complained is told. */
  answerComplainant: { id: '答复', from: underWay, to: null, duty: 'OFFICER', ...inHouse },
} as const satisfies Readonly<Record<string, Transition>>;

export type TransitionName = keyof typeof transitions;
