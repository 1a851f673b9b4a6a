import type { FindingEvent } from '../../schema/oversight/finding.js';
import type { OversightEvent } from '../../schema/oversight/matter.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { insertAll } from './bulk.js';
import { type Change, childKey } from './change.js';
import { type EventRow, type FindingRow, scopeIn } from './finding-rows.js';
import { appendEvents } from './outbox.js';

/** Something that befell a finding; `row` is the finding as it is after it, its events counted. */
export interface Befell {
  readonly row: FindingRow;
  readonly kind: FindingEvent['kind'];
  readonly at: string;
  readonly run?: string;
  readonly account?: string;
  readonly note?: string | null;
  readonly before?: FindingEvent['before'];
}

/** Writes the steps in the lives of findings down. */
export async function recordEvents({ engine, ...change }: Change, befell: readonly Befell[]): Promise<void> {
  const rows = befell.map(
    ({ row, kind, at, run = null, account = null, note = null, before = null }): EventRow => ({
      id: childKey(row.id, row.events),
      finding: row.id,
      position: row.events,
      ...{ at, kind, run, account, note },
      before: before === null ? null : JSON.stringify(before),
      ...scopeIn(row),
    }),
  );
  await insertAll({ engine, ...change }, engine.tables.findingEvent, rows);
}

/** The same, and tells others: for what no step of a matter tells of. */
export async function announce(change: Change, befell: readonly Befell[]): Promise<void> {
  await recordEvents(change, befell);
  await appendEvents(change, befell.map(toldOf));
}

/**
 * For the procuratorate's eyes: no agency is told of what is suspected of it. `sealed` is for whoever delivers: to those alone who
 * may know of sealed records.
 */
function toldOf({ row, kind, at }: Befell): OversightEvent {
  const { rule, severity, status, returns } = row;
  return {
    id: childKey(row.id, row.events),
    type: `cn.plumbline.finding.${kind.toLowerCase().replaceAll('_', '-')}`,
    subject: row.id,
    at,
    data: { rule, severity, status, returns, sealed: row.sealed === 1 },
    agencyCode: null,
    divisionCode: row.divisionCode,
    line: row.line as BusinessLine,
  };
}
