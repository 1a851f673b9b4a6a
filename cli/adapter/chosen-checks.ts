import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';

/** Rejects with `BAD_USER_INPUT` a word of `--only` that is neither a check nor a family of checks: nothing would be held to it. */
export function assertChosen(only: readonly string[], checks: readonly { readonly id: string }[]): void {
  const known = new Set(
    checks.flatMap(({ id }) => id.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'))),
  );
  for (const word of only)
    if (!known.has(word))
      throw new PlumblineError('BAD_USER_INPUT', `there is no check ${word}${nearest(word, known)}`);
}
