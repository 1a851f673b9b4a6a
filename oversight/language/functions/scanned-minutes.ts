import { dayOf } from '../../../schema/values/day.js';
import { type Fact, isFactMap } from '../facts.js';

interface Scan {
  readonly at: number;
  readonly direction: string;
  readonly session: string;
}

/** A pair that lies further apart has lost its partner (domain CC-05). */
const longestMs = 12 * 3_600_000;

/**
 * Whole minutes between sign-in and sign-out. Scans of one day and session belong together; of several sign-ins in a row
 * the first counts, of several sign-outs the last within 12 hours: a device that reads twice never shortens anybody's time.
 * Throws on a scan without time or direction.
 */
export function scannedMinutes(scans: readonly Fact[]): number {
  const sessions = new Map<string, Scan[]>();
  for (const scan of scans.map(read)) {
    const known = sessions.get(scan.session);
    if (known === undefined) sessions.set(scan.session, [scan]);
    else known.push(scan);
  }
  const ms = [...sessions.values()].reduce((sum, session) => sum + sessionMs(session), 0);
  return Math.floor(ms / 60_000);
}

/** The scans of one session, or (null) of none. Throws on a scan whose session was not read. */
export function scansOf(scans: Iterable<Fact>, session: string | null): readonly Fact[] {
  const found: Fact[] = [];
  for (const scan of scans) {
    const own = isFactMap(scan) ? scan.get('sessionId') : undefined;
    if (own === undefined) throw new TypeError('a scan needs its session');
    if (own === session) found.push(scan);
  }
  return found;
}

function sessionMs(scans: readonly Scan[]): number {
  let total = 0;
  let since: number | null = null;
  let until: number | null = null;
  for (const { at, direction } of [...scans].sort((a, b) => a.at - b.at)) {
    if (direction === 'SIGN_OUT') {
      if (since !== null && at - since <= longestMs) until = at;
    } else if (since === null || until !== null) {
      total += since !== null && until !== null ? until - since : 0;
      since = at;
      until = null;
    }
  }
  return total + (since !== null && until !== null ? until - since : 0);
}

function read(scan: Fact): Scan {
  const { at, direction, sessionId } = fieldsOf(scan);
  if (typeof at !== 'string' || typeof direction !== 'string')
    throw new TypeError('a scan needs a time and a direction');
  const instant = new Date(at);
  // `sessionId` that was not read is another thing than one that is empty.
  if (sessionId === undefined) throw new TypeError('a scan needs its session');
  return {
    at: instant.getTime(),
    direction,
    session: `${dayOf(instant)} ${sessionId === null ? '' : String(sessionId)}`,
  };
}

function fieldsOf(scan: Fact): { readonly at?: unknown; readonly direction?: unknown; readonly sessionId?: unknown } {
  if (!isFactMap(scan)) throw new TypeError('a scan is needed');
  return { at: scan.get('at'), direction: scan.get('direction'), sessionId: scan.get('sessionId') };
}
