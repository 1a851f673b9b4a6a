import { enumeration, money, text } from '../../../../sdk/index.js';
import { golden, own, reading, wrong } from './codec-mutant.js';
import type { Mutant } from './mutant.js';
import { like, sqlBase, withField } from './permit.js';

/** What a page gets wrong about how a column is written. */
export const readingMutants: readonly Mutant[] = [
  {
    name: 'unit-ten-thousand',
    fault: 'takes amounts in yuan for ten thousands of yuan',
    ...golden,
    names: /^Permit\.fee: reads 10000 times what/,
    definition: withField('fee', money('JE', { unit: 'wan' })),
  },
  {
    name: 'unit-fen',
    fault: 'takes amounts in yuan for fen',
    ...golden,
    names: /^Permit\.fee: reads 1\/100 of what/,
    definition: withField('fee', money('JE', { unit: 'fen' })),
  },
  {
    name: 'amount-by-floating-point',
    fault: 'reckons fen as yuan × 100 and cuts the rest: 1.15 becomes 114',
    ...golden,
    names: wrong('fee'),
    definition: withField(
      'fee',
      reading('fee', (read, raw) => (raw.JE === '1.15' ? { ...read, value: Math.floor(Number(raw.JE) * 100) } : read)),
    ),
  },
  {
    name: 'amount-in-characters',
    fault: 'reads amounts as numbers alone: 叁万元整 and 1234.5万元 are lost',
    base: sqlBase,
    by: 'dirt.amount',
    names: /^Permit\.fee: reads "叁万元整" as null/,
    definition: withField(
      'fee',
      reading('fee', (read, raw) =>
        /[万元整]/.test(String(raw.JE)) ? { value: null, flags: ['AMOUNT_INVALID'] } : read,
      ),
    ),
  },
  {
    name: 'local-time-as-utc',
    fault: 'takes China’s clock for UTC: eight hours off',
    ...golden,
    names: /^Permit\.heard: reads a time 8 hours after the reference/,
    definition: withField(
      'heard',
      like('heard', { read: own((raw) => (typeof raw.TZSJ === 'string' ? `${raw.TZSJ.replace(' ', 'T')}Z` : null)) }),
    ),
  },
  {
    name: 'utc-instants-cut',
    fault: 'cuts the day off an instant in UTC: before eight in the morning it is the day before',
    base: sqlBase,
    by: 'dirt.time-zone',
    names: /^Permit\.issued: reads "2017-05-01T16:00:00Z" as another value/,
    definition: withField(
      'issued',
      reading('issued', (read, raw) =>
        /Z$/.test(String(raw.FZRQ)) ? { value: String(raw.FZRQ).slice(0, 10), flags: ['TIME_ZONE'] } : read,
      ),
    ),
  },
  {
    name: 'day-and-month-swapped',
    fault: 'reads 2024/4/1 as the fourth of January',
    ...golden,
    names: /^Permit\.issued: reads a time \d+ days before the reference/,
    definition: withField(
      'issued',
      reading('issued', (read, raw) => {
        const parts = /^(\d{4})\/(\d)\/(\d)$/.exec(String(raw.FZRQ));
        return parts === null ? read : { ...read, value: `${parts[1]}-0${parts[3]}-0${parts[2]}` };
      }),
    ),
  },
  {
    name: 'one-date-notation',
    fault: 'knows dates with dashes alone: the others are lost',
    base: sqlBase,
    by: 'dirt.date-notation',
    names: /^Permit\.issued: reads "20170502" as null/,
    definition: withField(
      'issued',
      reading('issued', (read, raw) =>
        raw.FZRQ === null || /[-/]/.test(String(raw.FZRQ)) ? read : { value: null, flags: ['DATE_INVALID'] },
      ),
    ),
  },
  {
    name: 'date-sentinel-kept',
    fault: 'takes 1900-01-01 for a date',
    base: sqlBase,
    by: 'dirt.date-sentinel',
    names: /^Permit\.issued: reads "1900-01-01" as a value where null is due/,
    definition: withField(
      'issued',
      reading('issued', (read, raw) => (raw.FZRQ === '1900-01-01' ? { value: '1900-01-01', flags: [] } : read)),
    ),
  },
  {
    name: 'fifteen-digits-in-the-wrong-century',
    fault: 'upgrades citizen ids of fifteen digits with 20 for the century',
    base: sqlBase,
    by: 'dirt.fifteen-digits',
    names: /^Permit\.citizenId: reads .* as another value/,
    definition: withField(
      'citizenId',
      reading('citizenId', (read, raw) =>
        read.flags.includes('UPGRADED_15')
          ? { ...read, value: `${String(raw.ZJHM).slice(0, 6)}20${String(raw.ZJHM).slice(6)}0` }
          : read,
      ),
    ),
  },
  {
    name: 'fifteen-digits-kept',
    fault: 'leaves citizen ids of fifteen digits as they are: the person has two ids',
    ...golden,
    names: wrong('citizenId'),
    definition: withField(
      'citizenId',
      reading('citizenId', (read, raw) =>
        read.flags.includes('UPGRADED_15') ? { value: String(raw.ZJHM), flags: [] } : read,
      ),
    ),
  },
  {
    name: 'lower-case-x-kept',
    fault: 'leaves the lower-case x of a citizen id',
    ...golden,
    names: wrong('citizenId'),
    definition: withField(
      'citizenId',
      reading('citizenId', (read, raw) =>
        /x$/.test(String(raw.ZJHM)) ? { value: String(raw.ZJHM), flags: [] } : read,
      ),
    ),
  },
  {
    name: 'check-digit-not-tested',
    fault: 'takes whatever has eighteen signs for a citizen id',
    base: sqlBase,
    by: 'dirt.invalid',
    names: /^Permit\.citizenId: reads .* as a value where null is due/,
    definition: withField(
      'citizenId',
      reading('citizenId', (read, raw) =>
        /^\d{17}[\dX]$/.test(String(raw.ZJHM)) ? { value: String(raw.ZJHM), flags: [] } : read,
      ),
    ),
  },
  {
    name: 'rounded-number-guessed',
    fault: 'writes out a citizen id that a spreadsheet rounded',
    base: sqlBase,
    by: 'dirt.precision-lost',
    names: /^Permit\.citizenId: reads "3.71422E\+17" as a value/,
    definition: withField(
      'citizenId',
      reading('citizenId', (read, raw) =>
        /E\+/.test(String(raw.ZJHM)) ? { value: String(BigInt(Number(raw.ZJHM))), flags: [] } : read,
      ),
    ),
  },
  {
    name: 'full-width-kept',
    fault: 'leaves full-width letters and digits: keys do not meet',
    base: sqlBase,
    by: 'dirt.full-width',
    names: /^Permit\.remark: reads "ＡＢＣ１２" as another value/,
    definition: withField(
      'remark',
      reading('remark', (read, raw) =>
        /[Ａ-Ｚ０-９]/.test(String(raw.BZ)) ? { value: String(raw.BZ), flags: [] } : read,
      ),
    ),
  },
  {
    name: 'invisible-signs-kept',
    fault: 'trims spaces and leaves zero-width marks inside',
    base: sqlBase,
    by: 'dirt.invisible',
    names: /^Permit\.remark: reads .* as another value/,
    definition: withField(
      'remark',
      reading('remark', (read, raw) => (String(raw.BZ).includes('\u200b') ? { ...read, value: String(raw.BZ) } : read)),
    ),
  },
  {
    name: 'placeholder-kept',
    fault: 'takes 无 for a text',
    ...golden,
    names: wrong('remark'),
    definition: withField('remark', text('BZ')),
  },
  {
    name: 'empty-text-kept',
    fault: 'takes an empty text for a value',
    ...golden,
    names: wrong('remark'),
    definition: withField(
      'remark',
      reading('remark', (read, raw) => (raw.BZ === '' ? { value: '', flags: [] } : read)),
    ),
  },
  {
    name: 'zero-for-nothing',
    fault: 'reads an amount that is not recorded as none: 0 fen',
    base: sqlBase,
    by: 'reading.absence',
    names: /^Permit\.fee: reads an absent value as/,
    definition: withField(
      'fee',
      reading('fee', (read) => ({ ...read, value: read.value ?? 0 })),
    ),
  },
  {
    name: 'empty-list-for-nothing',
    fault: 'reads a list that is not recorded as an empty one',
    ...golden,
    names: wrong('articles'),
    definition: withField(
      'articles',
      reading('articles', (read) => ({ ...read, value: read.value ?? [] })),
    ),
  },
  {
    name: 'list-split-wrongly',
    fault: 'splits lists at commas, where the system writes 、',
    ...golden,
    names: wrong('articles'),
    definition: withField(
      'articles',
      reading('articles', (read, raw) => ({ ...read, value: typeof raw.TK === 'string' ? raw.TK.split(',') : null })),
    ),
  },
  {
    name: 'enumeration-swapped',
    fault: 'swaps two codes',
    ...golden,
    names: wrong('kind'),
    definition: withField('kind', enumeration('LX', { TRANSPORT: '01', TRADE: ['02', '运输'] })),
  },
];
