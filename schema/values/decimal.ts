/** An exact decimal: `digits` × 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const form = /^([+-]?)(\d{1,30})(?:\.(\d{0,20}))?$/;
const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;

/** Parses `-1,234.50` exactly, thousands in groups of three; null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > 64) return null;
  const plain = grouped.test(text) ? text.replaceAll(',', '') : text;
  const match = form.exec(plain.startsWith('.') ? `0${plain}` : plain);
  if (match === null) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** The decimal as a whole number of 10^-`scale`, rounded half away from zero, and whether it was exact. */
export function toScale(
  { digits, scale }: Decimal,
  target: number,
): { readonly value: bigint; readonly exact: boolean } {
  if (scale <= target) return { value: digits * 10n ** BigInt(target - scale), exact: true };
  const divisor = 10n ** BigInt(scale - target);
  const rest = digits % divisor;
  const size = rest < 0n ? -rest : rest;
  const step = size * 2n >= divisor ? (digits < 0n ? -1n : 1n) : 0n;
  return { value: digits / divisor + step, exact: rest === 0n };
}

/** A JavaScript number in plain digits, without exponent, as far as it has digits; null when it is not finite. */
export function plainDigits(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return null;
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}
