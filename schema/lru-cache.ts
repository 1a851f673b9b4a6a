interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
}

/** The least recently used entries leave first: as many as it takes for the others to weigh no more than the capacity. */
export class LruCache<Value> {
  readonly #capacity: number;
  readonly #entries = new Map<string, Entry<Value>>();
  #weight = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param weight one for what is of the usual size; what alone is heavier than the capacity is kept until something else is */
  set(key: string, value: Value, weight = 1): void {
    this.#drop(key);
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#capacity || oldest === key) return;
      this.#drop(oldest);
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  #drop(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}

/** Characters of a usual document. */
const usual = 1_000;

/** What is made of a document weighs as much as its text is long: callers write documents as long as they may. */
export function weightOf(text: string): number {
  return Math.max(1, Math.ceil(text.length / usual));
}
