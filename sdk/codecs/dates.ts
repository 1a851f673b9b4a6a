import type { Scalar } from '../../schema/scalar.js';
import { readDate, readDateTime } from '../../schema/values/date.js';
import { readYearMonth } from '../../schema/values/year-month.js';
import type { Codec, Seek, Test } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { TrustOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekText } from './seek.js';
import { odd } from './shapes.js';

/**
 * A calendar day, `YYYY-MM-DD`, from a column in any notation (domain 6.4 #6): `20170502`, `2017年5月2日`, `二〇一七年五月二日`,
 * Excel serials, epoch milliseconds … Days of instants are China's; days without a zone never move (#7). Fake defaults
 * (`1900-01-01`, `9999-12-31`, `2000/1/1` …) and further `sentinels` (`YYYY-MM-DD`) are null with `DATE_SENTINEL`, what is no
 * day with `DATE_INVALID`.
 */
export function date(from: ColumnName, { clean = false, sentinels }: TrustOption<string> = {}): Codec<string> {
  const column = nameOf(from);
  const options = sentinels === undefined ? {} : { sentinels };
  return {
    kind: 'text',
    form: formOf('date', { clean, sentinels }),
    columns: [column],
    read: (raw) => readDate(raw[column], options),
    seek: clean ? seekExact(column, 'text') : seekText(column, odd.date(column)),
    order: clean ? { column, type: 'text', toRaw: (value) => value } : null,
    spelling: null,
  };
}

/**
 * A calendar month, `YYYY-MM`, from a column in any notation: `202601`, `2026-1`, `2026年1月`, `二〇二六年一月`, or a day in it.
 * Further fake defaults are told as `sentinels` (`YYYY-MM-DD`, their first days). Flags as for `date`.
 */
export function yearMonth(from: ColumnName, { clean = false, sentinels }: TrustOption<string> = {}): Codec<string> {
  const column = nameOf(from);
  const options = sentinels === undefined ? {} : { sentinels };
  return {
    kind: 'text',
    form: formOf('yearMonth', { clean, sentinels }),
    columns: [column],
    read: (raw) => readYearMonth(raw[column], options),
    seek: clean ? seekExact(column, 'text') : seekText(column, odd.yearMonth(column)),
    order: clean ? { column, type: 'text', toRaw: (value) => value } : null,
    spelling: null,
  };
}

/**
 * An instant, `YYYY-MM-DDTHH:mm:ss+08:00` (milliseconds only where there are some), from a column in any notation; times
 * without a zone are China's, others are brought to +08:00 with `TIME_ZONE` (domain 6.4 #7). A clean column holds
 * `YYYY-MM-DD HH:mm:ss`. Sentinels and flags as for `date`.
 */
export function dateTime(from: ColumnName, { clean = false, sentinels }: TrustOption<string> = {}): Codec<string> {
  const column = nameOf(from);
  const options = sentinels === undefined ? {} : { sentinels };
  const seek = clean ? seekExact(column, 'text', localTime) : seekText(column, odd.dateTime(column), localTime);
  return {
    kind: 'text',
    form: formOf('dateTime', { clean, sentinels }),
    columns: [column],
    read: (raw) => readDateTime(raw[column], options),
    seek: (test) => seekSeconds(test, seek),
    order: clean ? { column, type: 'text', toRaw: (value) => localTime(value) ?? value } : null,
    spelling: null,
  };
}

/** A canonical instant (+08:00): its day, time of day, and fraction of a second. */
export const canonicalTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d{3})?\+08:00$/;

function localTime(value: Scalar): Scalar | null {
  const match = typeof value === 'string' ? canonicalTime.exec(value) : null;
  return match === null || match[3] !== undefined ? null : `${match[1]} ${match[2]}`;
}

/** Raw times that compare as text have whole seconds: none lies between a fraction and the second that it began in. */
function seekSeconds(test: Test, seek: (test: Test) => Seek | null): Seek | null {
  if (test.op !== 'lt' && test.op !== 'le' && test.op !== 'gt' && test.op !== 'ge') return seek(test);
  const match = typeof test.value === 'string' ? canonicalTime.exec(test.value) : null;
  if (match?.[3] === undefined) return seek(test);
  return seek({ op: test.op.startsWith('g') ? 'gt' : 'le', value: `${match[1]}T${match[2]}+08:00` });
}
