import { createHash } from 'node:crypto';
import { divisionPath } from '../../schema/codes/division.js';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import type { SupervisionDocumentRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { dayOf } from '../../schema/values/day.js';
import { documentLaw } from '../workflow/documents-law.js';
import { lacking } from '../workflow/refusals.js';
import type { StepServices } from '../workflow/step.js';
import type { ValueWords } from './annex.js';
import { contentOf } from './content.js';
import { docxOf } from './docx.js';

export interface MakerParts {
  readonly book: SupervisionBook;
  readonly issuerOf: (code: string) => Issuer;
  /** Name of an agency; its code where nobody knows it. */
  readonly agencyName: (code: string) => Promise<string>;
  readonly words: ValueWords;
}

/** Full name of a procuratorate, how its numbers begin, and its division (GB/T 2260). */
export interface Issuer {
  readonly name: string;
  readonly short: string;
  readonly division: string;
}

/** Makes documents of approved opinions (T10): numbered in their procuratorate, kind and year, hashed as they are served. */
export function createMaker({ book, issuerOf, agencyName, words }: MakerParts): StepServices['makeDocument'] {
  return async (matter, findings, at) => {
    const { opinion, agencyCode } = matter;
    if (opinion === null || agencyCode === null) throw lacking('the matter has no approved opinion');
    const issuer = issuerOf(matter.procuratorateCode);
    const today = dayOf(at);
    const year = Number(today.slice(0, 4));
    const sequence = await book.nextNumber({ procuratorate: matter.procuratorateCode, kind: opinion.document, year });
    const { word, title } = documentLaw[opinion.document];
    const number = `${issuer.short}${word}〔${year}〕${sequence}号`;
    // It is the upper procuratorate that protests (民事诉讼法 219).
    const addressee =
      opinion.document === 'PROTEST_REQUEST' ? superiorOf(issuer.division) : await agencyName(agencyCode);
    const content = await docxOf(
      contentOf({ matter, opinion, findings, number, issuer: issuer.name, addressee, today, words }),
    );
    return { record: recordOf(matter, { number, title: title.zh, kind: opinion.document, at, content }), content };
  };
}

function superiorOf(division: string): string {
  const above = division.endsWith('00') ? `${division.slice(0, 2)}0000` : `${division.slice(0, 4)}00`;
  return `${divisionPath(above) ?? '上一级'}人民检察院`;
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
