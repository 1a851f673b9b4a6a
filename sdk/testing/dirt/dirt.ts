// long: the catalogue of dirt (domain 6.4) as data, each value beside how it has to read.
import type { DataFlag } from '../../../schema/flags.js';
import type { FieldValue } from '../../../schema/scalar.js';
import type { CodecForm } from '../../codec.js';

/** A raw value that systems are known to hold, and what it reads as: never another value, and never in silence. */
export interface Dirty {
  /** The codec's name in `plumbline/sdk`. */
  readonly codec: string;
  readonly raw: string | number;
  readonly value: FieldValue;
  /** One of these is told. */
  readonly flags: readonly DataFlag[];
  /** Only codecs that were made so. */
  readonly where?: (form: CodecForm) => boolean;
}

/** One defect of the catalogue, for one check: `dirt.full-width`. */
export interface Defect {
  readonly id: string;
  readonly what: string;
  readonly values: readonly Dirty[];
}

const person = '37142219800101123X';
const day = '2017-05-02';
const instant = '2017-05-02T08:00:00+08:00';
const caseNumber = '(2024)鲁1422刑初123号';

/** Raw values that come to the same thing, read by one codec. */
function each(
  codec: string,
  value: FieldValue,
  flags: readonly DataFlag[],
  raws: readonly (string | number)[],
  where?: Dirty['where'],
): readonly Dirty[] {
  return raws.map((raw) => ({ codec, raw, value, flags, ...(where === undefined ? {} : { where }) }));
}

const inUnit =
  (unit: string): Dirty['where'] =>
  ({ options }) =>
    (options?.unit ?? 'yuan') === unit;
const ofSystem =
  (system: string): Dirty['where'] =>
  ({ options }) =>
    options?.system === system;
const withPlaceholders: Dirty['where'] = ({ options }) => options?.placeholders === true;

