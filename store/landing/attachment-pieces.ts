import { and, eq } from 'drizzle-orm';
import type { AttachmentContent } from '../../schema/landing.js';
import type { Queries } from '../engines/engine.js';
import type { Tables } from '../tables.js';

/** Below MariaDB's smallest packet that anybody runs with. */
const pieceBytes = 512 * 1024;

/** Keeps the bytes of an attachment, unless the adapter has sent them before. */
export async function keepContent(
  { attachmentPiece }: Tables,
  queries: Queries,
  adapter: string,
  digest: string,
  content: AttachmentContent,
): Promise<void> {
  const isFirst = and(
    eq(attachmentPiece.adapter, adapter),
    eq(attachmentPiece.digest, digest),
    eq(attachmentPiece.position, 0),
  );
  const [first] = await queries.select({ position: attachmentPiece.position }).from(attachmentPiece).where(isFirst);
  if (first !== undefined) return;
  let position = 0;
  for await (const bytes of pieces(content)) {
    await queries.insert(attachmentPiece).values({ adapter, digest, position, bytes });
    position += 1;
    // As between chunks of records: others get their turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Drops the bytes that no attachment of the adapter has any more. */
export async function dropUnused(
  { attachmentPiece, landedAttachment }: Tables,
  queries: Queries,
  adapter: string,
  digests: readonly string[],
): Promise<void> {
  for (const digest of digests) {
    const [used] = await queries
      .select({ id: landedAttachment.id })
      .from(landedAttachment)
      .where(and(eq(landedAttachment.adapter, adapter), eq(landedAttachment.digest, digest)))
      .limit(1);
    if (used !== undefined) continue;
    await queries
      .delete(attachmentPiece)
      .where(and(eq(attachmentPiece.adapter, adapter), eq(attachmentPiece.digest, digest)));
  }
}

async function* pieces(content: AttachmentContent): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of content.read()) {
    held.push(bytes);
    size += bytes.length;
    while (size >= pieceBytes) {
      const whole = Buffer.concat(held);
      yield whole.subarray(0, pieceBytes);
      held = [whole.subarray(pieceBytes)];
      size -= pieceBytes;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
