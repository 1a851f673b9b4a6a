/** What older rows hold instead of GB/T 2261.1 and GB/T 3304 codes (domain 6.4, line 8). */
export const olderSexes = { '1': ['男', 'M', '01'], '2': ['女', 'F', '02'] } as const;

export const olderEthnicities = {
  '01': ['汉族', '汉', '1'],
  '02': ['蒙古族', '蒙古', '2'],
  '03': ['回族', '回', '3'],
  '05': ['维吾尔族', '维吾尔', '5'],
  '10': ['朝鲜族', '朝鲜'],
  '11': ['满族', '满'],
} as const;

/** Divisions that rows of before a reform still name (domain 2.8). */
export const olderDivisions = { '370114': ['370181'], '371422': ['371422000000'] } as const;
