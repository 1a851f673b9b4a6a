import { dayOf } from '../../../schema/values/day.js';
import { objectionDay, replyDay } from '../deadlines.js';
import { listOf, noteOf, pastInstant, textOf } from '../input.js';
import { badInput, lacking } from '../refusals.js';
import type { Step, StepContext } from '../step.js';
import { transitions } from '../transitions.js';
import { assertComplainantTold } from './review.js';

/** T10: numbered within procuratorate, kind and year. */
export const issueDocument: Step = async ({ input, matter, now, services }) => {
  const { record, content } = await services.makeDocument(matter, await services.findingsOf(matter.number), now);
  return {
    transition: 'issueDocument',
    words: noteOf(input),
    step: { document: record.kind },
    documents: [record],
    contents: new Map([[record.number, content]]),
  };
};

/** T11: the day to reply runs from service. */
export const serveDocument: Step = async (context) => {
  const { input, matter, now } = context;
  const document = await latestDocument(context);
  const servedAt =
    input.servedAt === null || input.servedAt === undefined ? now.toISOString() : pastInstant(input, 'servedAt', now);
  if (servedAt < document.issuedAt) throw badInput('servedAt lies before the document was issued');
  const replyBy = replyDay(document.kind, dayOf(new Date(servedAt)), {
    replyBy: matter.opinion?.replyBy ?? null,
    urgent: matter.opinion?.urgent ?? false,
  });
  const receivedBy = textOf(input, 'receivedBy', 1, 100);
  return {
    transition: 'serveDocument',
    set: { dueDate: replyBy },
    words: receivedBy,
    step: { document: document.kind },
    documents: [{ ...document, servedAt, replyBy, receivedBy, copies: listOf(input, 'copies', 20) }],
  };
};

/** T12: what was corrected, and in which records. */
export const replyCorrected: Step = async (context) => {
  const { input, now } = context;
  const document = await latestDocument(context);
  return {
    transition: 'replyCorrected',
    words: textOf(input, 'answer', 5, 5_000),
    step: { records: listOf(input, 'records', 200), document: document.kind },
    documents: [{ ...document, repliedAt: now.toISOString() }],
  };
};

/** T13: where the law knows an objection to this kind of document, and as often. */
export const objectToDocument: Step = async (context) => {
  const { input, today, matter, services } = context;
  const document = await latestDocument(context);
  const before = (await services.book.steps(matter.number)).filter(
    ({ transition, at }) => transition === transitions.objectToDocument.id && at >= document.issuedAt,
  );
  const dueDate = objectionDay(document.kind, before.length + 1, today);
  if (dueDate === null)
    throw lacking(
      before.length === 0
        ? 'the law knows no objection to this kind of document'
        : 'the objection was decided, and the law knows no further one',
    );
  return {
    transition: 'objectToDocument',
    set: { dueDate },
    words: textOf(input, 'answer', 5, 5_000),
    step: { records: listOf(input, 'records', 200), document: document.kind },
  };
};

/** T14. */
export const decideObjection: Step = async (context) => {
  const { input, matter, now, today } = context;
  const reason = textOf(input, 'reason', 5, 5_000);
  const document = await latestDocument(context);
  if (input.decision === 'REVOKED') {
    assertComplainantTold(matter);
    return {
      transition: 'objectionRevoked',
      words: reason,
      step: { document: document.kind },
      documents: [{ ...document, revokedAt: now.toISOString() }],
      findings: { status: 'FALSE_POSITIVE', note: null },
    };
  }
  const { replyBy: stated = null, urgent = false } = matter.opinion ?? {};
  // The time to reply runs anew: while the objection was looked at nobody owed a reply.
  const replyBy = replyDay(document.kind, today, { replyBy: stated, urgent });
  return {
    transition: 'objectionUpheld',
    set: { dueDate: replyBy },
    words: reason,
    step: { document: document.kind },
    documents: [{ ...document, replyBy }],
  };
};

/** The document that the matter is about now: the one issued last. */
async function latestDocument({ matter, services }: StepContext) {
  const documents = await services.book.documents(matter.number);
  const document = documents.filter(({ revokedAt }) => revokedAt === null).at(-1);
  if (document === undefined) throw lacking('the matter has no document');
  return document;
}
