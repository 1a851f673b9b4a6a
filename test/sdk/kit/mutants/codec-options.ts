import { aliasName, code, type DataFlag, date, enumeration, integer, money, text } from '../../../../sdk/index.js';
import { golden, own, reading, wrong } from './codec-mutant.js';
import type { Mutant } from './mutant.js';
import { fields, like, sqlBase, withField } from './permit.js';

/** What a page tells a codec wrongly: dates, codes, keys and lists. */
export const optionMutants: readonly Mutant[] = [
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
