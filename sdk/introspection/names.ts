/** JavaScript names for what a database calls anything: Chinese, upper case, spaces, reserved words. */

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** What an exported constant may not be called in a module. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally ' +
    'for function if implements import in instanceof interface let new null package private protected public return static super ' +
    'switch this throw true try typeof undefined var void while with yield adapter ' +
    // What an adapter's page takes from the SDK.
    'aliasName caseDomain caseNumber citizenId citizenIdBirthDate citizenIdSex code complete constant courtCode creditCode ' +
    'creditCodeDivision date dateTime decimal defineAdapter documentNumber either entity enumeration files flag formerName hours ' +
    'integer isOneOf list memory minutes money months mu mysql openLanded otherwise personName policeCaseNumber policePersonNumber ' +
    'postgres push rest soap sql sqlite squareMetres text whenAbsent whenOneOf whenPresent yearMonth z'
  ).split(' '),
);

/** What drizzle’s tables hold beside their columns. */
const taken: ReadonlySet<string> = new Set([
  '_',
  // In a literal it would be the table's prototype.
  '__proto__',
  '$inferSelect',
  '$inferInsert',
  'getSQL',
  'shouldOmitSQLParens',
  'enableRLS',
]);

/**
 * The name of a table’s constant: `T_SP_AJ` → `tSpAj`; never one of `used`, which it joins.
 * @param kept names that stand beside it in an adapter's page: `court_case` → `courtCaseTable` beside the binding `courtCase`
 */
export function constantOf(table: string, used: Set<string>, kept: ReadonlySet<string>): string {
  const words = table
    .normalize('NFKC')
    .split(/[^\p{ID_Continue}]+|_/u)
    .filter((word) => word !== '')
    .map((word) => (/\p{Ll}/u.test(word) ? word : word.toLowerCase()));
  const joined = words
    .map((word, at) => (at === 0 ? lowered(word) : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');
  const plain = identifier.test(joined) ? joined : `t${joined}`;
  const base = reserved.has(plain) || kept.has(plain) || plain === 't' ? `${plain}Table` : plain;
  let name = base;
  for (let count = 2; used.has(name); count++) name = `${base}${count}`;
  used.add(name);
  return name;
}

const lowered = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;

/** The name of a column’s property, as it is written in an object literal. */
export function propertyOf(column: string): string {
  const name = propertyName(column);
  return identifier.test(name) ? name : quoted(name);
}

/** How the property is reached: `.AH`, `['案 号']`. */
export function accessOf(column: string): string {
  const name = propertyName(column);
  return identifier.test(name) ? `.${name}` : `[${quoted(name)}]`;
}

const propertyName = (column: string): string => (taken.has(column) ? `${column}Column` : column);

/** A text as a literal of one line. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `'${escaped}'`;
}

/** A text as it may stand in a comment of one line, whatever it holds. */
export function commentOf(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029\t]+/g, ' ')
    .replaceAll('*/', '* /')
    .trim();
}
