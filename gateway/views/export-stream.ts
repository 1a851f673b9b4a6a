import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ExportEnding, ExportOccasion } from '../../oversight/views/export/ending.js';
import { exportView } from '../../oversight/views/export/export-view.js';
import { createSeal, type Sealed } from '../../oversight/views/export/seal.js';
import type { ExportFormat } from '../../oversight/views/export/sheet-writer.js';
import type { ViewFacts } from '../../oversight/views/view-book.js';
import type { WalkedPage } from '../../oversight/views/walk.js';

export interface ExportStreamOptions {
  readonly view: ViewFacts;
  readonly format: ExportFormat;
  readonly occasion: ExportOccasion;
  readonly pages: AsyncIterator<WalkedPage>;
  /** Aborts when whoever asked has gone. */
  readonly gone: AbortSignal;
  /** Puts the export on record; the end of the file waits for it. */
  record(ending: ExportEnding, sealed: Sealed): Promise<void>;
  /** Told of what failed when nobody is left to be told. */
  onFailure(error: unknown): void;
}

export interface ExportStream {
  readonly stream: Readable;
  /** What the file says of itself at its end; null before. */
  ending(): ExportEnding | null;
  sealed(): Sealed;
  /** Resolves when nothing of it is left to be done, its entry in the log among them. */
  readonly settled: Promise<void>;
}

/** An export as a stream of bytes, on record once and whatever becomes of it. */
export function openExport({ record, onFailure, gone, ...options }: ExportStreamOptions): ExportStream {
  let ending: ExportEnding | null = null;
  let isRecorded = false;
  const recordOnce = async (sealed: Sealed) => {
    if (isRecorded || ending === null) return;
    isRecorded = true;
    await record(ending, sealed);
  };
  const seal = createSeal(recordOnce);
  // Whoever hangs up ends the stream; what is still written to it then goes nowhere.
  seal.on('error', () => {});
  const onEnding = (told: ExportEnding) => {
    ending = told;
  };
  const settled = exportView(seal, { ...options, signal: gone, onEnding })
    .then(async (told) => {
      if (told.state === 'CALLER_GONE') return recordOnce(seal.sealed());
      // All was written; whether it was taken, and with it recorded, the stream says.
      await finished(seal).catch(() => {
        if (!isRecorded) ending = { ...told, state: 'CALLER_GONE', code: null };
      });
      return recordOnce(seal.sealed());
    })
    .catch(async (error: unknown) => {
      onFailure(error);
      ending = { ...(ending ?? noEnding), state: 'BROKEN_OFF', code: 'INTERNAL' };
      seal.destroy();
      await recordOnce(seal.sealed());
    })
    .catch(onFailure);
  return { stream: seal, ending: () => ending, sealed: seal.sealed, settled };
}

const noEnding: Omit<ExportEnding, 'state' | 'code'> = {
  rows: 0,
  pages: 0,
  undecided: 0,
  absent: {},
  sources: new Map(),
};
