/** Closes a `switch` over a union: the compiler refuses it while a case is missing. */
export function unreachable(value: never): never {
  throw new TypeError(`a case is missing for ${JSON.stringify(value)}`);
}
