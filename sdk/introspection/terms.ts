import { type CodecHint, meaningsOf } from './abbreviations/dictionary.js';
import type { ColumnDescription } from './description.js';

/** What a column may be called in words, and what says so. */
export interface Term {
  readonly term: string;
  readonly english: string | null;
  readonly codec: CodecHint | null;
  /** `comment`, `pinyin sfzhm`, `name`: for the mark beside the guess. */
  readonly why: string;
  /** From 0 to 1. */
  readonly weight: number;
}

/** The words for a column: its comment, its own Chinese name, or what its pinyin initials stand for. */
export function termsOf({ name, comment }: Pick<ColumnDescription, 'name' | 'comment'>): readonly Term[] {
  const spelling = spellingOf(name);
  const said = comment === null ? null : firstTerm(comment);
  const terms: Term[] = [];
  if (said !== null) terms.push({ ...worded(said), why: 'comment', weight: 1 });
  const own = /\p{Script=Han}/u.test(name) ? firstTerm(name.replace(/\s/g, '')) : null;
  if (own !== null) terms.push({ ...worded(own), why: 'name', weight: 1 });
  const meanings = meaningsOf(spelling);
  meanings.forEach(({ term, english, codec }, at) => {
    terms.push({ term, english, codec, why: `pinyin ${spelling}`, weight: 0.95 - at * 0.05 });
  });
  if (meanings.length === 0) terms.push(...varied(spelling), ...compounds(spelling));
  return terms;
}

/** A column's name as pinyin initials: without the marks that some systems put before or between them. */
export function spellingOf(name: string): string {
  const lower = name.toLowerCase().normalize('NFKC');
  return lower.replace(/^(?:c|f|fd|col|t)_(?=[a-z])/, '').replace(/[^a-z0-9]/g, '');
}

/** The term that a comment begins with: what follows in brackets, after a colon or a number explains it. */
export function firstTerm(text: string): string | null {
  const [head = ''] = text
    .normalize('NFKC')
    .trim()
    .split(/[(（[【;；:：,，。、/|\s]|\d/);
  return /\p{Script=Han}/u.test(head) ? head : null;
}

/** A term in words, with the codec that its ending names. */
function worded(term: string): {
  readonly term: string;
  readonly english: string | null;
  readonly codec: CodecHint | null;
} {
  const ending = endings.find(([pattern]) => pattern.test(term));
  return { term, english: null, codec: ending === undefined ? null : { name: ending[1], system: ending[2] ?? null } };
}

const endings: readonly (readonly [RegExp, string, string?])[] = [
  [/^是否|标志$|标识$/, 'flag'],
  [/身份(?:证)?号码?$|身份证$|证件号码?$/, 'citizenId'],
  [/信用代码$/, 'creditCode'],
  [/案号$/, 'caseNumber'],
  [/文号$/, 'documentNumber'],
  [/区划(?:代码)?$/, 'code', 'GB/T 2260'],
  [/年月$|月份$/, 'yearMonth'],
  [/日期$|[起止之]日$|生日$/, 'date'],
  [/时间$/, 'dateTime'],
  [/金额$|[价款]额$|标的额?$|资本$|余额$|单价$|[罚货]款$/, 'money'],
  [/[天月年日人个]数$|年龄$|数量$|年限$|次数$/, 'integer'],
  [/时长$|面积$|[经纬]度$/, 'decimal'],
  [/姓名$|人$/, 'personName'],
];

const shortest = 2;

/** Two letters that say what a name is of, whatever stands before them. */
const suffixes: ReadonlySet<string> = new Set('rq sj dm mc bh hm je sl bz lx zl lb zt xm dz dh rs ts nd'.split(' '));

/** A known name with another ending: `ajztdm` is the code of `ajzt`, `ztbz` says whether `zt`, `czsj` is a time where `czrq` is a date. */
function varied(spelling: string): readonly Term[] {
  const [head, tail] = [spelling.slice(0, -2), spelling.slice(-2)];
  if (head.length < shortest) return [];
  const why = `pinyin ${spelling}`;
  if (tail === 'sj' || tail === 'rq') {
    const codec = { name: tail === 'sj' ? 'dateTime' : 'date', system: null };
    const others = meaningsOf(`${head}${tail === 'sj' ? 'rq' : 'sj'}`);
    return others.map(({ term, english }) => ({ term, english, codec, why, weight: 0.85 }));
  }
  if (tail === 'bz') {
    const codec = { name: 'flag', system: null };
    const known = meaningsOf(`sf${head}`);
    return known.map(({ term, english }) => ({ term, english, codec, why, weight: 0.9 }));
  }
  if (tail !== 'dm' && tail !== 'mc' && tail !== 'bm') return [];
  return meaningsOf(head).map(({ term, english, codec }, at) => ({
    term,
    english,
    codec,
    why,
    weight: 0.85 - at * 0.05,
  }));
}

/** A name put together of two known ones: `bgr` + `zjhm` is 被告人 + 证件号码. The longest known ending wins. */
function compounds(spelling: string): readonly Term[] {
  // Names of yes and no begin with 是否.
  const isFlag = /^sf[a-z]{2}/.test(spelling);
  for (let cut = shortest; cut <= spelling.length - shortest && !isFlag; cut++) {
    const [head, tail] = [spelling.slice(0, cut), spelling.slice(cut)];
    const [last] = meaningsOf(tail);
    const [first] = meaningsOf(head);
    if (last === undefined || (first === undefined && tail.length === shortest && !suffixes.has(tail))) continue;
    const term = `${first?.term ?? ''}${last.term}`;
    const english = first === undefined ? last.english : `${last.english} of ${first.english}`;
    return [
      { term, english, codec: last.codec, why: `pinyin ${head}+${tail}`, weight: first === undefined ? 0.55 : 0.9 },
    ];
  }
  if (!isFlag) return [];
  const [rest] = meaningsOf(spelling.slice(2));
  const codec = { name: 'flag', system: null };
  return [{ term: `是否${rest?.term ?? ''}`, english: null, codec, why: `pinyin ${spelling}`, weight: 0.5 }];
}
