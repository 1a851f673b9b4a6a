import { refused } from './refused.js';
import type { Slice } from './spool.js';

/** One part of a multipart/form-data body (RFC 7578). */
export interface Part {
  readonly name: string;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly content: Slice;
}

const headerBytes = 8 * 1024;

/**
 * Finds the parts of a received body, strictly: no preamble, no padding, no encodings. File names of parts are not read: what an
 * attachment is called stands in the delivery. Rejects with `PUSH_INVALID`.
 */
export async function partsOf(body: Slice, boundary: string, most: number): Promise<readonly Part[]> {
  const first = Buffer.from(`--${boundary}`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  if (!(await body.bytes(0, first.length)).equals(first)) throw broken();
  const ends = await placesOf(body, delimiter, most);
  const parts: Part[] = [];
  let start = first.length;
  for (const end of ends) {
    if ((await body.bytes(start, start + 2)).toString('latin1') !== '\r\n') throw broken();
    parts.push(await partOf(body, start + 2, end));
    start = end + delimiter.length;
  }
  const rest = (await body.bytes(start, start + 5)).toString('latin1');
  if (parts.length === 0 || (rest !== '--' && rest !== '--\r\n')) throw broken();
  return parts;
}

/** The boundary of a content type (RFC 2046 5.1.1); null where there is none. */
export function boundaryOf(contentType: string): string | null {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain ?? '';
  return /^[0-9a-z'()+_,\-./:=? ]{0,69}[0-9a-z'()+_,\-./:=?]$/i.test(boundary) ? boundary : null;
}

async function placesOf(body: Slice, delimiter: Buffer, most: number): Promise<readonly number[]> {
  const places: number[] = [];
  let carried = Buffer.alloc(0);
  let offset = 0;
  for await (const bytes of body.read()) {
    const window = Buffer.concat([carried, bytes]);
    for (let at = window.indexOf(delimiter); at >= 0; at = window.indexOf(delimiter, at + delimiter.length)) {
      places.push(offset + at);
      if (places.length > most) throw refused('TOO_MANY_ATTACHMENTS', 'the body');
    }
    const kept = Math.min(window.length, delimiter.length - 1);
    carried = window.subarray(window.length - kept);
    offset += window.length - kept;
  }
  return places;
}

async function partOf(body: Slice, start: number, end: number): Promise<Part> {
  const head = (await body.bytes(start, Math.min(end, start + headerBytes))).toString('latin1');
  const length = head.indexOf('\r\n\r\n');
  if (length < 0) throw broken();
  const headers = headersOf(head.slice(0, length));
  const [, name] =
    /^form-data\s*;(?:.*;)?\s*name="([^"]{1,100})"/is.exec(headers.get('content-disposition') ?? '') ?? [];
  const encoding = headers.get('content-transfer-encoding') ?? 'binary';
  if (name === undefined || !/^(binary|8bit|7bit)$/i.test(encoding)) throw broken();
  const [mediaType = ''] = (headers.get('content-type') ?? '').split(';', 1);
  return { name, mediaType: mediaType.trim().toLowerCase(), content: body.slice(start + length + 4, end) };
}

function headersOf(head: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    // A header sent twice says nothing that could be relied on.
    if (!/^[a-z-]+$/.test(name) || headers.has(name)) throw broken();
    headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

const broken = () => refused('MULTIPART_BROKEN', 'the body');
