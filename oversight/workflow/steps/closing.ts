import { dayOf } from '../../../schema/values/day.js';
import { daysBetween } from '../../../schema/values/plain-date.js';
import { houseRules } from '../deadlines.js';
import { noteOf, textOf } from '../input.js';
import { lacking } from '../refusals.js';
import type { Step, StepContext, StepOutcome } from '../step.js';
import { assertComplainantTold } from './review.js';

/** T15: 督促 (规则 553). */
export const urgeAgency: Step = ({ input, matter }) => {
  const note = noteOf(input);
  if (matter.state === 'REPLIED_CORRECTED' && note === null) throw lacking('note: say what the reply left uncorrected');
  return { transition: 'urgeAgency', words: note };
};

/** T16: to the upper procuratorate (规则 553). */
export const escalateMatter: Step = ({ input }) => ({ transition: 'escalateMatter', words: noteOf(input) });

/** T17: against source data that is read again, never against what the agency says. */
export const verifyCorrection: Step = async (context) => {
  const note = noteOf(context.input);
  const findings = await context.services.findingsOf(context.matter.number);
  if (findings.length === 0 && note === null)
    throw lacking('note: no rule can be asked again in this matter; say what was looked at, and what it shows now');
  const outcome = await verified(context, 'verifyCorrection');
  return note === null ? outcome : { ...outcome, words: [note, outcome.words].filter(Boolean).join('\n') };
};

/** T17 after an oral correction. */
export const confirmOralCorrection: Step = async (context) => {
  const conclusion = textOf(context.input, 'conclusion', 5, 5_000);
  const outcome = await verified(context, 'confirmOralCorrection');
  return { ...outcome, words: [conclusion, outcome.words].filter(Boolean).join('\n') };
};

async function verified(
  { matter, services }: StepContext,
  transition: 'verifyCorrection' | 'confirmOralCorrection',
): Promise<StepOutcome> {
  assertComplainantTold(matter);
  const findings = await services.findingsOf(matter.number);
  const read = await services.reread(findings);
  const standing = read.filter(({ outcome }) => outcome === 'STANDS');
  const unread = read.filter(({ outcome }) => outcome === 'INDETERMINATE');
  if (standing.length > 0)
    throw lacking(`${standing.length} of ${findings.length} findings still stand at the source: nothing to close yet`);
  if (unread.length > 0)
    throw lacking(
      `${unread.length} of ${findings.length} findings could not be read again: their sources do not answer`,
    );
  return {
    transition,
    words: read.flatMap(({ words }) => words ?? []).join('\n') || null,
    step: { records: [...new Set(read.flatMap(({ records }) => records))] },
    findings: { status: 'CONFIRMED', note: null },
  };
}

/** T18: within 90 days of the end. */
export const reopenMatter: Step = ({ input, matter, today }) => {
  const closed = matter.closedAt === null ? today : dayOf(new Date(matter.closedAt));
  if (daysBetween(closed, today) > houseRules.reopenDays)
    throw lacking(`the matter was closed more than ${houseRules.reopenDays} days ago: open a new one`);
  return {
    transition: 'reopenMatter',
    // Whoever complained was told another result: what comes of it now is told, too.
    set: { closedAt: null, opinion: null, complainantToldAt: null },
    words: textOf(input, 'note', 5, 2_000),
  };
};

/** T19: crime clue to whom it belongs, or another's jurisdiction. */
export const transferMatter: Step = ({ input, matter }) => {
  assertComplainantTold(matter);
  return {
    transition: 'transferMatter',
    words: `${textOf(input, 'to', 1, 64)}:${textOf(input, 'reason', 5, 2_000)}`,
  };
};
