import { createHash } from 'node:crypto';
import type { Store } from '../../store/open-store.js';
import { boundary, deliveryOf, multipartOf, pdf, type SentPart } from './pushing.js';

/** Two cases, and a file of the first. */
export const li = { ah: '（2026）内0402刑初1号', ay: '盗窃', sfyx: '1', gxsj: '2026-03-05 10:00:00' };
export const wang = { ...li, ah: '（2026）内0402刑初2号' };
export const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export const judgment = { part: 'a', key: li.ah, name: '判决书.pdf' };
export const judgmentPart: SentPart = { name: 'a', type: 'application/pdf', bytes: pdf('一审') };

export interface Attached {
  readonly key?: string;
  readonly records?: readonly unknown[];
  readonly attachments: readonly unknown[];
  readonly parts?: readonly SentPart[];
  readonly producedAt?: string;
}

/** A push of records with files, as multipart/form-data. */
export function withFiles({ key = 'delivery-1', records = [li], attachments, parts = [], ...rest }: Attached) {
  const delivery = { name: 'delivery', type: 'application/json', bytes: deliveryOf(records, { attachments, ...rest }) };
  const contentType = `multipart/form-data; boundary=${boundary}`;
  return { key, contentType, body: multipartOf([delivery, ...parts]) };
}

/** What the store keeps of an adapter's files. */
export async function heldBytes(store: Store, adapter: string): Promise<readonly Buffer[]> {
  const sql = 'SELECT digest, bytes FROM attachment_piece WHERE adapter = ? ORDER BY digest, position';
  const rows = await store.database.query({ sql, params: [adapter] });
  return rows.map(({ bytes }) => Buffer.from(bytes as ArrayBuffer));
}
