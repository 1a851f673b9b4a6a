import { createHash, createHmac } from 'node:crypto';
import type { EntityReader, ReadRequest } from '../../schema/adapter.js';
import type { Landing } from '../../schema/landing.js';
import type { Push, PushReceipt, PushReceiver } from '../../schema/push.js';
import { bind } from '../../sdk/entity.js';
import { citizenId, date, flag, integer, text } from '../../sdk/index.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import { push } from '../../sdk/sources/push/push.js';
import type { PushSettings } from '../../sdk/sources/push/settings.js';

/** Cases as a court pushes them, and the files that come with them. */
export const courtCase = bind('CourtCase', {
  table: 'case',
  key: 'ah',
  fields: {
    number: text('ah'),
    citizenId: citizenId('sfzhm'),
    filed: date('larq'),
    cause: text('ay'),
    sealed: flag('fc'),
  },
  lookups: ['number', 'citizenId'],
  alive: { column: 'sfyx', dead: ['0'] },
  excluded: [{ column: 'mj', is: ['机密'] }],
  updated: 'gxsj',
});
export const caseFile = bind('CaseFile', {
  table: 'attachments',
  key: 'id',
  fields: {
    caseNumber: text('record'),
    name: text('name'),
    mediaType: text('mediaType'),
    size: integer('size'),
    sealed: flag('record.sealed'),
    cause: text('record.cause'),
  },
  lookups: ['caseNumber'],
});

export const secret = 'a-secret-of-the-court-that-is-long-enough';
export const now = new Date('2026-03-06T02:00:00.000Z');

export interface Opened {
  readonly receiver: PushReceiver;
  readonly cases: EntityReader;
  readonly files: EntityReader;
}

export async function opened(adapter: string, landing: Landing, settings: Partial<PushSettings> = {}): Promise<Opened> {
  const source = push({ credentials: [{ kind: 'hmac', secret }], ...settings });
  const setting = {
    adapter,
    agency: 'court',
    clock: () => now,
    timeoutMs: 5_000,
    concurrency: 2,
    landing: ownLanding(landing, adapter),
  };
  const { readers, receiver } = await source.openReaders([courtCase, caseFile], setting);
  const [cases, files] = readers;
  if (receiver === undefined || cases === undefined || files === undefined) throw new Error('nothing was opened');
  return { receiver, cases, files };
}

/** A delivery of cases as one JSON document. */
export function deliveryOf(records: readonly unknown[], extra: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ table: 'case', producedAt: '2026-03-06T09:00:00+08:00', records, ...extra });
}

export function linesOf(records: readonly unknown[], extra: Readonly<Record<string, unknown>> = {}): string {
  const head = { table: 'case', producedAt: '2026-03-06T09:00:00+08:00', ...extra };
  return [head, ...records].map((each) => JSON.stringify(each)).join('\n');
}

export interface SentPart {
  readonly name: string;
  readonly type: string;
  readonly bytes: string | Uint8Array;
}

export const boundary = 'a-boundary';

export function multipartOf(parts: readonly SentPart[]): Buffer {
  return Buffer.concat([
    ...parts.flatMap(({ name, type, bytes }) => [
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
      Buffer.from(bytes as string),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

export const pdf = (words: string) => Buffer.from(`%PDF-1.7\n${words}`);
export const png = Buffer.from('89504e470d0a1a0a00', 'hex');

export interface Sent {
  readonly key?: string;
  readonly body: string | Uint8Array;
  readonly contentType?: string;
  readonly algorithm?: 'sha256' | 'sm3';
  readonly secret?: string;
  readonly path?: string;
  readonly at?: Date;
  /** Laid over what was signed. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Headers of a signed push, as the guide describes them. */
export function signed(sent: Sent): Readonly<Record<string, string>> {
  const { algorithm = 'sha256', key = 'delivery-1', path = '/push/court', at = now } = sent;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const nonce = '0123456789abcdef';
  const digest = `${algorithm}:${createHash(algorithm).update(sent.body).digest('hex')}`;
  const told = ['POST', path, timestamp, nonce, key, digest].join('\n');
  const signature = createHmac(algorithm, sent.secret ?? secret)
    .update(told)
    .digest('hex');
  return {
    'content-type': sent.contentType ?? 'application/json',
    'idempotency-key': key,
    'x-plumbline-timestamp': timestamp,
    'x-plumbline-nonce': nonce,
    'x-plumbline-digest': digest,
    authorization: `HMAC-${algorithm.toUpperCase()} ${signature}`,
  };
}

/** The body in small pieces, so that whatever is looked for lies across their borders. */
export async function* piecesOf(body: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(body as string);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export function pushOf(sent: Sent): Push {
  const { path = '/push/court', body } = sent;
  return { method: 'POST', path, headers: { ...signed(sent), ...sent.headers }, body: piecesOf(body) };
}

export function send(receiver: PushReceiver, sent: Sent): Promise<PushReceipt> {
  return receiver.receive(pushOf(sent), new AbortController().signal);
}

export const counts = {
  landed: 0,
  superseded: 0,
  duplicates: 0,
  outdated: 0,
  excluded: 0,
  quarantined: 0,
  attachments: 0,
};

/** Everything that a reader holds, by the key asked for first. */
export async function rowsOf(reader: EntityReader, fields: readonly string[] = [...reader.fields]) {
  const request: ReadRequest = {
    entity: reader.entity,
    fields,
    where: { op: 'true' },
    order: [],
    first: 100,
    count: false,
  };
  const { groups } = await reader.read(request, { requestId: 't', signal: new AbortController().signal });
  return [...groups.values()].flatMap(({ rows }) => rows.map(({ id, values }) => ({ id, ...values })));
}
