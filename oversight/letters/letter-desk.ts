import { createHash } from 'node:crypto';
import type { RequestContext } from '../../schema/context.js';
import type { PeopleDesk } from '../../schema/people/desk.js';
import type { LetterBook, LetterRecord } from '../../schema/people/letter.js';
import { isCreditCode } from '../../schema/values/credit-code.js';
import { dayOf } from '../../schema/values/day.js';
import { addMonths } from '../../schema/values/legal-term.js';
import { periodEnd } from '../../schema/values/procedural-period.js';
import { docxOf } from '../documents/docx.js';
import { type Input, noteOf, textOf } from '../workflow/input.js';
import { badInput, lacking, notFromHere, notYours } from '../workflow/refusals.js';
import { type ConvictionOnLetter, letterWords } from './letter-content.js';

/** What the desk of letters asks of the hub, each in the name of whoever acts. */
export interface LetterServices {
  /** Whether the caller represents the organisation by law. */
  represents(creditCode: string, context: RequestContext): Promise<boolean>;
  /** Names of an organisation as registers have it; none where none knows it, or answers. */
  namesOf(creditCode: string, context: RequestContext): Promise<readonly string[]>;
  /** Rejects with `OVERSIGHT_GUARD` while the archive does not answer: nothing that was not read is "no record". */
  records(
    creditCode: string,
    from: string,
    context: RequestContext,
  ): Promise<{ readonly exists: boolean; readonly convictions: readonly ConvictionOnLetter[] }>;
}

export interface LetterParts {
  readonly book: LetterBook;
  readonly services: LetterServices;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** The procuratorate of a division; null where none is set up. */
  readonly houseOf: (division: string) => LetterHouse | null;
}

export interface LetterHouse {
  readonly code: string;
  readonly name: string;
  readonly short: string;
}

/** 查询工作的规定: within three working days of receipt. */
const answerWithin = { workingDays: 3 } as const;
/** Months that a letter holds, and that it looks back: as long as a bidder must be free of major violations (政府采购法 22). */
const holdsMonths = 2;
const looksBackMonths = 36;
/** Applications of one person that may wait at once. */
const mostWaiting = 20;

export function createLetterDesk(parts: LetterParts): Pick<PeopleDesk, 'apply' | 'issue' | 'refuse' | 'verify'> {
  const { book, clock } = parts;
  return {
    apply: (input, context) => apply(parts, input, context),
    issue: async (number, context) => issue(parts, await waiting(parts, number, context), context),
    refuse: async (number, reason, context) => {
      await waiting(parts, number, context);
      const refusal = textOf({ reason }, 'reason', 5, 1_000);
      const decision = { at: clock().toISOString(), account: context.principal.id, outcome: { refusal } };
      return book.decide(number, decision, null);
    },
    verify: async (number, code) => verified(await book.letter(number), code.trim().toLowerCase(), dayOf(clock())),
  };
}

async function apply(parts: LetterParts, input: Input, context: RequestContext): Promise<LetterRecord> {
  const { book, clock, houseOf } = parts;
  const { principal, seals } = context;
  if (principal.subject === undefined)
    throw lacking('your account belongs to nobody in person: the issuer of tokens has to say whose it is');
  const asked = askedIn(input);
  const house = houseOf(asked.divisionCode);
  if (house === null) throw lacking('no procuratorate is set up for divisionCode');
  const standing = await standingOf(parts, asked, input, context);
  const now = clock();
  const [today, applicant] = [dayOf(now), seals.sealPerson({ kind: 'citizen', citizenId: principal.subject })];
  const year = Number(today.slice(0, 4));
  const place = await book.nextNumber({ procuratorate: house.code, kind: 'BRIBERY_APPLICATION', year });
  const application: LetterRecord = {
    ...{ ...asked, ...standing, applicant },
    applicationNumber: `${house.short}查申〔${year}〕${place}号`,
    state: 'RECEIVED',
    account: principal.id,
    receivedAt: now.toISOString(),
    dueDate: periodEnd(today, answerWithin).date,
    procuratorateCode: house.code,
    sourceKey: keyOf([applicant, asked.creditCode, asked.projectNo, today]),
    decision: null,
  };
  return book.file(application, mostWaiting);
}

type Asked = Pick<LetterRecord, 'creditCode' | 'organizationName' | 'projectNo' | 'projectName' | 'divisionCode'>;

