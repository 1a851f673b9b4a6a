// long: one table of codecs that are wrong in one way each.
import {
  aliasName,
  type Codec,
  code,
  type DataFlag,
  date,
  enumeration,
  integer,
  money,
  type RawRecord,
  text,
} from '../../../../sdk/index.js';
import type { Mutant } from './mutant.js';
import { fields, like, sqlBase, withField } from './permit.js';

type Field = keyof typeof fields;

const golden = { base: sqlBase, by: 'reading.golden' } as const;
const wrong = (field: Field) => new RegExp(`^Permit\\.${field}: reads `);

/** The honest codec whose reading is changed afterwards. */
const reading = (
  field: Field,
  change: (read: ReturnType<Codec['read']>, raw: RawRecord) => ReturnType<Codec['read']>,
) => like(field, { read: (raw) => change(fields[field].read(raw), raw) });

const own =
  (read: (raw: RawRecord) => string | number | null): Codec['read'] =>
  (raw) => ({ value: read(raw), flags: [] });

/** What a page gets wrong about how a column is written. */
export const codecMutants: readonly Mutant[] = [
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
  {
    name: 'enumeration-incomplete',
    fault: 'lacks a code that the system uses',
    ...golden,
    names: wrong('kind'),
    definition: withField('kind', enumeration('LX', { TRADE: '01' })),
  },
  {
    name: 'unknown-code-guessed',
    fault: 'takes every unknown code for the most usual one',
    base: sqlBase,
    by: 'fault.row.unknown-code',
    names: /^Permit\.kind: a code that its list lacks reads as a value/,
    definition: withField(
      'kind',
      reading('kind', (read, raw) => (String(raw.LX).startsWith('plumbline') ? { value: 'TRADE', flags: [] } : read)),
    ),
  },
  {
    name: 'another-standard',
    fault: 'reads 民族 by the list of sexes',
    ...golden,
    names: wrong('ethnicityCode'),
    definition: withField('ethnicityCode', code('MZ', 'GB/T 2261.1')),
  },
  {
    name: 'former-name-kept',
    fault: 'takes name and former name together for the name',
    base: sqlBase,
    by: 'dirt.name-variant',
    names: /^Permit\.name: reads "张三（曾用名张叁）" as another value/,
    definition: withField(
      'name',
      reading('name', (read, raw) => (String(raw.XM).includes('（') ? { ...read, value: String(raw.XM) } : read)),
    ),
  },
  {
    name: 'alias-for-former-name',
    fault: 'looks for an alias where the former name stands',
    ...golden,
    names: wrong('formerName'),
    definition: withField('formerName', aliasName('CYM')),
  },
  {
    name: 'private-characters-dropped',
    fault: 'drops rare characters of the private use area from names',
    ...golden,
    names: wrong('name'),
    definition: withField(
      'name',
      reading('name', (read) =>
        typeof read.value === 'string' ? { ...read, value: read.value.replace(/\p{Co}/gu, '') } : read,
      ),
    ),
  },
  {
    name: 'mojibake-in-silence',
    fault: 'passes on damaged text without a flag',
    base: sqlBase,
    by: 'dirt.encoding',
    names: /^Permit\.\w+: reads .* without the flag ENCODING/,
    definition: withField(
      'remark',
      reading('remark', (read) => ({ ...read, flags: read.flags.filter((flag) => flag !== 'ENCODING') })),
    ),
  },
  {
    name: 'flags-swallowed',
    fault: 'cleans values and does not say so',
    ...golden,
    names: /^Permit\.issued: flags \[\] where the reference flags \[DATE_VARIANT\]/,
    definition: withField(
      'issued',
      reading('issued', ({ value }) => ({ value, flags: [] })),
    ),
  },
  {
    name: 'flag-of-its-own',
    fault: 'flags with a word that nobody knows',
    base: sqlBase,
    by: 'reading.kinds',
    names: /^Permit\.issued: has a flag that is not of the table/,
    definition: withField(
      'issued',
      reading('issued', ({ value, flags }) => ({ value, flags: flags.length > 0 ? ['ODD_DATE' as DataFlag] : flags })),
    ),
  },
  {
    name: 'number-as-text',
    fault: 'answers a number as text',
    base: sqlBase,
    by: 'reading.kinds',
    names: /^Permit\.times: reads as something that is neither number nor null/,
    definition: withField('times', like('times', { read: own((raw) => (raw.CS === null ? null : String(raw.CS))) })),
  },
  {
    name: 'not-a-number',
    fault: 'reads what is no number as NaN',
    base: sqlBase,
    by: 'codec.total',
    names: /^Permit\.times: reads .* as something that is neither number nor null/,
    definition: withField('times', like('times', { read: own((raw) => (raw.CS == null ? null : Number(raw.CS))) })),
  },
  {
    name: 'codec-throws',
    fault: 'throws at what it does not know',
    base: sqlBase,
    by: 'codec.total',
    names: /^Permit\.times: its codec throws/,
    definition: withField('times', like('times', { read: own((raw) => Number(BigInt(String(raw.CS)))) })),
  },
  {
    name: 'column-not-declared',
    fault: 'reads a remark by the name beside it, and declares the remark alone',
    base: sqlBase,
    by: 'least-read.codecs',
    names: /^Permit\.remark: its codec looks at XM, which it does not declare/,
    definition: withField(
      'remark',
      reading('remark', (read, raw) => (raw.XM === '' ? { value: null, flags: [] } : read)),
    ),
  },
  {
    name: 'column-declared-in-vain',
    fault: 'declares the citizen id for a remark that does not need it: whoever may see remarks reads ids',
    base: sqlBase,
    by: 'least-read.codecs',
    names: /^Permit\.remark: its codec declares ZJHM and never looks at it/,
    definition: withField('remark', like('remark', { columns: ['BZ', 'ZJHM'] })),
  },
  {
    name: 'dirty-date-called-clean',
    fault: 'calls a column of dates clean that people type into',
    base: sqlBase,
    by: 'codec.seek',
    names: /^Permit\.issued: \w+ is said to be exact .* called clean and is not/,
    definition: withField('issued', date('FZRQ', { clean: true })),
  },
  {
    name: 'dirty-text-called-clean',
    fault: 'calls a column of texts clean that has spaces around some',
    base: sqlBase,
    by: 'codec.seek',
    names: /^Permit\.remark: \w+ would not ask the source for a record that passes it/,
    definition: withField('remark', text('BZ', { clean: true })),
  },
  {
    name: 'dirty-amount-called-clean',
    fault: 'calls amounts with separators clean numbers',
    base: sqlBase,
    by: 'codec.order',
    names: /^Permit\.fee: /,
    definition: withField('fee', money('JE', { clean: true })),
  },
  {
    name: 'ordered-as-text',
    fault: 'orders numbers at the source as texts: 10 before 9',
    base: sqlBase,
    by: 'codec.order',
    names: /^Permit\.times: the order of CS at the source is not the order of the values/,
    definition: withField('times', like('times', { order: { column: 'CS', type: 'text', toRaw: (value) => value } })),
  },
  {
    name: 'seek-too-narrow',
    fault: 'asks the source for dates as they are written today, and misses those in other notations',
    base: sqlBase,
    by: 'codec.seek',
    names: /^Permit\.issued: eq would not ask the source for a record that passes it/,
    definition: withField(
      'issued',
      like('issued', {
        seek: (test) =>
          test.op === 'eq'
            ? { condition: { op: 'in', column: 'FZRQ', values: [test.value] }, exact: false }
            : fields.issued.seek(test),
      }),
    ),
  },
  {
    name: 'seek-called-exact',
    fault: 'says that a bound is exact that lets its own end pass',
    base: sqlBase,
    by: 'codec.seek',
    names: /^Permit\.times: lt is said to be exact at the source and lets other records pass/,
    definition: withField(
      'times',
      like('times', {
        seek: (test) => integer('CS', { clean: true }).seek(test.op === 'lt' ? { ...test, op: 'le' } : test),
      }),
    ),
  },
  {
    name: 'spellings-forgotten',
    fault: 'looks people up by the eighteen digits alone: those entered with fifteen are not found',
    base: sqlBase,
    by: 'codec.spelling',
    names: /^Permit\.citizenId: a spelling that golden data have of a key is neither listed nor odd/,
    definition: withField(
      'citizenId',
      like('citizenId', { spelling: { column: 'ZJHM', odd: { op: 'false' }, of: (value) => [value] } }),
    ),
  },
];
