/** What a value's reading found wrong or had to normalise; the raw value stays at its source (domain 6.4). */
export const dataFlags = {
  FULL_WIDTH: 'Full-width characters were normalised (NFKC). 全角字符已转半角',
  WHITESPACE: 'Spaces or invisible characters were removed. 已去除空格或不可见字符',
  LOWER_CASE: 'Lower case was raised. 小写已转大写',
  LOOKALIKE: 'A look-alike letter was read as a digit, and the check digit passes. 形近字符已按数字读取且校验通过',
  UPGRADED_15: 'A 15-digit citizen id was upgraded. 15位身份证号已升位',
  CITIZEN_ID_INVALID: 'Not a valid citizen id (GB 11643). 公民身份号码无效',
  CREDIT_CODE_INVALID: 'Not a valid unified social credit code (GB 32100). 统一社会信用代码无效',
  CASE_NUMBER_INVALID: 'Not a case number of a known form. 案号格式无效',
  CASE_NUMBER_LEGACY: 'A case number of the form used before 2016. 2016年以前案号',
  CASE_NUMBER_VARIANT: 'A case number in another notation was normalised. 案号写法已规范',
  DOCUMENT_NUMBER_INVALID: 'Not a document number of a known form. 文号格式无效',
  DOCUMENT_NUMBER_VARIANT: 'A document number in another notation was normalised. 文号写法已规范',
  PLACEHOLDER: 'A placeholder stood for a missing value. 占位值',
  DATE_VARIANT: 'A date in another notation was normalised. 日期写法已规范',
  DATE_SENTINEL: 'A fake default date stood for a missing one. 虚假默认日期',
  DATE_INVALID: 'Not a date. 日期无效',
  TIME_ZONE: 'An instant with a zone was brought to +08:00. 已换算为东八区时间',
  CODE_LEGACY: 'A local or former code was mapped to the current one. 旧代码或地方代码已映射',
  CODE_UNKNOWN: 'A code that the list does not know. 代码未知',
  ENCODING: 'Text was damaged by a wrong character set. 文字编码损坏',
  TRUNCATED: 'Text was cut off at the source. 文字被截断',
  ESCAPED: 'Doubly escaped text was unescaped. 重复转义已还原',
  NAME_VARIANT: 'A name in another notation was normalised. 姓名写法已规范',
  AMOUNT_VARIANT: 'An amount in another notation was normalised. 金额写法已规范',
  AMOUNT_INVALID: 'Not an amount. 金额无效',
  NUMBER_INVALID: 'Not a number of the expected kind. 数字无效',
  NUMBER_VARIANT: 'A number or length of time in another notation was normalised. 数字或期限写法已规范',
  BOOLEAN_INVALID: 'Neither yes nor no. 是否标志无效',
  PRECISION_LOST: 'A spreadsheet turned the number into a rounded one. 表格软件丢失精度',
  OUT_OF_RANGE: 'Outside of what is possible; kept as recorded. 超出合理范围(按原值保留)',
  DUPLICATE: 'The same record was delivered more than once. 重复记录',
} as const;

export type DataFlag = keyof typeof dataFlags;

/** A value as read from a source: null with a flag when it does not parse, never an exception and never a guess. */
export interface Reading<T> {
  readonly value: T | null;
  readonly flags: readonly DataFlag[];
}
