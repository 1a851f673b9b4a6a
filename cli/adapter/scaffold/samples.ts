import { codeList } from '../../../schema/codes/code-list.js';
import type { DataFlag } from '../../../schema/flags.js';
import type { FieldValue } from '../../../schema/scalar.js';
import type { CodecPlan } from './plan.js';

/** A raw cell with how it reads; made up. */
export interface Sample {
  readonly raw: string | number | null;
  readonly value: FieldValue | null;
  readonly flags: readonly DataFlag[];
}

const sample = (raw: Sample['raw'], value: FieldValue | null, ...flags: readonly DataFlag[]): Sample => ({
  raw,
  value,
  flags,
});
const absent = sample(null, null);

/**
 * Cells as agencies' systems hold them, clean and dirty (domain 6.4), with the reading that the law of the field asks for. Citizen
 * ids are made up with right check digits, and belong to nobody.
 */
const byCodec: Readonly<Record<string, readonly Sample[]>> = {
  citizenId: [
    sample('37142219800101123X', '37142219800101123X'),
    sample('150402199211150024', '150402199211150024'),
    sample('37142219800101123x', '37142219800101123X', 'LOWER_CASE'),
    sample('３７０１０２１９８８０２２９１０１３', '370102198802291013', 'FULL_WIDTH'),
    sample('371422198001011230', null, 'CITIZEN_ID_INVALID'),
    sample('不详', null, 'PLACEHOLDER'),
    absent,
  ],
  creditCode: [
    sample('91350100M000100Y43', '91350100M000100Y43'),
    sample('1137142200436512XE', '1137142200436512XE'),
    sample('91350100M000100Y40', null, 'CREDIT_CODE_INVALID'),
    absent,
  ],
  caseNumber: [
    sample('(2024)鲁1422刑初123号', '(2024)鲁1422刑初123号'),
    sample('(2023)鲁01刑更33号', '(2023)鲁01刑更33号'),
    sample('（２０２４）鲁1422刑初7号', '(2024)鲁1422刑初7号', 'FULL_WIDTH'),
    absent,
  ],
  courtCode: [sample('(2024)鲁1422刑初123号', '鲁1422'), absent],
  policeCaseNumber: [sample('A3714220100002024030001', 'A3714220100002024030001'), absent],
  documentNumber: [sample('宁市监罚字〔2024〕12号', '宁市监罚字〔2024〕12号'), absent],
  personName: [sample('张三', '张三'), sample('李 四', '李四', 'NAME_VARIANT'), sample('王五', '王五'), absent],
  text: [sample('甲一', '甲一'), sample('乙二', '乙二'), sample('丙三 ', '丙三', 'WHITESPACE'), absent],
  date: [
    sample('2024-03-05', '2024-03-05'),
    sample('2024-04-06', '2024-04-06'),
    sample('2024/5/7', '2024-05-07', 'DATE_VARIANT'),
    sample('20240608', '2024-06-08', 'DATE_VARIANT'),
    sample('1900-01-01', null, 'DATE_SENTINEL'),
    absent,
  ],
  yearMonth: [
    sample('2024-03', '2024-03'),
    sample('202404', '2024-04', 'DATE_VARIANT'),
    sample('2024年5月', '2024-05', 'DATE_VARIANT'),
    absent,
  ],
  dateTime: [
    sample('2024-03-05 09:30:00', '2024-03-05T09:30:00+08:00', 'DATE_VARIANT'),
    sample('2024/4/6 10:05', '2024-04-06T10:05:00+08:00', 'DATE_VARIANT'),
    absent,
  ],
  money: [sample('1200.50', 120_050), sample('1,300', 130_000, 'AMOUNT_VARIANT'), absent],
  flag: [sample('1', true), sample('0', false), sample('是', true), absent],
  integer: [sample(3, 3), sample(12, 12), sample('24', 24), absent],
  decimal: [sample(2.5, 2.5), sample(8, 8), absent],
  months: [sample('24', 24), absent],
};

const divisions: readonly Sample[] = [
  sample('371422', '371422'),
  sample('371422', '371422'),
  sample('999999', null, 'CODE_UNKNOWN'),
  absent,
];

/** Cells for a column that is read so; the first is clean. */
export function samplesFor({ name, options, codes, system, isList, isContrary }: CodecPlan): readonly Sample[] {
  const items = itemsFor(name, options, codes, system).map((item) => (isContrary ? contrary(item) : item));
  if (!isList) return items;
  const [first = absent] = items;
  // Several values lie between commas.
  return [
    sample(
      first.raw === null ? null : String(first.raw),
      first.value === null ? null : [scalarOf(first.value)],
      ...first.flags,
    ),
    absent,
  ];
}

const contrary = (item: Sample): Sample => (typeof item.value === 'boolean' ? { ...item, value: !item.value } : item);

const scalarOf = (value: FieldValue): string | number | boolean => (typeof value === 'object' ? String(value) : value);

function itemsFor(
  name: string,
  options: string | null,
  codes: CodecPlan['codes'],
  system: string | null,
): readonly Sample[] {
  if (name === 'enumeration')
    return [...codes.map(({ raw, value }) => sample(raw, value)), sample('ZZ', null, 'CODE_UNKNOWN'), absent];
  if (name === 'code') return system === 'GB/T 2260' ? divisions : [...listed(system ?? '', codes), absent];
  if (name !== 'money' || options === null) return byCodec[name] ?? byCodec.text ?? [];
  return options.includes('wan') ? [sample('1.2', 1_200_000), absent] : [sample('120050', 120_050), absent];
}

function listed(system: string, own: CodecPlan['codes']): readonly Sample[] {
  const codes = [...(codeList(system)?.codes.keys() ?? [])].filter((code) => own.every(({ raw }) => raw !== code));
  // Codes of the system's own are read as what they stand for.
  const local = own.map(({ raw, value }) => sample(raw, value, 'CODE_LEGACY'));
  return [...codes.slice(0, 3).map((code) => sample(code, code)), ...local];
}
