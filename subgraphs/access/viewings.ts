import type { AccessBook } from '../../schema/access-book.js';
import type { AuditEvent, AuditQuery, AuditReader, AuditRecord, Release } from '../../schema/audit.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { dayOf } from '../../schema/values/day.js';

/** What it takes to tell somebody who looked at a person's records. */
export interface ViewingParts {
  readonly auditReader: AuditReader;
  readonly book: Pick<AccessBook, 'matter'>;
  readonly catalog: Catalog;
  readonly clock: () => Date;
}

/** Entries read at once: many of a person's may be held back. */
const atOnce = 200;

/**
 * The newest `wanted` entries about a person that show something of what agencies hold, as far as they are released now. What
 * is held back leaves no trace: neither in their number nor in whether another follows.
 * @param asked with the `account` that is told, if one is: what it did itself is no news to it
 * @param isTold what the caller tells besides
 */
export async function releasedViewings(
  { auditReader, book, catalog, clock }: ViewingParts,
  { account, ...asked }: Pick<AuditQuery, 'after'> & { readonly subject: string; readonly account?: string },
  wanted: number,
  isTold: (event: AuditEvent) => boolean,
): Promise<readonly AuditRecord[]> {
  const today = dayOf(clock());
  const isClosed = rememberClosed(book);
  // What other processes read for a question stands in the gateway's entry too: each question is told once.
  const query = { ...asked, actions: ['QUERY', 'MUTATION'], first: atOnce } as const;
  const found: AuditRecord[] = [];
  for (let after = query.after; ; ) {
    const { records, hasNext } = await auditReader.entries({ ...query, ...(after ? { after } : {}) });
    for (const record of records) {
      const { event } = record;
      const isViewing = isTold(event) && shownFields(catalog, event).length > 0;
      const isOwn = event.principal.id === account;
      if (isViewing && (isOwn || (await isReleased(event, today, isClosed)))) found.push(record);
    }
    const last = records.at(-1);
    if (!hasNext || last === undefined || found.length >= wanted) return found.slice(0, wanted);
    after = { chain: last.chain, sequence: last.sequence, at: last.event.at };
  }
}

/** What an entry shows of what agencies hold: a matter or request that names somebody shows nothing of that. */
export function shownFields({ types }: Catalog, { fields }: AuditEvent): readonly string[] {
  return [...(fields.ALLOW ?? []), ...(fields.MASK ?? [])].filter((coordinate) => isHeld(types, coordinate)).sort();
}

function isHeld(types: Catalog['types'], coordinate: string): boolean {
  const type = types.get(coordinate.slice(0, coordinate.indexOf('.')));
  return type !== undefined && (type.record || type.about !== null);
}

async function isReleased(
  event: AuditEvent,
  today: string,
  isClosed: (matter: string) => Promise<boolean>,
): Promise<boolean> {
  const release: Release = event.release ?? 'NOW';
  if (release === 'NOW') return true;
  if (release === 'NEVER') return false;
  // Closed when in doubt: without a matter there is none that could be closed.
  if (release === 'MATTER_CLOSED') return event.matter !== null && isClosed(event.matter);
  return release.slice('DATE:'.length) <= today;
}

function rememberClosed(book: ViewingParts['book']): (matter: string) => Promise<boolean> {
  const closed = new Map<string, Promise<boolean>>();
  return (number) => {
    const known = closed.get(number) ?? book.matter(number).then((matter) => (matter?.closedAt ?? null) !== null);
    closed.set(number, known);
    return known;
  };
}
