/** A place of work: nine-digit township code and its name. */
export interface Township {
  readonly code: string;
  readonly name: string;
}

/** The county that the demo is about: 宁津县, 德州市, 山东省 (GB/T 2260). */
export const homeDivision = '371422';

/** Other counties of 德州 whose agencies share the provincial systems; rows of theirs sit among ours. */
export const neighbourDivisions = [
  '371402',
  '371403',
  '371423',
  '371424',
  '371425',
  '371426',
  '371427',
  '371428',
  '371481',
  '371482',
] as const;

export const divisionNames: Readonly<Record<string, string>> = {
  '371400': '山东省德州市',
  '371402': '山东省德州市德城区',
  '371403': '山东省德州市陵城区',
  '371422': '山东省德州市宁津县',
  '371423': '山东省德州市庆云县',
  '371424': '山东省德州市临邑县',
  '371425': '山东省德州市齐河县',
  '371426': '山东省德州市平原县',
  '371427': '山东省德州市夏津县',
  '371428': '山东省德州市武城县',
  '371481': '山东省德州市乐陵市',
  '371482': '山东省德州市禹城市',
  '370102': '山东省济南市历下区',
  '370114': '山东省济南市章丘区',
  '370181': '山东省济南市章丘市',
  '130928': '河北省沧州市吴桥县',
  '120101': '天津市和平区',
  '110105': '北京市朝阳区',
  '150402': '内蒙古自治区赤峰市红山区',
  '230281': '黑龙江省齐齐哈尔市讷河市',
  '440305': '广东省深圳市南山区',
};

/** Where a citizen id may come from besides home; 370181 is a prefix that no longer exists (章丘市 → 370114). */
export const originDivisions = [
  '371402',
  '371423',
  '371424',
  '371481',
  '370102',
  '370181',
  '130928',
  '150402',
  '230281',
] as const;

const homeTownships: readonly Township[] = [
  { code: '371422001', name: '宁城街道' },
  { code: '371422002', name: '津城街道' },
  { code: '371422101', name: '柴胡店镇' },
  { code: '371422102', name: '长官镇' },
  { code: '371422103', name: '杜集镇' },
  { code: '371422104', name: '保店镇' },
  { code: '371422105', name: '大柳镇' },
  { code: '371422106', name: '大曹镇' },
  { code: '371422107', name: '相衙镇' },
  { code: '371422108', name: '时集镇' },
  { code: '371422109', name: '张大庄镇' },
  { code: '371422201', name: '刘营伍乡' },
];

/** The townships of a division: 宁津's twelve, and for every other county a town and a village seat. */
export function townshipsOf(division: string): readonly Township[] {
  if (division === homeDivision) return homeTownships;
  return [
    { code: `${division}001`, name: '城关街道' },
    { code: `${division}101`, name: '城东镇' },
    { code: `${division}102`, name: '城西镇' },
  ];
}

/** A village: twelve-digit code and its name. */
export interface Village {
  readonly code: string;
  readonly name: string;
}

/** Villages of a township; those of a division's townships bear different names. */
export function villagesOf(township: Township): readonly Village[] {
  return ['前刘村', '后李村', '东孙村', '西赵村'].map((name, index) => ({
    code: `${township.code}${201 + index}`,
    name: `${township.name.slice(0, 2)}${name}`,
  }));
}

export function divisionName(division: string): string {
  return divisionNames[division] ?? `${division}地区`;
}

/** `宁津县` of `山东省德州市宁津县`. */
export function shortDivisionName(division: string): string {
  return divisionName(division)
    .replace(/^.+?(?:省|自治区)/u, '')
    .replace(/^.+?市(?=.{2,})/u, '');
}
