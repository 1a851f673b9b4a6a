import { PlumblineError } from '../schema/errors.js';

/** A whole number of the command line within bounds, both inclusive. Rejects with `BAD_USER_INPUT`. */
export function wholeNumber(option: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least && number <= most) return number;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new PlumblineError('BAD_USER_INPUT', `${option} must be a whole number ${bounds}`);
}
