const words: ReadonlySet<string> = new Set([
  '无',
  '没有',
  '暂无',
  '不详',
  '不明',
  '未知',
  '未详',
  '未填',
  '未填写',
  '未提供',
  '未登记',
  '未采集',
  '未录入',
  '无身份证',
  '身份不明',
  '待查',
  '待补',
  '待补充',
  '待核实',
  '空',
  '空白',
  'NULL',
  'NONE',
  'NIL',
  'NAN',
  'UNDEFINED',
  'UNKNOWN',
  'N/A',
  'NA',
  '#N/A',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#DIV/0!',
  '#NULL!',
  '#NUM!',
]);
const longestWord = Math.max(...[...words].map((word) => word.length));
const signs = /^[/\\\-—–_*?？.。、,，·•~～#×xX|()（）]+$/;
const repeatedDigit = /^(\d)\1{5,}$/;
const runs: ReadonlySet<string> = new Set(['1', '0', '123456789012345678', '123456789012345', '12345678', '123456']);

/** True for what clerks type when a field demands something and they have nothing (domain 6.4 #5). */
export function isPlaceholder(text: string): boolean {
  return isPlaceholderWord(text) || repeatedDigit.test(text) || runs.has(text);
}

/** The words and signs alone: for numbers, where `0`, `1` and `111111` are values. */
export function isPlaceholderWord(text: string): boolean {
  return signs.test(text) || (text.length <= longestWord && words.has(text.toUpperCase()));
}
