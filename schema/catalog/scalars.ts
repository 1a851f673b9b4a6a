/** Scalars of the hub: name → what it looks like on the wire, bilingual, with the standard. */
export const hubScalars = {
  Date: 'Calendar date, ISO 8601 (GB/T 7408): 2026-11-01. 日期',
  DateTime: 'Instant with offset, ISO 8601, +08:00: 2026-11-01T09:30:00+08:00. 日期时间',
  Money: 'Amount in fen (1/100 yuan), an integer. 金额(分)',
  CitizenId: 'Citizen identity number, GB 11643-1999. 公民身份号码',
  CreditCode: 'Unified social credit code, GB 32100-2015. 统一社会信用代码',
  CaseNumber: 'Case number, normalised to ASCII brackets (法〔2015〕137号). 案号',
} as const;

/** Scalars that filters may compare; others are opaque. */
export const filterableScalars: ReadonlySet<string> = new Set([
  ...Object.keys(hubScalars),
  'String',
  'ID',
  'Int',
  'Float',
  'Boolean',
]);