/** Every defect that a value can have by itself. */
export const defects: readonly Defect[] = [
  {
    id: 'full-width',
    what: 'digits, letters and brackets in full width',
    values: [
      ...each('citizenId', person, ['FULL_WIDTH'], ['３７１４２２１９８００１０１１２３Ｘ']),
      ...each('caseNumber', caseNumber, ['FULL_WIDTH'], ['（２０２４）鲁1422刑初１２３号']),
      ...each('date', day, ['FULL_WIDTH'], ['２０１７-05-02']),
      ...each('text', 'ABC12', ['FULL_WIDTH'], ['ＡＢＣ１２']),
      ...each('integer', 12, ['FULL_WIDTH'], ['１２']),
      ...each('flag', true, ['FULL_WIDTH'], ['１']),
      ...each('money', 123_400, ['FULL_WIDTH'], ['１２３４'], inUnit('yuan')),
      ...each('policeCaseNumber', 'A3714220000002024010001', ['FULL_WIDTH'], ['Ａ3714220000002024010001']),
    ],
  },
  {
    id: 'invisible',
    what: 'spaces, zero-width marks, byte order marks and NULs inside',
    values: [
      ...each('citizenId', person, ['WHITESPACE'], [` ${person}`, `371422\u200b19800101123X`, `\ufeff${person}`]),
      ...each('caseNumber', caseNumber, ['WHITESPACE'], ['(2024) 鲁1422刑初123号']),
      ...each('date', day, ['WHITESPACE'], [`${day}\u200b`]),
      ...each('text', 'ABC', ['WHITESPACE'], ['A\u200bBC', ' ABC ', '\ufeffABC']),
      ...each('integer', 12, ['WHITESPACE'], [' 12']),
      ...each('flag', true, ['WHITESPACE'], [' 1']),
      ...each('personName', '张三', ['WHITESPACE'], ['张三\u200b']),
    ],
  },
  {
    id: 'lower-case',
    what: 'a lower-case x, and lower-case numbers',
    values: [
      ...each('citizenId', person, ['LOWER_CASE'], [person.toLowerCase()]),
      ...each('policeCaseNumber', 'A3714220000002024010001', ['LOWER_CASE'], ['a3714220000002024010001']),
    ],
  },
  {
    id: 'lookalike',
    what: 'O for 0 and I for 1',
    values: each('citizenId', person, ['LOOKALIKE'], ['3714221980O1O1123X', '371422I9800I0II23X']),
  },
  {
    id: 'fifteen-digits',
    what: 'citizen ids of fifteen digits',
    values: each('citizenId', person, ['UPGRADED_15'], ['371422800101123']),
  },
  {
    id: 'invalid',
    what: 'numbers whose check digit, date or form is impossible',
    values: [
      ...each(
        'citizenId',
        null,
        ['CITIZEN_ID_INVALID'],
        ['371422198001011230', '371422198013011234', '37142219800101'],
      ),
      ...each('caseNumber', null, ['CASE_NUMBER_INVALID'], ['abc']),
      ...each('integer', null, ['NUMBER_INVALID'], ['abc', '1.5']),
      ...each('decimal', null, ['NUMBER_INVALID'], ['abc']),
      ...each('money', null, ['AMOUNT_INVALID'], ['abc']),
      ...each('months', null, ['NUMBER_INVALID'], ['abc']),
      ...each('date', null, ['DATE_INVALID'], ['2017-02-30', 'abc']),
      ...each('dateTime', null, ['DATE_INVALID'], ['2017-05-02 25:00:00', 'abc']),
      ...each('flag', null, ['BOOLEAN_INVALID'], ['2', 'abc']),
    ],
  },
  {
    id: 'placeholder',
    what: 'words that stand for nothing',
    values: [
      ...each('citizenId', null, ['PLACEHOLDER'], ['000000000000000000', '无', '不详', '/', '1']),
      ...each('creditCode', null, ['PLACEHOLDER'], ['无']),
      ...each('caseNumber', null, ['PLACEHOLDER'], ['无']),
      ...each('personName', null, ['PLACEHOLDER'], ['无', '不详']),
      ...each('date', null, ['PLACEHOLDER'], ['无', '不详']),
      ...each('dateTime', null, ['PLACEHOLDER'], ['无']),
      ...each('money', null, ['PLACEHOLDER'], ['无']),
      ...each('integer', null, ['PLACEHOLDER'], ['无']),
      ...each('text', null, ['PLACEHOLDER'], ['无', '不详', '/'], withPlaceholders),
    ],
  },
  {
    id: 'date-notation',
    what: 'dates in every notation, and numbers of a spreadsheet',
    values: [
      ...each(
        'date',
        day,
        ['DATE_VARIANT'],
        ['20170502', '2017-5-2', '2017/05/02 0:00:00', '2017年5月2日', '二〇一七年五月二日', '42857', 42_857],
      ),
      ...each('dateTime', instant, ['DATE_VARIANT'], ['20170502080000', '2017/5/2 8:00', '2017年5月2日8时0分']),
    ],
  },
  {
    id: 'date-sentinel',
    what: 'fake dates that stand for none',
    values: [
      ...each('date', null, ['DATE_SENTINEL'], ['1900-01-01', '2000/1/1', '0000-00-00', '99991231']),
      ...each('dateTime', null, ['DATE_SENTINEL'], ['1900-01-01 00:00:00', '0000-00-00 00:00:00']),
    ],
  },
  {
    id: 'time-zone',
    what: 'instants of another zone, and milliseconds since 1970',
    values: [
      ...each('date', day, ['TIME_ZONE', 'DATE_VARIANT'], ['2017-05-01T16:00:00Z']),
      ...each('dateTime', instant, ['TIME_ZONE'], ['2017-05-02T00:00:00Z', '1493683200000']),
    ],
  },
  {
    id: 'code-drift',
    what: 'former codes, labels and codes of another width',
    values: [
      ...each('code', '1', ['CODE_LEGACY'], ['男', 'M', '01'], ofSystem('GB/T 2261.1')),
      ...each('code', '01', ['CODE_LEGACY'], ['汉族', '汉', '1'], ofSystem('GB/T 3304')),
    ],
  },
  {
    id: 'encoding',
    what: 'text that was read in a wrong character set',
    values: [
      ...each('text', '锟斤拷', ['ENCODING'], ['锟斤拷']),
      ...each('personName', '锟斤拷', ['ENCODING'], ['锟斤拷']),
      ...each('text', '某\ufffd某', ['ENCODING'], ['某\ufffd某']),
    ],
  },
  {
    id: 'escaped',
    what: 'text that was escaped once too often',
    values: each('text', '甲<乙', ['ESCAPED'], ['甲&amp;lt;乙', '甲&lt;乙']),
  },
  {
    id: 'name-variant',
    what: 'names with former names, spaces and several kinds of dots',
    values: [
      ...each('personName', '张三', ['NAME_VARIANT'], ['张三（曾用名张叁）', '张 三']),
      ...each('personName', '阿不都·热合曼', ['NAME_VARIANT'], ['阿不都•热合曼', '阿不都.热合曼']),
    ],
  },
  {
    id: 'amount',
    what: 'amounts with separators, units and numerals in characters',
    values: [
      ...each('money', 3_000_000, ['AMOUNT_VARIANT'], ['叁万元整']),
      ...each('money', 1_234_500_000, ['AMOUNT_VARIANT'], ['1234.5万元']),
      ...each('money', 123_450, ['AMOUNT_VARIANT'], ['1234.5元']),
      // A sign of money names no unit: the column does.
      ...each('money', 123_450, ['AMOUNT_VARIANT'], ['1,234.5', '¥1,234.50'], inUnit('yuan')),
      ...each('money', 1_234_500_000, ['AMOUNT_VARIANT'], ['1,234.5'], inUnit('wan')),
      ...each('integer', 1_234, ['NUMBER_VARIANT'], ['1,234']),
      ...each('months', 24, ['NUMBER_VARIANT'], ['二年']),
      ...each('months', 18, ['NUMBER_VARIANT'], ['1年半']),
    ],
  },
  {
    id: 'precision-lost',
    what: 'long numbers that a spreadsheet rounded',
    values: [
      ...each('citizenId', null, ['PRECISION_LOST'], ['3.71422E+17']),
      ...each('creditCode', null, ['PRECISION_LOST'], ['3.71422E+17']),
    ],
  },
];
