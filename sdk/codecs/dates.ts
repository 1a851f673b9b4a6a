import type { Scalar } from '../../schema/scalar.js';
import { type DateOptions, readDate, readDateTime } from '../../schema/values/date.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { CleanOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekText } from './seek.js';
import { odd } from './shapes.js';

/** A calendar day, `YYYY-MM-DD`, from a column in any notation (domain 6.4 #6); `sentinels` are further fake defaults. */
export function date(from: ColumnName, { clean = false, ...options }: DateOptions & CleanOption = {}): Codec<string> {
  const column = nameOf(from);
  return {
    kind: 'text',
    form: formOf('date', { clean, ...options }),
    columns: [column],
    read: (raw) => readDate(raw[column], options),
    seek: clean ? seekExact(column, 'text') : seekText(column, odd.date(column)),
    order: clean ? { column, type: 'text', toRaw: (value) => value } : null,
    spelling: null,
  };
}

/** An instant, `YYYY-MM-DDTHH:mm:ss+08:00`, from a column in any notation; times without a zone are China's. */
export function dateTime(
  from: ColumnName,
  { clean = false, ...options }: DateOptions & CleanOption = {},
): Codec<string> {
  const column = nameOf(from);
  return {
    kind: 'text',
    form: formOf('dateTime', { clean, ...options }),
    columns: [column],
    read: (raw) => readDateTime(raw[column], options),
    seek: clean ? seekExact(column, 'text', localTime) : seekText(column, odd.dateTime(column), localTime),
    order: clean ? { column, type: 'text', toRaw: (value) => localTime(value) ?? value } : null,
    spelling: null,
  };
}

const canonicalTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})\+08:00$/;

function localTime(value: Scalar): Scalar | null {
  const match = typeof value === 'string' ? canonicalTime.exec(value) : null;
  return match === null ? null : `${match[1]} ${match[2]}`;
}
