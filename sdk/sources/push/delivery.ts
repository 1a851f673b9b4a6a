import { z } from 'zod';
import type { RawRecord } from '../../raw.js';
import { parseText } from '../rest/json.js';
import { type PushPlace, refused } from './refused.js';
import type { PushLimits } from './settings.js';
import type { Slice } from './spool.js';

const attachmentShape = z.strictObject({
  /** Name of the part that holds the bytes; without one, `digest` names bytes that were sent with an earlier version. */
  part: z.string().max(100).optional(),
  /** The record's key, as its column holds it. */
  key: z.union([z.string().max(255), z.int()]),
  name: z.string(),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
});

const headShape = z.strictObject({
  table: z.string().max(64),
  producedAt: z.iso.datetime({ offset: true }),
  /** Records of the table that the system has when it produces the delivery, and may share. */
  holds: z.int().min(0).optional(),
  attachments: z.array(attachmentShape).default([]),
});

/** What is looked at first: a parser that says what is wrong with each of millions of attachments has no memory left. */
const countedShape = z.object({ attachments: z.array(z.unknown()).optional() });

const documentShape = headShape.extend({ records: z.array(z.unknown()) });

export type NamedAttachment = z.output<typeof attachmentShape>;
export type DeliveryHead = z.output<typeof headShape>;

/** A delivery as it was sent: what stands above its records, and these as often as they are asked for. */
export interface PushedDelivery {
  readonly head: DeliveryHead;
  /** Records that are not checked yet, one at a time, in the order sent. */
  records(): AsyncIterable<unknown>;
}

export type DeliveryForm = 'document' | 'lines';

/** The form that a media type stands for; null for another one. */
export function formOf(mediaType: string): DeliveryForm | null {
  return mediaType === 'application/json' ? 'document' : mediaType === 'application/x-ndjson' ? 'lines' : null;
}

/** Reads a delivery's head, and its records lazily. Rejects with `PUSH_INVALID`. */
export async function readDelivery(content: Slice, form: DeliveryForm, limits: PushLimits): Promise<PushedDelivery> {
  return form === 'document' ? readDocument(content, limits) : readLines(content, limits);
}

async function readDocument(content: Slice, limits: PushLimits): Promise<PushedDelivery> {
  const { documentBytes, records: most } = limits;
  if (content.size > documentBytes) throw refused('DOCUMENT_TOO_LONG', 'the delivery');
  const text = textOf(await content.bytes(0, content.size), 'the delivery');
  const { records, ...head } = envelopeOf(documentShape, jsonOf(text, 'the delivery'), limits);
  if (records.length > most) throw refused('TOO_MANY_RECORDS', 'the delivery');
  return {
    head,
    records: async function* () {
      yield* records;
    },
  };
}

async function readLines(content: Slice, limits: PushLimits): Promise<PushedDelivery> {
  const lines = linesOf(content, limits.lineBytes);
  const first = await lines.next();
  await lines.return();
  const head = envelopeOf(
    headShape,
    jsonOf(textOf(first.done ? Buffer.alloc(0) : first.value, 'the delivery'), 'the delivery'),
    limits,
  );
  return { head, records: () => recordsOf(content, limits) };
}

async function* recordsOf(content: Slice, { lineBytes, records: most }: PushLimits): AsyncGenerator<unknown> {
  let position = -1;
  for await (const line of linesOf(content, lineBytes)) {
    position += 1;
    if (position === 0) continue;
    if (position > most) throw refused('TOO_MANY_RECORDS', 'the delivery');
    yield jsonOf(textOf(line, `record ${position}`), `record ${position}`);
  }
}

/** Lines that are not empty, each held by itself. */
async function* linesOf(content: Slice, most: number): AsyncGenerator<Buffer, void> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  const hold = (bytes: Uint8Array) => {
    held += bytes.length;
    if (held > most) throw refused('LINE_TOO_LONG', 'the delivery');
    pieces.push(bytes);
  };
  const line = (): Buffer => {
    const whole = Buffer.concat(pieces);
    pieces = [];
    held = 0;
    return whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole;
  };
  for await (const bytes of content.read()) {
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      hold(bytes.subarray(start, end));
      start = end + 1;
      const whole = line();
      if (whole.length > 0) yield whole;
    }
    hold(bytes.subarray(start));
  }
  const last = line();
  if (last.length > 0) yield last;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * A record's cells in the columns that are bound; others are neither read nor kept, and empty ones are absent. Throws
 * `PUSH_INVALID` for what could not have been meant: a nested value, or a number that JSON has already changed.
 */
export function cellsOf(record: unknown, columns: readonly string[], position: number): RawRecord {
  const place: PushPlace = `record ${position}`;
  if (typeof record !== 'object' || record === null || Array.isArray(record)) throw refused('RECORD_NOT_OBJECT', place);
  const cells: Record<string, unknown> = {};
  for (const column of columns) {
    if (!Object.hasOwn(record, column)) continue;
    const value: unknown = (record as RawRecord)[column];
    if (value === null || value === '') continue;
    if (typeof value === 'object') throw refused('VALUE_NOT_SCALAR', place, column);
    // A citizen id sent as a number has lost its last digits.
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw refused('NUMBER_IMPRECISE', place, column);
    cells[column] = value;
  }
  return cells;
}

function textOf(bytes: Buffer, place: PushPlace): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('TEXT_NOT_UTF8', place);
  }
}

/** What nests without end, or says one thing twice in an object, is refused like what is no JSON. */
function jsonOf(text: string, place: PushPlace): unknown {
  try {
    return parseText(text);
  } catch {
    throw refused('JSON_BROKEN', place);
  }
}

function envelopeOf<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  { attachments: most }: PushLimits,
): z.output<Shape> {
  const counted = countedShape.safeParse(value);
  if ((counted.data?.attachments?.length ?? 0) > most) throw refused('TOO_MANY_ATTACHMENTS', 'the delivery');
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  // Names of members that the envelope does not have are the sender's words, and are not repeated.
  const [path = 'envelope'] = parsed.error.issues.map((issue) => issue.path.slice(0, 1).join('') || 'envelope');
  throw refused('ENVELOPE_INVALID', 'the delivery', path);
}