function askedIn(input: Input): Asked {
  const [creditCode, divisionCode] = [String(input.creditCode), String(input.divisionCode)];
  if (!isCreditCode(creditCode)) throw badInput('creditCode is not a valid credit code (GB 32100)');
  if (!/^\d{6,12}$/.test(divisionCode)) throw badInput('divisionCode is a division of GB/T 2260, 6 to 12 digits');
  const organizationName = textOf(input, 'organizationName', 2, 200);
  const projectNo = textOf(input, 'projectNo', 1, 100);
  return { creditCode, divisionCode, organizationName, projectNo, projectName: textOf(input, 'projectName', 2, 200) };
}

/** In what capacity somebody asks about an organisation that registers know by this name. */
async function standingOf(
  { services }: LetterParts,
  { creditCode, organizationName }: Asked,
  input: Input,
  context: RequestContext,
): Promise<Pick<LetterRecord, 'capacity' | 'authorisation'>> {
  const names = await services.namesOf(creditCode, context);
  if (names.length > 0 && !names.includes(organizationName))
    throw badInput('organizationName is not the name that the register has under creditCode');
  if (await services.represents(creditCode, context)) return { capacity: 'LEGAL_REPRESENTATIVE', authorisation: null };
  if (noteOf(input, 'authorisation') === null)
    throw lacking('you do not represent the organisation by law: name its letter of authorisation, number and day');
  return { capacity: 'AGENT', authorisation: textOf(input, 'authorisation', 4, 500) };
}

/** The same application of the same person on one day is one, however often a page sends it. */
function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The application that somebody decides on: there, waiting, and somebody else's. */
async function waiting({ book }: LetterParts, number: string, { principal, seals }: RequestContext) {
  const letter = await book.application(number);
  if (letter === null) throw badInput('applicationNumber names nothing that there is for you');
  if (letter.decision !== null) throw notFromHere('the application was decided already');
  const own = principal.subject;
  const isOwn = own !== undefined && seals.sealPerson({ kind: 'citizen', citizenId: own }) === letter.applicant;
  if (isOwn || letter.account === principal.id) throw notYours('who applied does not decide');
  if (principal.agency !== letter.procuratorateCode) throw notYours('another procuratorate decides');
  return letter;
}

async function issue(
  { book, services, clock, newId, houseOf }: LetterParts,
  letter: LetterRecord,
  context: RequestContext,
) {
  const house = houseOf(letter.divisionCode);
  if (house === null) throw lacking('no procuratorate is set up for the division of the application');
  const now = clock();
  const today = dayOf(now);
  const from = addMonths(today, -looksBackMonths);
  const { exists, convictions } = await services.records(letter.creditCode, from, context);
  const hasRecord = exists || convictions.length > 0;
  const year = Number(today.slice(0, 4));
  const place = await book.nextNumber({ procuratorate: house.code, kind: 'BRIBERY_LETTER', year });
  const number = `${house.short}行贿查〔${year}〕${place}号`;
  const validUntil = addMonths(today, holdsMonths);
  const { content, verificationCode } = letterWords({
    ...letter,
    ...{ number, hasRecord, convictions, from, today, validUntil },
    issuer: house.name,
    nonce: newId(),
  });
  const bytes = await docxOf(content);
  const contentHash = createHash('sm3').update(bytes).digest('hex');
  const issued = { number, hasRecord, validUntil, verificationCode, contentHash };
  const decision = { at: now.toISOString(), account: context.principal.id, outcome: { letter: issued } };
  return book.decide(letter.applicationNumber, decision, bytes);
}

const unknown = {
  isGenuine: false,
  validity: null,
  organizationName: null,
  projectName: null,
  hasRecord: null,
  issuedOn: null,
  validUntil: null,
} as const;

// Nothing tells a number that there is not from one whose code is another: numbers can be guessed, codes cannot.
function verified(letter: LetterRecord | null, code: string, today: string): Readonly<Record<string, unknown>> {
  const decision = letter?.decision;
  if (!letter || !decision || !('letter' in decision.outcome)) return unknown;
  const { verificationCode, contentHash, validUntil, hasRecord } = decision.outcome.letter;
  if (code !== verificationCode && code !== contentHash) return unknown;
  return {
    isGenuine: true,
    validity: today <= validUntil ? 'VALID' : 'EXPIRED',
    organizationName: letter.organizationName,
    projectName: letter.projectName,
    issuedOn: dayOf(new Date(decision.at)),
    ...{ hasRecord, validUntil },
  };
}
