/** Words that the field uses for one thing, written as one. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/(?:公民身份|居民身份证|身份证|证件|身份)(?:号码|编号|号)|身份证/g, '身份号'],
  [/社区矫正对象/g, '矫正对象'],
  [/现住地址|现住址|现居住地|居住地址|家庭住址|住所地|住址/g, '现住址'],
  [/现住地区划|现住址区划|住所地区划/g, '现住址区划'],
  [/(?:开始|起始)(?:日期|时间)?|起日|起算日/g, '起日'],
  [/(?:结束|截止|终止|届满)(?:日期|时间|日)|止日|期满日/g, '止日'],
  [/类型|类别|种类/g, '种类'],
  [/原因|理由|情形/g, '事由'],
  [/机构|单位(?!名称)/g, '机关'],
  [/审批|批准/g, '批准'],
  [/报到|报告/g, '报告'],
  [/活动编号|场次编号/g, '场次编号'],
  [/(?:个)?小时数|小时|时长/g, '时长'],
  [/被害人|受害人/g, '被害人'],
  [/承办法官|承办人/g, '承办人'],
  [/责任干警|责任人/g, '责任人'],
  [/原审案号|原判案号/g, '原判案号'],
  [/日期/g, '日'],
  [/号码|编号|编码|号$/g, '号'],
  [/(?:行政)?区划(?:代码)?/g, '区划'],
  [/人民|机关的|的/g, ''],
];

/** Every column is compared with every field of the schema: a term is normalised once. */
const known = new Map<string, string>();

/** A term without the differences that make none. */
function normalised(term: string): string {
  const found = known.get(term);
  if (found !== undefined) return found;
  const made = synonyms.reduce((text, [pattern, word]) => text.replace(pattern, word), term.normalize('NFKC'));
  known.set(term, made);
  return made;
}

/** How alike two terms are, from 0 to 1: of characters and their pairs, in whatever order; 1 only where they are the same. */
export function similarity(one: string, other: string): number {
  const [a, b] = [normalised(one), normalised(other)];
  if (a === b) return a === '' ? 0 : 1;
  if (a === '' || b === '') return 0;
  const alike = 0.45 * dice([...a], [...b]) + 0.45 * dice(pairs(a), pairs(b));
  // What a term ends with says what it is: 被告人姓名 is a 姓名.
  const isPart = a.endsWith(b) || b.endsWith(a);
  return Math.min(0.95, alike + (isPart ? 0.3 : 0));
}

/** Whether one term is the other denied: 是否成年 and 是否未成年. Alike as they are written, they mean the contrary. */
export function isOpposite(one: string, other: string): boolean {
  const [a, b] = [asked(one), asked(other)];
  return denials(a) % 2 !== denials(b) % 2 && affirmed(a) === affirmed(b);
}

const denial = /[未不非无]/g;
const asked = (term: string): string => normalised(term).replace('是否', '');
const affirmed = (term: string): string => term.replace(denial, '');
const denials = (term: string): number => term.match(denial)?.length ?? 0;

function pairs(text: string): readonly string[] {
  const characters = [...text];
  return characters.slice(1).map((next, at) => `${characters[at]}${next}`);
}

function dice(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 0;
  const left = new Map<string, number>();
  for (const each of one) left.set(each, (left.get(each) ?? 0) + 1);
  let shared = 0;
  for (const each of other) {
    const count = left.get(each) ?? 0;
    if (count === 0) continue;
    left.set(each, count - 1);
    shared += 1;
  }
  return (2 * shared) / (one.length + other.length);
}
