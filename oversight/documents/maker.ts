import { createHash } from 'node:crypto';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import type { SupervisionDocumentRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { dayOf } from '../../schema/values/day.js';
import { documentLaw } from '../workflow/documents-law.js';
import { lacking } from '../workflow/refusals.js';
import type { StepServices } from '../workflow/step.js';
import { contentOf } from './content.js';
import { docxOf } from './docx.js';

export interface MakerParts {
  readonly book: SupervisionBook;
  /** Full name of a procuratorate, and how its numbers begin. */
  readonly issuerOf: (code: string) => { readonly name: string; readonly short: string };
  /** Name of an agency; its code where nobody knows it. */
  readonly agencyName: (code: string) => Promise<string>;
}

/** Makes documents of approved opinions (T10): numbered in their procuratorate, kind and year, hashed as they are served. */
export function createMaker({ book, issuerOf, agencyName }: MakerParts): StepServices['makeDocument'] {
  return async (matter, findings, at) => {
    const { opinion, agencyCode } = matter;
    if (opinion === null || agencyCode === null) throw lacking('the matter has no approved opinion');
    const issuer = issuerOf(matter.procuratorateCode);
    const today = dayOf(at);
    const year = Number(today.slice(0, 4));
    const sequence = await book.nextNumber({ procuratorate: matter.procuratorateCode, kind: opinion.document, year });
    const { word, title } = documentLaw[opinion.document];
    const number = `${issuer.short}${word}〔${year}〕${sequence}号`;
    const addressee = await agencyName(agencyCode);
    const content = await docxOf(
      contentOf({ matter, opinion, findings, number, issuer: issuer.name, addressee, today }),
    );
    return { record: recordOf(matter, { number, title: title.zh, kind: opinion.document, at, content }), content };
  };
}

function recordOf(
  { number: matter, procuratorateCode, agencyCode, divisionCode, line, sealed }: SupervisionMatterRecord,
  made: Pick<SupervisionDocumentRecord, 'number' | 'title' | 'kind'> & {
    readonly at: Date;
    readonly content: Uint8Array;
  },
): SupervisionDocumentRecord {
  return {
    number: made.number,
    matter,
    kind: made.kind,
    title: made.title,
    procuratorateCode,
    agencyCode,
    divisionCode,
    line,
    sealed,
    issuedAt: made.at.toISOString(),
    servedAt: null,
    replyBy: null,
    repliedAt: null,
    receivedBy: null,
    copies: [],
    contentHash: createHash('sm3').update(made.content).digest('hex'),
    revokedAt: null,
  };
}
