import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ViewColumn, ViewFacts, ViewRow } from '../view-book.js';
import type { ExportEnding, ExportOccasion } from './ending.js';

export const exportFormats = ['csv', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Writes one export. Each method resolves when the sink takes more, and rejects when the signal aborts. */
export interface SheetWriter {
  write(rows: readonly ViewRow[]): Promise<void>;
  /** Writes what is told at the end, and ends the sink. */
  end(ending: ExportEnding): Promise<void>;
  /** Lets go of everything: the sink is not ended. */
  abandon(): void;
}

export interface SheetSetting {
  readonly sink: Writable;
  readonly view: ViewFacts;
  readonly occasion: ExportOccasion;
  readonly signal: AbortSignal;
}

export type OpenSheet = (setting: SheetSetting) => SheetWriter;

/** Column titles as sheets show them. */
export const titleOf = ({ title }: ViewColumn): string => title.zh;

/** Writes, and waits while the sink has enough. */
export async function put(sink: Writable, text: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (text !== '' && !sink.write(text)) await once(sink, 'drain', { signal });
}
