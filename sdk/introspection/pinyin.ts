// The first character of each initial in the collation of pinyin (CLDR), which ICU carries: no table of 20,000 characters.
const firsts: readonly (readonly [string, string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '丌'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '趴'],
  ['q', '七'],
  ['r', '然'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '屲'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '匝'],
];
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/** Characters that the field reads in more than one way; the first is the more common one. */
const manyReadings: Readonly<Record<string, readonly string[]>> = {
  调: ['t', 'd'],
  行: ['x', 'h'],
  长: ['c', 'z'],
  重: ['z', 'c'],
  会: ['h', 'k'],
  传: ['c', 'z'],
  曾: ['c', 'z'],
  省: ['s'],
  率: ['l'],
  降: ['j'],
  解: ['j'],
  参: ['c'],
  还: ['h'],
  藏: ['c', 'z'],
};

/** The ways in which a Chinese term is written by its pinyin initials (公民身份号码: `gmsfhm`); other characters stay, in lower case. */
export function initialsOf(term: string): readonly string[] {
  let ways: readonly string[] = [''];
  for (const character of term.normalize('NFKC')) {
    const letters = manyReadings[character] ?? [initialOf(character)];
    // Two characters of many readings are enough: beyond, the most common one.
    const read = ways.length < 4 ? letters : letters.slice(0, 1);
    ways = ways.flatMap((way) => read.map((letter) => way + letter));
  }
  return ways;
}

function initialOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character.toLowerCase();
  if (!/\p{Script=Han}/u.test(character)) return '';
  let found = '';
  for (const [letter, first] of firsts) {
    if (collator.compare(first, character) > 0) break;
    found = letter;
  }
  return found;
}
