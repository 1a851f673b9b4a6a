import type { AccessRequestRecord, MatterRecord } from '../../schema/access-book.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Tables } from '../tables.js';

type MatterRow = Tables['matter']['$inferSelect'];
type RequestRow = Tables['accessRequest']['$inferSelect'];

export function matterOf(row: MatterRow): MatterRecord {
  return {
    ...row,
    kind: row.kind as MatterRecord['kind'],
    line: row.line as MatterRecord['line'],
    persons: listOf(row.persons),
    files: listOf(row.files),
    handlers: listOf(row.handlers),
  };
}

export function rowOfMatter(matter: MatterRecord): MatterRow {
  const { number, kind, line, title, agency, division, openedBy, openedAt, closedAt } = matter;
  const { persons, files, handlers } = matter;
  admitKey('matter number', number, 128);
  for (const account of [openedBy, ...handlers]) admitKey('account', account, 255);
  return {
    ...{ number, kind, line, title, agency, division, openedBy, openedAt, closedAt },
    persons: JSON.stringify(persons),
    files: JSON.stringify(files),
    handlers: JSON.stringify(handlers),
  };
}

export function requestOf(row: RequestRow): AccessRequestRecord {
  return {
    ...row,
    roles: listOf(row.roles),
    purpose: row.purpose as AccessRequestRecord['purpose'],
    fields: listOf(row.fields),
    persons: listOf(row.persons),
    files: listOf(row.files),
    isBreakGlass: row.isBreakGlass === 1,
    state: row.state as AccessRequestRecord['state'],
  };
}

/** A request as it is filed: pending. */
export function rowOfRequest(request: Omit<AccessRequestRecord, Outcome>): RequestRow {
  const { id, applicant, agency, division, purpose, matter, reason, requestedAt } = request;
  admitKey('request id', id, 128);
  admitKey('account', applicant, 255);
  return {
    ...{ id, applicant, agency, division, purpose, matter, reason, requestedAt },
    roles: JSON.stringify(request.roles),
    fields: JSON.stringify(request.fields),
    persons: JSON.stringify(request.persons),
    files: JSON.stringify(request.files),
    isBreakGlass: request.isBreakGlass ? 1 : 0,
    state: 'PENDING',
    ...{ decidedBy: null, decidedAt: null, decisionReason: null, until: null, revokedBy: null, revokedAt: null },
  };
}

type Outcome = 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason' | 'until' | 'revokedBy' | 'revokedAt';

/** What no table could hold as a key is refused alike by both dialects; MySQL would also disregard spaces at the end. */
function admitKey(what: string, key: string, length: number): void {
  if (key !== '' && key.length <= length && key.trim() === key) return;
  throw new PlumblineError('BAD_USER_INPUT', `A ${what} has 1 to ${length} characters and no spaces around them`);
}

function listOf(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}
