import type { SourceReason } from '../../../schema/reader.js';
import { SourceFailure } from '../../source-failure.js';

// Codes of Node's sockets and of undici.
const reasons: Readonly<Record<string, SourceReason>> = {
  ECONNREFUSED: 'REFUSED',
  ECONNRESET: 'REFUSED',
  EHOSTUNREACH: 'REFUSED',
  ENETUNREACH: 'REFUSED',
  ENOTFOUND: 'REFUSED',
  EAI_AGAIN: 'REFUSED',
  EPIPE: 'REFUSED',
  UND_ERR_SOCKET: 'REFUSED',
  UND_ERR_CONNECT_TIMEOUT: 'TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'TIMEOUT',
  UND_ERR_ABORTED: 'TIMEOUT',
  ABORT_ERR: 'TIMEOUT',
  ETIMEDOUT: 'TIMEOUT',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'MALFORMED',
  UND_ERR_HEADERS_OVERFLOW: 'MALFORMED',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'MALFORMED',
};

/** What the client rejected with, as a failure of the source: only its code is kept. */
export function failureOf(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  const code = codeOf(error);
  if (code.startsWith('HPE_')) return new SourceFailure('MALFORMED', code);
  return new SourceFailure(reasons[code] ?? 'FAILED', code);
}

/** Whether the connection broke: one that was kept open may have been closed by the other side a moment ago. */
export function isBrokenConnection(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}

/** The failure that a status stands for; null for success. */
export function failureOfStatus(status: number): SourceFailure | null {
  if (status >= 200 && status < 300) return null;
  return new SourceFailure(reasonOfStatus(status), `HTTP ${status}`);
}

function reasonOfStatus(status: number): SourceReason {
  if (status === 401 || status === 403 || status === 407) return 'CREDENTIALS';
  if (status === 429) return 'QUOTA';
  if (status === 408 || status === 504) return 'TIMEOUT';
  return 'FAILED';
}

/** The caller gave up, or its time was over. */
export function aborted(): SourceFailure {
  return new SourceFailure('TIMEOUT', 'ABORTED');
}

/** The answer is not what the interface document says; `what` names the place and never a value. */
export function malformed(what: string): SourceFailure {
  return new SourceFailure('MALFORMED', what);
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('name' in error && (error.name === 'AbortError' || error.name === 'TimeoutError')) return 'ABORT_ERR';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
