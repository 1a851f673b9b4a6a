import type { Environment } from '../gateway/environment.js';
import { sealsOf } from '../gateway/seals.js';
import type { AuditRecord } from '../schema/audit.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { readCatalog } from '../schema/catalog/read.js';
import { PlumblineError } from '../schema/errors.js';
import { readCitizenId } from '../schema/values/citizen-id.js';
import { releasedViewings, shownFields } from '../subgraphs/access/viewings.js';
import { recordCommand, withBooks } from './books.js';
import type { Output } from './output.js';
import { readText } from './text-file.js';
import { wholeNumber } from './whole-number.js';

interface SubjectOptions {
  readonly first: string;
}

/**
 * Who looked at a person, newest first, as far as it is released; answers that were withheld are told by their outcome. That
 * it was asked is written to the log before anything is printed. The citizen id is in no message, entry or answer.
 */
export async function subjectCommand(
  person: string,
  options: SubjectOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const first = wholeNumber('--first', options.first, 1, 10_000);
  const citizenId = citizenIdOf(person === '-' ? readText('-').trim() : person);
  const catalog = readCatalog();
  const records = await withBooks(environment, async (books) => {
    const { store, secret, clock } = books;
    const subject = sealsOf(secret).digestSubject(citizenId);
    const parts = { auditReader: store.auditReader, book: store.access, catalog, clock };
    const found = await releasedViewings(parts, { subject }, first + 1, () => true);
    await recordCommand(books, 'audit subject', { subjects: [subject] });
    return found;
  });
  const viewings = records.slice(0, first).map((record) => viewingOf(catalog, record));
  if (records.length > first) output.note(`there are more than ${first}: ask for more with --first`);
  output.data(viewings, viewings.map(lineOf).join('\n') || 'nothing that may be told');
  return 0;
}

function citizenIdOf(text: string): string {
  const { value } = readCitizenId(text);
  // What was given may be somebody's number with a digit wrong: it is not repeated.
  if (value === null) throw new PlumblineError('BAD_USER_INPUT', 'that is no citizen id (18 characters, GB 11643)');
  return value;
}

type Viewing = ReturnType<typeof viewingOf>;

function viewingOf(catalog: Catalog, { event }: AuditRecord) {
  const { at, principal, purpose, matter, outcome } = event;
  const { agency, roles } = principal;
  return { at, agency, roles, purpose, matter, outcome, fields: shownFields(catalog, event) };
}

function lineOf({ at, agency, roles, purpose, matter, outcome, fields }: Viewing): string {
  return [at, agency, roles.join(','), purpose ?? '-', matter ?? '-', outcome, fields.join(',')].join('\t');
}
