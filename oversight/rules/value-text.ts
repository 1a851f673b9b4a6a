import { type Fact, isFactMap } from '../language/facts.js';

/**
 * The text of a value as findings show it: amounts of unit `yuan` out of fen with two places, lists joined by 、, null as null.
 */
export function valueText(fact: Fact, unit: string | null): string | null {
  if (fact === null) return null;
  if (typeof fact === 'bigint') return unit === 'yuan' ? yuanText(fact) : String(fact);
  // Sums of fractions end in a tail that is nobody's value.
  if (typeof fact === 'number') return String(Number(fact.toFixed(6)));
  if (typeof fact !== 'object') return String(fact);
  if (isFactMap(fact)) return null;
  return [...fact].map((each) => valueText(each, unit) ?? '—').join('、');
}

function yuanText(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
