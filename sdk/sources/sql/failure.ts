import type { SourceReason } from '../../../schema/reader.js';
import { SourceFailure } from '../../source-failure.js';

// Codes of Node, mysql2, PostgreSQL (SQLSTATE) and SQLite.
const reasons: Readonly<Record<string, SourceReason>> = {
  ECONNREFUSED: 'REFUSED',
  ECONNRESET: 'REFUSED',
  EHOSTUNREACH: 'REFUSED',
  ENETUNREACH: 'REFUSED',
  ENOTFOUND: 'REFUSED',
  ENOENT: 'REFUSED',
  EPIPE: 'REFUSED',
  PROTOCOL_CONNECTION_LOST: 'REFUSED',
  ER_SERVER_SHUTDOWN: 'REFUSED',
  '57P01': 'REFUSED',
  '57P02': 'REFUSED',
  SQLITE_CANTOPEN: 'REFUSED',
  ETIMEDOUT: 'TIMEOUT',
  ABORTED: 'TIMEOUT',
  ER_QUERY_INTERRUPTED: 'TIMEOUT',
  ER_QUERY_TIMEOUT: 'TIMEOUT',
  ER_STATEMENT_TIMEOUT: 'TIMEOUT',
  '57014': 'TIMEOUT',
  ER_ACCESS_DENIED_ERROR: 'CREDENTIALS',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'CREDENTIALS',
  ER_DBACCESS_DENIED_ERROR: 'CREDENTIALS',
  ER_TABLEACCESS_DENIED_ERROR: 'CREDENTIALS',
  ER_COLUMNACCESS_DENIED_ERROR: 'CREDENTIALS',
  '28000': 'CREDENTIALS',
  '28P01': 'CREDENTIALS',
  '42501': 'CREDENTIALS',
  ER_CON_COUNT_ERROR: 'OVERLOADED',
  ER_TOO_MANY_USER_CONNECTIONS: 'OVERLOADED',
  ER_LOCK_WAIT_TIMEOUT: 'OVERLOADED',
  '53300': 'OVERLOADED',
  '57P03': 'OVERLOADED',
  '55P03': 'OVERLOADED',
  SQLITE_BUSY: 'OVERLOADED',
  SQLITE_LOCKED: 'OVERLOADED',
  SQLITE_NOTADB: 'MALFORMED',
  SQLITE_CORRUPT: 'MALFORMED',
};

// The database is not what the bindings say: a column was renamed, a view dropped.
const lacks: Readonly<Record<string, string>> = {
  ER_BAD_FIELD_ERROR: 'no such column',
  ER_NO_SUCH_TABLE: 'no such table',
  ER_BAD_DB_ERROR: 'no such database',
  ER_VIEW_INVALID: 'a view of what is no longer there',
  '42703': 'no such column',
  '42P01': 'no such table',
  '3F000': 'no such schema',
  '3D000': 'no such database',
};

/** What a driver rejected with, as a failure of the source: only its code is kept, as its message may hold the statement. */
export function failureOf(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  const code = codeOf(error);
  const lack = lacks[code] ?? (code === 'SQLITE_ERROR' ? sqliteLack(error) : undefined);
  if (lack !== undefined) return new SourceFailure('MALFORMED', `${code} (${lack})`);
  return new SourceFailure(reasons[code] ?? 'FAILED', code);
}

/** SQLite has one code for all errors of a statement; the name in its message is not repeated. */
function sqliteLack(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  return /no such (?:column|table)(?=:)/.exec(message)?.[0];
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // pg names no code where its own pool or connection gives up.
  if (error instanceof Error && /timeout/i.test(error.message)) return 'ETIMEDOUT';
  if (error instanceof Error && /terminated|ended/i.test(error.message)) return 'ECONNRESET';
  return error instanceof Error ? error.name : 'unknown';
}

/** The promise, or a failure as soon as the signal aborts; what arrives after that goes to `late`. */
export function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  late: (value: T) => void,
): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    let isOver = false;
    const giveUp = () => {
      isOver = true;
      reject(aborted());
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', giveUp);
        if (isOver) late(value);
        else resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', giveUp);
        reject(error);
      },
    );
  });
}

/** The caller gave up, or its time was over. */
export function aborted(): SourceFailure {
  return new SourceFailure('TIMEOUT', 'ABORTED');
}
