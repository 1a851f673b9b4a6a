import { and, asc, eq, gt } from 'drizzle-orm';
import type { Engine, Queries } from '../engines/engine.js';

/** Below MariaDB's smallest packet that anybody runs with. */
const pieceBytes = 512 * 1024;

/** Pieces that one statement reads. */
const piecesAtOnce = 4;

/** Keeps the bytes of a new document. */
export async function keepContent(
  { tables: { documentPiece } }: Engine,
  queries: Queries,
  document: string,
  content: Uint8Array,
): Promise<void> {
  for (let from = 0, position = 0; from < content.length; from += pieceBytes, position += 1) {
    const bytes = Buffer.from(content.subarray(from, from + pieceBytes));
    await queries.insert(documentPiece).values({ document, position, bytes });
  }
}

/** The bytes of a document. */
export async function readContent(
  { tables: { documentPiece } }: Engine,
  queries: Queries,
  document: string,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const isNext = gt(documentPiece.position, pieces.length - 1);
    const rows = await queries
      .select({ bytes: documentPiece.bytes })
      .from(documentPiece)
      .where(and(eq(documentPiece.document, document), isNext))
      .orderBy(asc(documentPiece.position))
      .limit(piecesAtOnce);
    for (const { bytes } of rows) pieces.push(bytes);
    if (rows.length < piecesAtOnce) return new Uint8Array(Buffer.concat(pieces));
  }
}
