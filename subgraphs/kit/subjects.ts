import type { ReadRequest, RecordRow } from '../../schema/adapter.js';
import type { FileEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { personField } from '../../schema/catalog/files.js';
import { always, any, type Condition } from '../../schema/condition.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { perRequest } from './per-request.js';

// Whose the rows are that an answer shows, for the log (ADR 8). Keys that are read for it go nowhere else.

/**
 * The field by which rows of a type tell whose they are: their person, or the file that they lie in. None for what is
 * nobody's, and for persons themselves, who are noted by their handles.
 */
export function rowKey({ key, fields, file }: TypeEntry): readonly string[] {
  if (key === personField) return [];
  if (fields.get(personField)?.shape.kind === 'value') return [personField];
  return file === null ? [] : [file.by];
}

/** The field that names a person besides the row's own (`victimCitizenId`), for what tells of that person (`victimName`). */
export function tellsOf({ fields }: TypeEntry, name: string): string | null {
  const key = name.replace(/(?:CitizenId|Name)$/, 'CitizenId');
  return key !== personField && fields.get(key)?.type === 'CitizenId' ? key : null;
}

/** Notes a person by the citizen id; says whether there was one to note. */
export function notePerson(citizenId: unknown, { report, seals }: RequestContext): boolean {
  if (typeof citizenId !== 'string') return false;
  report.subject(seals.digestSubject(citizenId));
  return true;
}

/**
 * Notes whose row it is: by its person, or by its file when the answer is complete.
 * @param isKnown whether it was reached from a person, or from a file whose persons are noted
 * @returns the same of this row, for what is reached from it; it depends on the way alone, and so do the calls of sources
 */
export function noteRow(
  { values }: RecordRow,
  { type, logged }: { readonly type: TypeEntry; readonly logged: readonly string[] },
  isKnown: boolean,
  context: RequestContext,
): boolean {
  if (logged.length === 0) return isKnown;
  const { fields, file } = type;
  if (fields.has(personField)) notePerson(values[personField], context);
  else if (file !== null && !isKnown) noteFile(file, values[file.by], context);
  return isKnown || file !== null;
}

const filesOf = perRequest(() => new Map<FileEntry, Set<string>>());

function noteFile(file: FileEntry, number: unknown, context: RequestContext): void {
  if (number === null || number === undefined) return;
  const files = filesOf(context);
  files.set(file, (files.get(file) ?? new Set()).add(String(number)));
}

/** Notes the persons of the files that an answer showed: one read for each kind of file, however many rows lie in them. */
export async function noteFiles(context: RequestContext): Promise<void> {
  const files = filesOf(context);
  if (files.size === 0) return;
  const shown = [...files];
  files.clear();
  await Promise.all(shown.map(([file, numbers]) => notePersonsOf(file, [...numbers], context)));
}

/** Most persons of a file that are noted. */
const mostPersons = 500;

async function notePersonsOf({ of, by }: FileEntry, values: readonly string[], context: RequestContext): Promise<void> {
  const { reader, access } = context;
  if (!reader.holds(of, personField)) return;
  const where = any(access.rows(of), isOpen(of, context));
  const order: ReadRequest['order'] = [];
  const page = { entity: of, fields: [personField], where, order, first: mostPersons, count: false };
  try {
    const { groups } = await reader.read({ ...page, by: { field: by, values } }, context);
    for (const { rows } of groups.values()) for (const row of rows) notePerson(row.values[personField], context);
  } catch (cause) {
    // What only the log asks for takes nobody's answer away.
    if (!(cause instanceof PlumblineError && cause.code === 'BOUND_EXCEEDED')) throw cause;
  }
}

// Whoever sees nothing of a file's persons is noted with them all the same; but of sealed ones nothing may depend on who may
// not see them, the cap on persons included (promise 3).
function isOpen(entity: string, { reader }: RequestContext): Condition {
  return reader.holds(entity, 'sealed') ? { op: 'eq', field: 'sealed', value: false } : always;
}
