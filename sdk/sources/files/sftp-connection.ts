import { createHash, timingSafeEqual } from 'node:crypto';
import type { Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { SourceFailure } from '../../source-failure.js';
import { aborted, failureOf } from '../sql/failure.js';
import type { SftpAccess, SftpAddress } from './sftp-access.js';

/** One connection. Every method rejects with `SourceFailure`, and with nothing else. */
export interface SftpConnection {
  list(path: string): Promise<readonly FileEntryWithStats[]>;
  /** Null when there is no plain file. */
  stat(path: string): Promise<Stats | null>;
  /** Bytes of a plain file, from its beginning. */
  read(path: string, length?: number): AsyncIterable<Buffer>;
  close(): void;
}

const silence = 20_000;
/** SSH_FX_NO_SUCH_FILE (draft-ietf-secsh-filexfer-02, 7). */
const noSuchFile = 2;

export async function connectSftp(
  { host, port, user }: SftpAddress,
  { hostKey, login, silenceMs = silence }: SftpAccess,
  signal: AbortSignal,
): Promise<SftpConnection> {
  if (signal.aborted) throw aborted();
  const { default: ssh } = await import('ssh2');
  const client = new ssh.Client();
  const line = new Line(client, silenceMs);
  const hangUp = () => line.fail(aborted());
  signal.addEventListener('abort', hangUp, { once: true });
  let isStranger = false;
  client.on('error', (error) => line.fail(isStranger ? new SourceFailure('CREDENTIALS', 'HOST_KEY') : refusal(error)));
  client.on('close', () => {
    signal.removeEventListener('abort', hangUp);
    line.fail(new SourceFailure('REFUSED', 'CONNECTION_LOST'));
  });
  const sftp = await line.answer<SFTPWrapper>((done) => {
    client.once('ready', () => client.sftp(done));
    client.connect({
      host,
      port,
      username: user,
      ...login,
      authHandler: ['password' in login ? 'password' : 'publickey'],
      readyTimeout: silenceMs,
      keepaliveInterval: silenceMs / 2,
      hostVerifier: (key: Buffer) => {
        isStranger = !isPinned(key, hostKey);
        return !isStranger;
      },
    });
  });
  return {
    list: (path) => line.answer((done) => sftp.readdir(path, done)),
    stat: (path) =>
      line.answer((done) =>
        sftp.lstat(path, (error, stats) => {
          if (isMissing(error)) done(undefined, null);
          else done(error, stats?.isFile() === true ? stats : null);
        }),
      ),
    read: (path, length) => read(line, sftp, path, length),
    close: () => {
      client.end();
      client.destroy();
    },
  };
}

/** What waits for a server's answer: it ends when the line goes down, whatever the library does of itself. */
class Line {
  readonly #client: Client;
  readonly #silenceMs: number;
  readonly #waiting = new Set<(failure: SourceFailure) => void>();
  #failure: SourceFailure | null = null;

  constructor(client: Client, silenceMs: number) {
    this.#client = client;
    this.#silenceMs = silenceMs;
  }

  fail(failure: SourceFailure): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    this.#client.destroy();
    for (const reject of this.#waiting) reject(failure);
  }

  answer<T>(ask: (done: (error: Error | undefined, answer: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure);
      const overdue = setTimeout(() => this.fail(new SourceFailure('TIMEOUT', 'SFTP')), this.#silenceMs);
      const end = () => {
        clearTimeout(overdue);
        this.#waiting.delete(giveUp);
      };
      const giveUp = (failure: SourceFailure) => {
        end();
        reject(failure);
      };
      this.#waiting.add(giveUp);
      ask((error, answer) => {
        end();
        if (error === undefined || error === null) resolve(answer);
        else reject(this.#failure ?? refusal(error));
      });
    });
  }
}

/** What one request asks for: servers give at least 32 KiB (draft-ietf-secsh-filexfer-02, 3), and some no more. */
const pieceBytes = 32 * 1024;
/** Requests under way at once, so that a distant server is not waited for piece by piece. */
const requestsAtOnce = 32;

async function* read(line: Line, sftp: SFTPWrapper, path: string, length = Number.POSITIVE_INFINITY) {
  const handle = await line.answer<Buffer>((done) => sftp.open(path, 'r', done));
  try {
    for (let position = 0; position < length; ) {
      const pieces = Array.from({ length: requestsAtOnce }, (_, at) => position + at * pieceBytes)
        .filter((from) => from < length)
        .map((from) => readAt(line, sftp, handle, from, Math.min(pieceBytes, length - from)));
      const read = await Promise.all(pieces);
      for (const bytes of read) {
        if (bytes.length > 0) yield bytes;
        position += bytes.length;
        // A short piece ends the file, or is to be asked for again from where it ended.
        if (bytes.length < pieceBytes) break;
      }
      if (read[0]?.length === 0) return;
    }
  } finally {
    await line.answer((done) => sftp.close(handle, (error) => done(error ?? undefined, null))).catch(() => {});
  }
}

/** Empty at the end of the file. */
function readAt(line: Line, sftp: SFTPWrapper, handle: Buffer, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  return line.answer((done) =>
    sftp.read(handle, buffer, 0, length, position, (error, bytesRead) => {
      if (isEnd(error)) done(undefined, buffer.subarray(0, 0));
      else done(error ?? undefined, buffer.subarray(0, bytesRead));
    }),
  );
}

/** SSH_FX_EOF. */
const isEnd = (error: unknown) => (error as { code?: unknown } | undefined)?.code === 1;
const isMissing = (error: unknown) => (error as { code?: unknown } | undefined)?.code === noSuchFile;

/** Only what kind of fault it was: a server's own words do not leave. */
function refusal(error: Error & { readonly level?: string; readonly code?: unknown }): SourceFailure {
  if (error.level === 'client-authentication') return new SourceFailure('CREDENTIALS', 'AUTHENTICATION');
  if (error.level === 'client-timeout') return new SourceFailure('TIMEOUT', 'HANDSHAKE');
  if (typeof error.code === 'number') return new SourceFailure('FAILED', `SFTP ${error.code}`);
  return typeof error.code === 'string' ? failureOf(error) : new SourceFailure('REFUSED', 'SFTP');
}

function isPinned(key: Buffer, pinned: string): boolean {
  const expected = Buffer.from(pinned.replace(/^SHA256:/, ''), 'base64');
  const found = createHash('sha256').update(key).digest();
  return expected.length === found.length && timingSafeEqual(expected, found);
}
