import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceFailure } from '../../source-failure.js';
import type { Delivery } from './delivery.js';

/** A delivery whose upload is complete: zip, check sum and mark are there. */
export interface Arrival {
  /** The zip's name: the batch's name in the store. */
  readonly name: string;
  readonly zip: string;
  readonly sum: string;
  readonly delivery: Delivery;
  /** When the agency produced it, ISO 8601. */
  readonly producedAt: string;
  /** Changes whenever one of the three files does. */
  readonly state: string;
}

const dayFolder = /^\d{8}$/;

/** Throws `SourceFailure` when the drop folder is gone: the exchange machine or its share is down. */
export async function assertInbox(inbox: string): Promise<void> {
  try {
    if ((await stat(inbox)).isDirectory()) return;
  } catch {
    // Told below, without the path.
  }
  throw new SourceFailure('REFUSED', 'INBOX_MISSING');
}

/** The complete deliveries of `<inbox>/<yyyymmdd>/`, oldest first. Anything without its mark is still being uploaded. */
export async function arrivals(inbox: string, deliveries: readonly Delivery[]): Promise<readonly Arrival[]> {
  await assertInbox(inbox);
  const days = (await readdir(inbox, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && dayFolder.test(entry.name),
  );
  const found = await Promise.all(days.map(({ name }) => arrivalsOf(join(inbox, name), name, deliveries)));
  return found.flat().sort((a, b) => compare(a.producedAt, b.producedAt) || compare(a.name, b.name));
}

async function arrivalsOf(folder: string, day: string, deliveries: readonly Delivery[]): Promise<readonly Arrival[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  // Links could lead anywhere on the machine: only plain files are looked at.
  const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const found: Arrival[] = [];
  for (const name of names) {
    const kind = kindOf(name, deliveries);
    if (kind === null) continue;
    const base = name.slice(0, -'.zip'.length);
    if (!names.has(`${base}.ok`)) continue;
    const [zip, sum, mark] = ['zip', 'md5', 'ok'].map((end) => join(folder, `${base}.${end}`));
    if (zip === undefined || sum === undefined || mark === undefined) continue;
    const state = await stateOf([zip, sum, mark]);
    if (state === null) continue;
    found.push({ name, zip, sum, delivery: kind.delivery, producedAt: instantOf(kind.day ?? day), state });
  }
  return found;
}

function kindOf(name: string, deliveries: readonly Delivery[]) {
  if (!name.endsWith('.zip')) return null;
  for (const delivery of deliveries) {
    const match = delivery.match.exec(name);
    if (match !== null) return { delivery, day: match.groups?.day };
  }
  return null;
}

/** A batch is as old as the start of the day it was produced on, in China. */
function instantOf(day: string): string {
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
  return `${date}T00:00:00+08:00`;
}

/** Null when the zip went away meanwhile; a missing check sum is part of the state. */
async function stateOf(paths: readonly string[]): Promise<string | null> {
  const parts = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
  if (parts[0] === null) return null;
  return parts.map((each) => (each === null ? '-' : `${each.ino}/${each.size}/${each.mtimeMs}`)).join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
