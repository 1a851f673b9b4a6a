/** Data on its way through a plan: what subgraphs returned, keyed by response name. */
export type Row = Record<string, unknown>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges what a subgraph returned into what is already known, in place. Objects meet by response name, lists by index.
 * The source belongs to the executor from here on: its objects become part of the target.
 */
export function mergeInto(target: Row, source: Row): void {
  for (const key in source) {
    const value = source[key];
    if (value === undefined) continue;
    const known = target[key];
    if (known === value) continue;
    // Response names are the caller's: `__proto__` and `constructor` must never reach a prototype.
    if (typeof known === 'object' && known !== null && Object.hasOwn(target, key))
      mergeValue(target, key, known, value);
    else assign(target, key, value);
  }
}

function mergeValue(target: Row, key: string, known: object, value: unknown): void {
  if (Array.isArray(known)) {
    if (Array.isArray(value) && value.length === known.length) mergeList(known, value);
    else target[key] = value;
  } else if (isRow(value)) mergeInto(known as Row, value);
  else target[key] = value;
}

function mergeList(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index += 1) {
    const known = target[index];
    const value = source[index];
    if (known === value) continue;
    if (isRow(known) && isRow(value)) mergeInto(known, value);
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) mergeList(known, value);
    else target[index] = value;
  }
}

/** Whether a name can be read and set directly: no object has it by inheritance. */
export function isOrdinary(name: string): boolean {
  return !(name in Object.prototype);
}

/** Sets an own property, whatever its name. */
export function assign(target: Row, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}

/** Reads an own property of a response, whatever its name. */
export function readOwn(source: Row, key: string): unknown {
  return Object.hasOwn(source, key) ? source[key] : undefined;
}

/** Copies plain data, so that two places of a result may go different ways. */
export function copyData<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyData) as T;
  if (!isRow(value)) return value;
  const copy: Row = {};
  for (const key in value) assign(copy, key, copyData(value[key]));
  return copy as T;
}
