import type { DocumentKind } from '../../../schema/oversight/rule.js';
import { documentLaw } from '../documents-law.js';
import { basisOf, comingDay, noteOf, textOf } from '../input.js';
import { badInput, lacking } from '../refusals.js';
import type { Step } from '../step.js';
import { servedStates, transitions } from '../transitions.js';
import { assertComplainantTold } from './review.js';

/** T7: kind of document, law and article, facts. */
export const submitOpinion: Step = ({ input, matter, actor, now, today }) => {
  const document = input.document as DocumentKind;
  if (document === 'ORAL_CORRECTION') throw badInput('document is one in writing; correctOrally corrects orally');
  if (matter.agencyCode === null) throw lacking('the matter names no agency that a document could go to');
  const { reply, urgentReply, title } = documentLaw[document];
  const replyBy = comingDay(input, 'replyBy', today);
  if (replyBy !== null && reply !== 'STATED') throw badInput(`replyBy is the law's to say for ${title.en}`);
  const urgent = input.urgent === true;
  if (urgent && urgentReply === null) throw badInput(`urgent: the law knows no shorter time for ${title.en}`);
  const basis = basisOf(input, 'basis');
  const opinion = textOf(input, 'opinion', 5, 5_000);
  const facts = textOf(input, 'facts', 10, 10_000);
  return {
    transition: 'submitOpinion',
    set: {
      opinion: {
        author: actor.id,
        document,
        facts,
        basis,
        opinion,
        replyBy,
        urgent,
        at: now.toISOString(),
      },
    },
    // Whole, for whoever decides on it, and beside the next one where it is returned.
    words: [
      `认定事实:${facts}`,
      `监督意见:${opinion}`,
      ...(replyBy === null ? [] : [`回复期限:${replyBy}`]),
      ...(urgent ? ['紧急'] : []),
    ].join('\n'),
    step: { document, basis },
  };
};

/** T8: 同意监督. */
export const approveOpinion: Step = ({ input, matter }) => {
  const reason = noteOf(input, 'reason');
  const kind = matter.opinion?.document;
  if (kind === undefined) throw lacking('the matter has no opinion');
  // 检委会: the leader records what the committee resolved; without its words there is nothing to record.
  if (documentLaw[kind].byCommittee && reason === null)
    throw lacking(
      'reason: a document of this kind is resolved by the procuratorial committee, whose resolution is recorded',
    );
  return {
    transition: 'approveOpinion',
    words: reason ?? '同意监督',
    step: { document: kind },
    findings: { status: 'CONFIRMED', note: null },
  };
};

/** T9: back for more work; what was submitted stays in the steps. After service the matter is where it was: verified, or urged. */
export const returnOpinion: Step = async ({ input, matter, services }) => {
  const submitted = (await services.book.steps(matter.number)).findLast(
    ({ transition }) => transition === transitions.submitOpinion.id,
  );
  const from = submitted?.from ?? null;
  const isServed = from !== null && servedStates.some((state) => state === from);
  return {
    transition: 'returnOpinion',
    ...(isServed ? { set: { state: from } } : {}),
    words: textOf(input, 'reason', 5, 2_000),
  };
};

/** T9: dissent is recorded in writing, and both opinions stand (司法责任制). */
export const rejectOpinion: Step = ({ input, matter }) => {
  const reason = textOf(input, 'reason', 5, 2_000);
  assertComplainantTold(matter);
  return { transition: 'rejectOpinion', words: reason };
};
