import type { Writable } from 'node:stream';
import { type ErrorCode, PlumblineError } from '../../../schema/errors.js';
import type { Absence } from '../../language/facts.js';
import type { ViewFacts, ViewRow } from '../view-book.js';
import { addSources, type WalkedPage, type WalkedSource } from '../walk.js';
import { openCsv } from './csv.js';
import type { ExportEnding, ExportOccasion, ExportState } from './ending.js';
import { openJson } from './json.js';
import type { ExportFormat, OpenSheet } from './sheet-writer.js';

export interface ExportOptions {
  readonly view: ViewFacts;
  readonly format: ExportFormat;
  readonly occasion: ExportOccasion;
  readonly pages: AsyncIterator<WalkedPage>;
  /** Aborts when whoever asked has gone. */
  readonly signal: AbortSignal;
  /** Told before the end is written what the file will say of itself; or that nobody takes it any more. */
  readonly onEnding: (ending: ExportEnding) => void;
}

const sheets: Readonly<Record<ExportFormat, () => Promise<OpenSheet>>> = {
  csv: async () => openCsv,
  // The library of workbooks is large: whoever asks for one waits for it, and no hub that starts.
  xlsx: async () => (await import('./xlsx.js')).openXlsx,
  json: async () => openJson,
};

/**
 * Writes a view into a sink, a page at a time: the next is asked for when the sink has taken the one before. A walk that fails
 * leaves a half export that says so; only who hangs up gets no end.
 */
export async function exportView(sink: Writable, options: ExportOptions): Promise<ExportEnding> {
  const { view, format, occasion, pages, signal, onEnding } = options;
  const openSheet = await sheets[format]();
  const sheet = openSheet({ sink, view, occasion, signal });
  const sources = new Map<string, WalkedSource>();
  const counts = { rows: 0, pages: 0, undecided: 0 };
  const absent: Partial<Record<Absence, number>> = {};
  const ended = (state: ExportState, code: ErrorCode | null): ExportEnding => ({
    state,
    code,
    ...counts,
    absent,
    sources,
  });
  const walked = async (): Promise<ExportEnding> => {
    try {
      for (let next = await pages.next(); !next.done; next = await pages.next()) {
        const { rows, undecided, sources: answered } = next.value;
        await sheet.write(rows);
        countAbsent(absent, rows);
        counts.rows += rows.length;
        counts.pages += 1;
        counts.undecided += undecided;
        addSources(sources, answered);
      }
      const whole = ended('WHOLE', null);
      return isWhole(whole) ? whole : { ...whole, state: 'PARTIAL' };
    } catch (error) {
      signal.throwIfAborted();
      return ended('BROKEN_OFF', error instanceof PlumblineError ? error.code : 'INTERNAL');
    }
  };
  try {
    const ending = await walked();
    onEnding(ending);
    await sheet.end(ending);
    return ending;
  } catch (error) {
    sheet.abandon();
    if (!signal.aborted) throw error;
    const gone = ended('CALLER_GONE', null);
    onEnding(gone);
    return gone;
  } finally {
    // A walk that is given up asks for no further page.
    await pages.return?.(undefined);
  }
}

// What somebody may not see is not missing from what they may.
function isWhole({ undecided, absent, sources }: ExportEnding): boolean {
  const isMissing = Object.keys(absent).some((why) => why !== 'DENIED');
  return undecided === 0 && !isMissing && [...sources.values()].every(({ status }) => status !== 'UNAVAILABLE');
}

function countAbsent(counts: Partial<Record<Absence, number>>, rows: readonly ViewRow[]): void {
  for (const row of rows)
    for (const cell of row) if (cell.kind === 'ABSENT') counts[cell.why] = (counts[cell.why] ?? 0) + 1;
}
