import type { EntityReader } from '../../schema/adapter.js';
import type { SqlDatabase } from '../../schema/sql.js';
import { entity } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/raw.js';
import type { SourceSetting } from '../../sdk/source.js';
import { utcOf } from '../../store/instant.js';
import { kept, keptInstant, keptNumber } from '../oversight/book-codecs.js';
import { gatheredReader, gatheredTable } from './gathered-reader.js';

const binding = entity('IntakeDelivery', {
  table: gatheredTable,
  key: 'id',
  fields: {
    id: kept('id'),
    kind: kept<'LANDED' | 'REFUSED' | 'HOLDING'>('kind'),
    adapter: kept('adapter'),
    landedAt: keptInstant('landed_at'),
    producedAt: keptInstant('produced_at'),
    landed: keptNumber('landed'),
    superseded: keptNumber('superseded'),
    duplicates: keptNumber('duplicates'),
    outdated: keptNumber('outdated'),
    quarantined: keptNumber('quarantined'),
    excluded: keptNumber('excluded'),
    refused: keptNumber('refused'),
    atSource: keptNumber('at_source'),
    atHub: keptNumber('at_hub'),
  },
});

const landed = `SELECT adapter, name, digest, produced_at, landed_at, landed, superseded, duplicates, outdated, quarantined, excluded
  FROM landed_batch`;
const refusals = 'SELECT adapter, code, day, refused FROM push_refusal';
const holdings = 'SELECT adapter, delivered, at_source, at_hub, produced_at FROM push_holding';

/** What landed, what was refused and what sources say to hold: no table has a key of one column for them. */
export function intakeReader(
  database: SqlDatabase,
  setting: SourceSetting & { readonly agency: string },
): Promise<EntityReader> {
  return gatheredReader(binding, (signal) => rowsOf(database, signal), setting);
}

async function rowsOf(database: SqlDatabase, signal: AbortSignal): Promise<readonly RawRecord[]> {
  const all = (sql: string) => database.query({ sql, params: [] }, signal);
  const [batches, refused, held] = [await all(landed), await all(refusals), await all(holdings)];
  return [
    ...batches.map((row) => ({ ...nothing, ...row, kind: 'LANDED', id: idOf(row.adapter, row.name, row.digest) })),
    ...refused.map((row) => ({
      ...{ ...nothing, kind: 'REFUSED', id: idOf('refused', row.adapter, row.code, row.day) },
      ...{ adapter: row.adapter, refused: row.refused, landed_at: utcOf(`${String(row.day)}T00:00:00+08:00`) },
    })),
    ...held.map((row) => ({ ...nothing, ...row, kind: 'HOLDING', id: idOf('holding', row.adapter, row.delivered) })),
  ] as readonly RawRecord[];
}

const nothing = {
  ...{ landed_at: null, produced_at: null, landed: null, superseded: null, duplicates: null },
  ...{ outdated: null, quarantined: null, excluded: null, refused: null, at_source: null, at_hub: null },
};

const idOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);
