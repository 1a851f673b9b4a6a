import type { MatterState, MatterStepRecord } from '../../../schema/oversight/matter.js';
import { dayOf } from '../../../schema/values/day.js';
import { periodEnd } from '../../../schema/values/procedural-period.js';
import { dueDay, houseRules } from '../deadlines.js';
import { listOf, noteOf, pastInstant, textOf } from '../input.js';
import { assertAssignable } from '../recusal.js';
import { badInput, lacking, notFromHere } from '../refusals.js';
import type { Step } from '../step.js';
import { entryStates, transitions } from '../transitions.js';

/** T2: another officer. What was done so far stays; before an opinion the other one accepts it, too. */
export const assignMatter: Step = ({ input, matter, services }) => {
  const assignee = textOf(input, 'assignee', 1, 255);
  if (assignee === matter.assignee) throw badInput('assignee is in charge already');
  assertAssignable(services.houseOf(matter), assignee, matter);
  const isBeforeOpinion = beforeOpinion.includes(matter.state);
  return { transition: isBeforeOpinion ? 'assignMatter' : 'handOn', set: { assignee }, words: noteOf(input) };
};

const beforeOpinion: readonly MatterState[] = [...entryStates, 'PENDING_REVIEW', 'UNDER_REVIEW'];

/** T3. */
export const acceptMatter: Step = ({ input }) => ({ transition: 'acceptMatter', words: noteOf(input) });

/** T4: 调取、补充 (规则 551). */
export const requestMaterial: Step = ({ input, matter, today }) => {
  if (matter.agencyCode === null) throw lacking('the matter names no agency that could be asked');
  const days = (input.workingDays ?? houseRules.material.workingDays) as number;
  if (!Number.isInteger(days) || days < 1 || days > 30) throw badInput('workingDays takes 1 to 30');
  return {
    transition: 'requestMaterial',
    set: { dueDate: periodEnd(today, { workingDays: days }).date },
    words: textOf(input, 'request', 5, 2_000),
  };
};

/** T4: the agency's answer. */
export const answerMaterialRequest: Step = ({ input }) => ({
  transition: 'answerMaterialRequest',
  words: textOf(input, 'answer', 5, 5_000),
  step: { records: listOf(input, 'records', 200) },
});

/** T5: both substance and procedure were looked at (domain 4.2). */
export const closeWithoutIssue: Step = ({ input, matter }) => {
  const checklist = (input.checklist ?? []) as readonly ('SUBSTANCE' | 'PROCEDURE')[];
  for (const point of ['SUBSTANCE', 'PROCEDURE'] as const)
    if (!checklist.includes(point))
      throw lacking(`checklist lacks ${point}: a review looks at substance and procedure`);
  assertComplainantTold(matter);
  return {
    transition: 'closeWithoutIssue',
    words: textOf(input, 'conclusion', 5, 5_000),
    step: { checklist: [...new Set(checklist)] },
    findings: { status: 'FALSE_POSITIVE', note: null },
  };
};

/** T6: minor matters only (规则 552, 624①), and once. */
export const correctOrally: Step = async ({ input, matter, now, services }) => {
  if (hasLapsed(await services.book.steps(matter.number)))
    throw lacking('what was corrected orally and not followed is put in writing (规则 624): submit an opinion');
  const findings = await services.findingsOf(matter.number);
  if (findings.some(({ severity }) => severity === 'HIGH'))
    throw lacking('a grave finding is not corrected orally: submit an opinion');
  const told = textOf(input, 'told', 1, 100);
  const toldAt = pastInstant(input, 'toldAt', now);
  const toldOn = dayOf(new Date(toldAt));
  if (toldOn < dayOf(new Date(matter.openedAt)))
    throw badInput('toldAt lies before the day on which the matter was opened');
  return {
    transition: 'correctOrally',
    // Seven days from when it was said, not from when it was written down.
    set: { dueDate: dueDay('ORAL_CORRECTION', toldOn) },
    words: `${told}(${toldAt}):${textOf(input, 'content', 5, 2_000)}`,
    step: { document: 'ORAL_CORRECTION' },
    findings: { status: 'CONFIRMED', note: null },
  };
};

/** Whether an oral correction was in vain since the matter was opened, or opened again. */
function hasLapsed(steps: readonly MatterStepRecord[]): boolean {
  const reopened = steps.findLastIndex(({ transition }) => transition === transitions.reopenMatter.id);
  return steps.slice(reopened + 1).some(({ from, to }) => from === 'ORAL_CORRECTION' && to === 'UNDER_REVIEW');
}

/** Tells whoever complained, once. */
export const answerComplainant: Step = ({ input, matter, now }) => {
  if (matter.complainant === null) throw notFromHere('nobody complained in this matter');
  if (matter.complainantToldAt !== null) throw notFromHere('the complainant was told the result already');
  const words = textOf(input, 'answer', 5, 5_000);
  return {
    transition: 'answerComplainant',
    set: { complainantToldAt: now.toISOString(), complaintAnswer: words },
    words,
  };
};

/** 社区矫正法 34, 规则 552: whoever complained is told the result before the matter is closed. */
export function assertComplainantTold(matter: {
  readonly complainant: string | null;
  readonly complainantToldAt: string | null;
}): void {
  if (matter.complainant !== null && matter.complainantToldAt === null)
    throw lacking('the complainant has not been told the result: answerComplainant comes first');
}
