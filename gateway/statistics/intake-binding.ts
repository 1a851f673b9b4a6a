import type { EntityReader } from '../../schema/adapter.js';
import type { SqlDatabase } from '../../schema/sql.js';
import { complete } from '../../sdk/complete.js';
import { entity } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/raw.js';
import type { SourceSetting } from '../../sdk/source.js';
import { memory } from '../../sdk/sources/memory/memory.js';
import { utcOf } from '../../store/instant.js';
import { kept, keptInstant, keptNumber } from '../oversight/book-codecs.js';

const table = 'intake';

const binding = entity('IntakeDelivery', {
  table,
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

/**
 * What landed, what was refused and what sources say to hold, as records that are counted: no table has a key of one column for
 * them, and there are as many as days and systems, so that they are read whole.
 */
export async function intakeReader(
  database: SqlDatabase,
  setting: SourceSetting & { readonly agency: string },
): Promise<EntityReader> {
  const over = async (rows: readonly RawRecord[]) =>
    complete(binding, await memory({ tables: { [table]: rows } }).open(setting), setting);
  return {
    ...(await over([])),
    read: async (request, context) => (await over(await rowsOf(database, context.signal))).read(request, context),
  };
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
