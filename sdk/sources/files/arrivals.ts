import type { Delivery } from './delivery.js';
import type { InboxVisit } from './inbox.js';

/** A delivery whose upload is complete: data file, check sum and mark are there. */
export interface Arrival {
  /** The data file's name: the batch's name in the store. */
  readonly name: string;
  readonly folder: string;
  /** Names of the check sum and of the mark beside it. */
  readonly sum: string;
  readonly mark: string;
  readonly delivery: Delivery;
  /** When the agency produced it, ISO 8601. */
  readonly producedAt: string;
  /** Changes whenever one of the three files does. */
  readonly state: string;
}

const dayFolder = /^\d{8}$/;
// Names come from elsewhere: one with a separator in it would name another folder.
const isPlainName = (name: string) => !/[/\\\0]/.test(name);

/** The complete deliveries of `<inbox>/<yyyymmdd>/`, oldest first. Anything without its mark is still being uploaded. */
export async function arrivals(visit: InboxVisit, deliveries: readonly Delivery[]): Promise<readonly Arrival[]> {
  const days = (await visit.list()).filter(({ name, kind }) => kind === 'folder' && dayFolder.test(name));
  const found: Arrival[] = [];
  for (const { name } of days) found.push(...(await arrivalsOf(visit, name, deliveries)));
  return found.sort((a, b) => compare(a.producedAt, b.producedAt) || compare(a.name, b.name));
}

async function arrivalsOf(
  visit: InboxVisit,
  folder: string,
  deliveries: readonly Delivery[],
): Promise<readonly Arrival[]> {
  const files = (await visit.list(folder)).filter(({ name, kind }) => kind === 'file' && isPlainName(name));
  const states = new Map(files.map(({ name, state }) => [name, state]));
  const found: Arrival[] = [];
  for (const name of states.keys()) {
    const kind = kindOf(name, deliveries);
    if (kind === null) continue;
    const [sum, mark] = [`${kind.base}.md5`, `${kind.base}.ok`];
    if (!states.has(mark)) continue;
    // A missing check sum is part of the state.
    const state = [name, sum, mark].map((each) => states.get(each) ?? '-').join(' ');
    const producedAt = instantOf(kind.day ?? folder);
    found.push({ name, folder, sum, mark, delivery: kind.delivery, producedAt, state });
  }
  return found;
}

function kindOf(name: string, deliveries: readonly Delivery[]) {
  for (const delivery of deliveries) {
    const base = baseOf(name, delivery);
    const match = base === null ? null : delivery.match.exec(name);
    if (base !== null && match !== null) return { delivery, base, day: match.groups?.day };
  }
  return null;
}

const endings = { zip: /\.zip$/, gz: /(\.[A-Za-z]+)?\.gz$/, none: /\.[A-Za-z]+$/ } as const;

/** The name without its ending, which check sum and mark share; null for a file of another packing. */
function baseOf(name: string, { packed = 'zip' }: Delivery): string | null {
  const ending = endings[packed].exec(name)?.[0];
  const isOwn = ending !== undefined && ending !== '.md5' && ending !== '.ok';
  return isOwn ? name.slice(0, -ending.length) : null;
}

/** A batch is as old as the start of the day it was produced on, in China. */
function instantOf(day: string): string {
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
  return `${date}T00:00:00+08:00`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
