import type { LegalFunction } from '../oversight/language/legal-function.js';
import { legalFunctions } from '../oversight/language/legal-functions.js';
import { signatureOf } from '../oversight/language/signature.js';
import { page, table } from './reference-page.js';

const about =
  'What conditions of rules may call, beside the operators and macros of CEL. An argument of another kind is refused when the ' +
  'rule is loaded; one that is null is an error where the type has no `?`, and what depends on it is undecided. `T` is the same type ' +
  'wherever it stands in a signature, `N` a whole number or an amount, `moment` a day or an instant; a `scan` is an object with `at`, ' +
  '`direction` and `sessionId`.';

const operators: readonly (readonly string[])[] = [
  ['`==` `!=` `in`', 'Values of one kind, or null. Enum values and codes are held against their lists.'],
  ['`<` `<=` `>` `>=`', 'Numbers, days with days, instants with instants, texts.'],
  ['`+` `-` `*` `/` `%`', 'Whole numbers with whole numbers, doubles with doubles; `+` joins texts and lists.'],
  ['`&&` `||` `!` `? :`', 'Decided as soon as one side decides, whatever the other is.'],
  ['`exists` `all` `exists_one` `filter` `map`', 'Over lists: `row.scans.exists(s, s.direction == "SIGN_IN")`.'],
  ['`size(x)` `x[0]`', 'Elements of a list or characters of a text; an element, counted from 0.'],
  ['`startsWith` `endsWith` `contains` `matches`', 'Asked of texts: `row.caseNumber.startsWith("(2025)")`.'],
  ['`int(x)` `double(x)` `string(x)`', 'Whole number (cut off), fractional number, text.'],
];

/** The functions that a rule's conditions may call, with their law and examples. */
export function functionsPage(): string {
  const lines = legalFunctions.flatMap((each) => [
    `## \`${signatureOf(each)}: ${each.result}\``,
    '',
    each.about,
    '',
    ...examplesOf(each),
  ]);
  return page('Functions of oversight rules', about, [...table(['operator', 'meaning'], operators), '', ...lines]);
}

function examplesOf({ examples }: LegalFunction): readonly string[] {
  const rows = Object.entries(examples).map(([text, value]) => [`\`${text}\``, value]);
  return rows.length === 0 ? [] : [...table(['example', 'comes to'], rows), ''];
}
