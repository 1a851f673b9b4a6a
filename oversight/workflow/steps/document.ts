import { dayOf } from '../../../schema/values/day.js';
import { objectionDay, replyDay } from '../deadlines.js';
import { listOf, noteOf, pastInstant, textOf } from '../input.js';
import { badInput, lacking } from '../refusals.js';
import type { Step, StepContext } from '../step.js';
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

/** T13: where the law knows an objection to this kind of document. */
export const objectToDocument: Step = async (context) => {
  const { input, today } = context;
  const document = await latestDocument(context);
  const dueDate = objectionDay(document.kind, today);
  if (dueDate === null) throw lacking('the law knows no objection to this kind of document');
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
  const { replyBy = null, urgent = false } = matter.opinion ?? {};
  return {
    transition: 'objectionUpheld',
    // The time to reply runs anew: while the objection was looked at nobody owed a reply.
    set: {
      dueDate: replyDay(document.kind, today, {
        replyBy: replyBy !== null && replyBy > today ? replyBy : null,
        urgent,
      }),
    },
    words: reason,
    step: { document: document.kind },
  };
};

/** The document that the matter is about now: the one issued last. */
async function latestDocument({ matter, services }: StepContext) {
  const documents = await services.book.documents(matter.number);
  const document = documents.filter(({ revokedAt }) => revokedAt === null).at(-1);
  if (document === undefined) throw lacking('the matter has no document');
  return document;
}
