import type { EntityReader } from '../../schema/adapter.js';
import type { SqlDatabase } from '../../schema/sql.js';
import { entity } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/raw.js';
import type { SourceSetting } from '../../sdk/source.js';
import { kept, keptFlag, keptInstant } from '../oversight/book-codecs.js';
import { gatheredReader, gatheredTable } from './gathered-reader.js';

const binding = entity('HandoverNotice', {
  table: gatheredTable,
  key: 'id',
  fields: {
    id: kept('id'),
    kind: kept<'EFFECTIVE' | 'PAROLE' | 'OUTSIDE_PRISON' | 'DELIVERED'>('kind'),
    effectiveDate: kept('effective_date'),
    toldAt: keptInstant('at'),
    agencyCode: kept('agency_code'),
    jurisdictionDivisionCode: kept('division_code'),
    sealed: keptFlag('sealed'),
  },
});

const type = 'cn.plumbline.judgment.';
const told = `SELECT id, type, at, data, agency_code, division_code FROM oversight_outbox WHERE type LIKE '${type}%'`;

/** Whom the hub told of what took effect, out of the events that it keeps. */
export function handoverReader(
  database: SqlDatabase,
  setting: SourceSetting & { readonly agency: string },
): Promise<EntityReader> {
  const gather = async (signal: AbortSignal) => (await database.query({ sql: told, params: [] }, signal)).map(noticeOf);
  return gatheredReader(binding, gather, setting);
}

function noticeOf({ type: event, data, ...row }: Readonly<Record<string, unknown>>): RawRecord {
  const { effectiveDate = null, sealed } = JSON.parse(String(data)) as Readonly<Record<string, unknown>>;
  const kind = String(event).slice(type.length).toUpperCase().replaceAll('-', '_');
  return { ...row, kind, effective_date: effectiveDate, sealed: sealed === true ? 1 : 0 } as RawRecord;
}
