/**
 * Lets `instanceof` go by a mark instead of by the copy of the module: an adapter from outside brings an SDK of its own, and
 * with it another class of the same errors.
 * @param name of the class, the same in every copy
 */
export function brand(branded: { readonly prototype: object }, name: string): void {
  const mark = Symbol.for(`plumbline.${name}`);
  const hasMark = (value: unknown) => typeof value === 'object' && value !== null && mark in value;
  Object.defineProperty(branded.prototype, mark, { value: true });
  Object.defineProperty(branded, Symbol.hasInstance, { value: hasMark });
}
