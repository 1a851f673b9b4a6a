import { isKnownDivision } from '../../schema/codes/division-history.js';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { type SourceKind, sourceKinds } from './scaffold/plan.js';
import { type Ask, withTerminal } from './terminal.js';

/** What the command line may say; the rest is asked for. */
export interface NewOptions {
  readonly id?: string;
  readonly agency?: string;
  readonly kind?: string;
  readonly url?: string;
  readonly schema?: string;
  readonly division?: string;
  readonly table?: readonly string[];
  /** No record of the system is sealed. */
  readonly nothingSealed?: boolean;
  readonly out?: string;
}

export interface Answers {
  readonly id: string;
  readonly agency: string;
  readonly kind: SourceKind;
  readonly url: string | null;
  readonly schema: string | null;
  /** Division of the records where their tables name none; null where nobody said. */
  readonly division: string | null;
  readonly tables: readonly string[];
  readonly isNothingSealed: boolean;
  readonly out: string;
}

/** The answers, asked for on a terminal; elsewhere whatever is missing is refused by the name of its flag. */
export async function completeAnswers(options: NewOptions): Promise<Answers> {
  return withTerminal((ask) => answersOf(options, ask));
}

/** Rejects with `BAD_USER_INPUT` for what a flag says wrongly; what is answered wrongly is asked again. */
export async function answersOf(options: NewOptions, ask: Ask | null): Promise<Answers> {
  const id = await said(
    options.id,
    ask,
    'Name of the adapter, in kebab-case, for example ningjin-corrections',
    '',
    idOf,
  );
  const agencyQuestion = 'Agency whose system it is, by code or name';
  const agency = await said(options.agency, ask, agencyQuestion, '', present('agency', agencyQuestion));
  const kind = await said(options.kind, ask, `Kind of source: ${sourceKinds.join(', ')}`, 'sql', kindOf);
  const ofAgency = agencyDivision(agency);
  const division = await said(options.division, ask, 'Division of the records, by GB/T 2260', ofAgency, divisionOf);
  const url = await optional(
    options.url,
    kind === 'push' ? null : ask,
    'Address of the system; a secret file or variable goes in as in a configuration',
  );
  const tables = options.table ?? (await tablesFrom(kind, url, ask));
  const isNothingSealed =
    options.nothingSealed ??
    (await isSaid(ask, 'Is no record of the system sealed, as those of juveniles are? yes or no'));
  const out = await said(options.out, ask, 'Folder to write', `./${id}`, present('out', 'folder to write'));
  return { id, agency, kind, url, schema: options.schema ?? null, division, tables, isNothingSealed, out };
}

/** The division that an agency’s code begins with: `371422-sfj`. */
function agencyDivision(agency: string): string {
  const [code = ''] = /^\d{6}(?!\d)/.exec(agency) ?? [];
  return isKnownDivision(code) ? code : '';
}

function divisionOf(code: string): string | null {
  if (code === '') return null;
  if (isKnownDivision(code)) return code;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `--division: GB/T 2260 knows no division ${code}: say the six digits of the county, for example 371422`,
  );
}

/** What a flag says, or an answer that can be read. */
async function said<T>(
  given: string | undefined,
  ask: Ask | null,
  question: string,
  fallback: string,
  read: (text: string) => T,
): Promise<T> {
  if (given !== undefined || ask === null) return read(given ?? fallback);
  for (let told = ''; ; ) {
    const answer = await ask(`${told}${question}`, fallback);
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      told = `${error.message}\n`;
    }
  }
}

const present =
  (flag: string, question: string) =>
  (text: string): string => {
    if (text !== '') return text;
    throw new PlumblineError('BAD_USER_INPUT', `--${flag} is missing: ${question.toLowerCase()}`);
  };

function idOf(text: string): string {
  if (text === '') throw new PlumblineError('BAD_USER_INPUT', '--id is missing: name of the adapter, in kebab-case');
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) return text;
  throw new PlumblineError('BAD_USER_INPUT', '--id is written in kebab-case, for example ningjin-corrections');
}

async function optional(given: string | undefined, ask: Ask | null, question: string): Promise<string | null> {
  const said = given ?? (ask === null ? '' : await ask(question, ''));
  return said === '' ? null : said;
}

async function isSaid(ask: Ask | null, question: string): Promise<boolean> {
  return ask !== null && /^(y|yes|是)$/i.test(await ask(question, 'no'));
}

async function tablesFrom(kind: SourceKind, url: string | null, ask: Ask | null): Promise<readonly string[]> {
  if (ask === null) return [];
  const isRead = kind === 'sql' && url !== null;
  const question = isRead
    ? 'Tables, NAME or NAME=RecordType, separated by spaces; none: all that are like a record type'
    : 'Tables, NAME=RecordType:column,column with the key first, separated by spaces';
  return (await ask(question, '')).split(/\s+/).filter((each) => each !== '');
}

function kindOf(text: string): SourceKind {
  const kind = sourceKinds.find((each) => each === text);
  if (kind === undefined)
    throw new PlumblineError('BAD_USER_INPUT', `no kind of source ${text}${nearest(text, sourceKinds)}`);
  return kind;
}
