import type { MatterChange, SupervisionBook } from '../../schema/oversight/book.js';
import type { Actor, SupervisionDesk } from '../../schema/oversight/desk.js';
import type { SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { dayOf } from '../../schema/values/day.js';
import { type ComplaintParts, fileComplaint } from './complaint.js';
import { dueDay } from './deadlines.js';
import { assertDuty } from './duty.js';
import { matterEvent } from './events.js';
import { type Input, textOf } from './input.js';
import { takeUpFindings } from './intake.js';
import { assertNotRecused } from './recusal.js';
import { badInput, notFromHere } from './refusals.js';
import { bareStep, type Step, type StepContext, type StepOutcome, type StepServices } from './step.js';
import {
  confirmOralCorrection,
  escalateMatter,
  reopenMatter,
  transferMatter,
  urgeAgency,
  verifyCorrection,
} from './steps/closing.js';
import { decideObjection, issueDocument, objectToDocument, replyCorrected, serveDocument } from './steps/document.js';
import { approveOpinion, rejectOpinion, returnOpinion, submitOpinion } from './steps/opinion.js';
import {
  acceptMatter,
  answerComplainant,
  answerMaterialRequest,
  assignMatter,
  closeWithoutIssue,
  correctOrally,
  requestMaterial,
} from './steps/review.js';
import { isClosed, type Transition, type TransitionName, transitions } from './transitions.js';
import { waitingFor } from './waiting.js';

/** A step a mutation; what a step leads to stands in `transitions`. */
const steps: Readonly<Record<string, Step>> = {
  assignMatter,
  acceptMatter,
  requestMaterial,
  answerMaterialRequest,
  closeWithoutIssue,
  correctOrally,
  confirmOralCorrection,
  submitOpinion,
  approveOpinion,
  returnOpinion,
  rejectOpinion,
  issueDocument,
  serveDocument,
  replyCorrected,
  objectToDocument,
  decideObjection,
  urgeAgency,
  escalateMatter,
  verifyCorrection,
  reopenMatter,
  transferMatter,
  answerComplainant,
};

export interface DeskParts extends ComplaintParts {
  readonly services: Omit<StepServices, 'book' | 'findingsOf' | 'houseOf'>;
}

/** Takes matters through the six steps: what a step needs is looked at here, and written whole or not at all. */
export function createDesk(parts: DeskParts): SupervisionDesk {
  const { matters, findings, clock, intake } = parts;
  const services: StepServices = {
    ...parts.services,
    book: matters,
    findingsOf: (number) => findings.findingsOf(number),
    houseOf: ({ divisionCode, procuratorateCode }) => {
      const house = intake.houseOf(divisionCode);
      return house?.code === procuratorateCode ? house : null;
    },
  };

  return {
    async act(mutation, input, actor) {
      if (mutation === 'takeUpFindings') return takeUpFindings(parts, input, actor);
      const step = steps[mutation];
      if (step === undefined) throw new Error(`no step "${mutation}"`);
      const matter = await matterOf(matters, input);
      assertPossible(transitions[transitionOf(mutation, input)], matter, actor);
      assertSeen(matter, input);
      assertNotRecused(services.houseOf(matter), actor.id, matter);
      const now = clock();
      const context: StepContext = { matter, input, actor, now, today: dayOf(now), services };
      const outcome = await step(context);
      return matters.apply(changeOf(context, outcome, parts.newId));
    },
    waiting: (actor, may) => waitingFor(actor, may, clock()),
    complain: (input, complainant) => fileComplaint(parts, input, complainant),
    async dismiss(input, actor) {
      const status = input.judgement as 'FALSE_POSITIVE' | 'DATA_ERROR';
      const reason = textOf(input, 'reason', 5, 2_000);
      const id = String(input.findingId);
      const finding = await findings.finding(id);
      if (finding === null) throw badInput('findingId names a finding that is not there');
      const { agencyCode, person, divisionCode } = finding;
      const persons = person === null ? [] : [person];
      assertNotRecused(intake.houseOf(divisionCode ?? actor.division), actor.id, { agencyCode, persons });
      return findings.judge(id, { status, account: actor.id, reason, at: clock().toISOString() });
    },
  };
}

/** A mutation is a transition, but for the decision on an objection, which is one of two. */
function transitionOf(mutation: string, { decision }: Input): TransitionName {
  if (mutation !== 'decideObjection') return mutation as TransitionName;
  return decision === 'REVOKED' ? 'objectionRevoked' : 'objectionUpheld';
}

function assertPossible({ from, duty }: Transition, matter: SupervisionMatterRecord, actor: Actor): void {
  // Whose step it is comes first: where a matter stands is not told to whom it does not concern.
  assertDuty(duty, matter, actor);
  if (!from.includes(matter.state))
    throw notFromHere(`the step leads on from ${from.join(', ')}; the matter is ${matter.state}`);
}

/** Who decides has read what is decided on: another opinion may stand there by now. */
function assertSeen({ version }: SupervisionMatterRecord, { version: seen }: Input): void {
  if (seen !== undefined && seen !== null && seen !== version)
    throw notFromHere(`the matter is at version ${version}: somebody moved it since you read it`);
}

/** What a step changes, with its state, its due day, its entry and what others are told. */
export function changeOf(context: StepContext, outcome: StepOutcome, newId: () => string): MatterChange {
  const { matter, actor, now, today } = context;
  const transition: Transition = transitions[outcome.transition];
  const at = now.toISOString();
  const to = outcome.set?.state ?? transition.to ?? matter.state;
  const moved = {
    ...{ state: to, stateSince: at, dueDate: dueDay(to, today), remindAfter: null },
    ...(isClosed(to) ? { closedAt: at } : {}),
  };
  return {
    number: matter.number,
    version: matter.version,
    set: { ...(transition.to === null ? {} : moved), ...outcome.set },
    step: {
      ...bareStep,
      transition: transition.id,
      from: matter.state,
      to,
      at,
      account: actor.id,
      actorAgency: actor.agency,
      words: outcome.words ?? null,
      confidential: transition.confidential,
      ...outcome.step,
    },
    ...(outcome.findings ? { findings: outcome.findings } : {}),
    ...(outcome.documents ? { documents: outcome.documents } : {}),
    ...(outcome.contents ? { contents: outcome.contents } : {}),
    events: [
      matterEvent(
        { ...matter, ...(outcome.set?.assignee === undefined ? {} : { assignee: outcome.set.assignee }) },
        { ...transition, to },
        { id: newId(), at, document: outcome.documents?.[0]?.number ?? null },
      ),
    ],
  };
}

export async function matterOf(book: SupervisionBook, input: Input): Promise<SupervisionMatterRecord> {
  const matter = await book.matter(String(input.matterNumber));
  if (matter === null) throw badInput('matterNumber names no matter that you may act on');
  return matter;
}
