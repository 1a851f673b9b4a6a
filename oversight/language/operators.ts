import { codeList } from '../../schema/codes/code-list.js';
import { lookupCode } from '../../schema/codes/lookup.js';
import { nearest } from '../../schema/nearest.js';
import { type FactType, isNumber, isOpen, isText, isWhole, typeName, union } from './fact-type.js';
import type { Report } from './fault.js';
import { isDay, isInstant } from './signature.js';

const bool: FactType = { kind: 'bool' };

/** `==`, `!=` and membership: whether two types can have a value in common; says why not. */
export function checkEquality(a: FactType, b: FactType, report: Report): void {
  if (isOpen(a) || isOpen(b)) return;
  const [known, literal] = a.kind === 'literal' ? [b, a] : [a, b];
  if (literal.kind === 'literal') {
    checkLiterals(known, literal.values, report);
    return;
  }
  if (isNumber(a) && isNumber(b)) return;
  if ((isDay(a) && isInstant(b)) || (isInstant(a) && isDay(b)))
    report('compares a day with an instant: take day(…) of the instant');
  else if (a.kind === 'enum' && b.kind === 'enum' && a.name !== b.name)
    report(`compares ${a.name} with ${b.name}: they share no values`);
  else if (union(a, b) === null) report(`compares ${typeName(a)} with ${typeName(b)}: they are never equal`);
}

function checkLiterals(known: FactType, values: readonly string[], report: Report): void {
  for (const value of values) {
    const said = JSON.stringify(value);
    if (known.kind === 'enum' && !known.values.includes(value))
      report(`${said} is no value of ${known.name}${nearest(value, known.values)}`);
    else if (known.kind === 'code' && lookupCode(known.system, value) === null)
      report(`${said} is no code of ${known.system}${nearest(value, codeList(known.system)?.codes.keys() ?? [])}`);
    else if (known.kind === 'date' && !isDay({ kind: 'literal', values: [value] }))
      report(`${said} is no day: days are written YYYY-MM-DD`);
    else if (known.kind === 'instant' && !isInstant({ kind: 'literal', values: [value] }))
      report(`${said} is no instant: instants are written YYYY-MM-DDTHH:mm:ss+08:00, or take day(…)`);
    else if (known.kind !== 'literal' && !isText(known)) report(`compares ${typeName(known)} with the text ${said}`);
  }
}

/** `<`, `<=`, `>`, `>=`. */
export function checkOrder(a: FactType, b: FactType, report: Report): void {
  if (a.kind === 'null' || b.kind === 'null') report('null has no order: ask whether it is null first');
  else if (isOpen(a) || isOpen(b) || (isNumber(a) && isNumber(b))) return;
  else if (isNumber(a) !== isNumber(b) || !isText(a) || !isText(b))
    report(`compares ${typeName(a)} with ${typeName(b)}: they have no common order`);
  else if (a.kind === 'enum' || b.kind === 'enum') report(`${typeName(a)} has no order: name the values with in [ … ]`);
  else checkEquality(a, b, report);
}

/** `+`, `-`, `*`, `/`, `%`; answers with the type of the outcome. */
export function arithmetic(operator: string, a: FactType, b: FactType, report: Report): FactType {
  if (isOpen(a) && isOpen(b)) return a;
  if (operator === '+' && (isKind(a, b, 'list') || (isPlain(a) && isPlain(b)))) {
    const joined = union(a, b);
    if (joined !== null) return joined.kind === 'literal' ? { kind: 'text' } : joined;
  }
  if (isTemporal(a) || isTemporal(b)) {
    report(operator === '-' ? 'days are subtracted by daysBetween(from, to)' : 'days are added by addDays(day, days)');
    return { kind: operator === '-' ? 'int' : 'date' };
  }
  const isMixed = (isWhole(a) && b.kind === 'double') || (a.kind === 'double' && isWhole(b));
  if (isMixed) {
    report(
      `${typeName(a)} ${operator} ${typeName(b)} is an error in CEL: turn one by double(…) or int(…), or write 60.0`,
    );
    return { kind: 'double' };
  }
  const fits = (type: FactType) => isOpen(type) || isNumber(type);
  if (!fits(a) || !fits(b)) {
    report(`${typeName(a)} ${operator} ${typeName(b)} has no meaning`);
    return { kind: 'unknown' };
  }
  const isShare = (operator === '*' || operator === '/') && a.kind === 'money' && b.kind === 'int';
  if (isShare || (operator === '*' && a.kind === 'int' && b.kind === 'money')) return { kind: 'money' };
  if (operator === '%' && (a.kind === 'double' || b.kind === 'double')) report('% is for whole numbers');
  return union(a, b) ?? { kind: 'unknown' };
}

function isKind(a: FactType, b: FactType, kind: FactType['kind']): boolean {
  return (a.kind === kind || isOpen(a)) && (b.kind === kind || isOpen(b));
}

function isPlain(type: FactType): boolean {
  return isOpen(type) || (isText(type) && !isTemporal(type));
}

function isTemporal({ kind }: FactType): boolean {
  return kind === 'date' || kind === 'instant';
}

/** `&&`, `||`, `!` and conditions take bools. */
export function checkBool(type: FactType, report: Report): FactType {
  if (type.kind !== 'bool' && type.kind !== 'unknown') report(`${typeName(type)} is neither true nor false`);
  return bool;
}
