import type { DataFlag, Reading } from '../flags.js';

const none: readonly DataFlag[] = [];

/** Nothing was recorded: no value and nothing to remark on. */
export const missing: Reading<never> = { value: null, flags: none };

/** A value that was read, with what had to be normalised on the way; each flag is named once. */
export function read<T>(value: T, flags: readonly DataFlag[] = none): Reading<T> {
  return { value, flags: distinct(flags) };
}

/** A value that could not be read: the last flag says why. */
export function refuse(...flags: readonly DataFlag[]): Reading<never> {
  return { value: null, flags: distinct(flags) };
}

function distinct(flags: readonly DataFlag[]): readonly DataFlag[] {
  return flags.length < 2 ? flags : [...new Set(flags)];
}
