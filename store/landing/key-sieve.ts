/**
 * Remembers keys without holding them (a Bloom filter): says of a key that it was certainly not seen, or that it may have been. Of
 * a file of millions of rows the keys alone would not fit the memory that landing may take.
 */
export class KeySieve {
  readonly #bits = new Uint32Array(words);

  /** Whether the key may have been added before; adds it. */
  add(key: string): boolean {
    let [first, second] = [0x811c9dc5, 0x9747b28c];
    for (let at = 0; at < key.length; at += 1) {
      const unit = key.charCodeAt(at);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ unit, 0x5bd1e995) ^ (second >>> 15);
    }
    const isFirstKnown = this.#mark(first ^ (first >>> 13));
    const isSecondKnown = this.#mark(second ^ (second >>> 17));
    return isFirstKnown && isSecondKnown;
  }

  #mark(hash: number): boolean {
    const [word, bit] = [(hash >>> 5) & (words - 1), 1 << (hash & 31)];
    const before = this.#bits[word] ?? 0;
    this.#bits[word] = before | bit;
    return (before & bit) !== 0;
  }
}

/** 8 MiB: of a million keys one in a thousand is looked up in vain, of ten million one in fourteen. */
const words = 2 ** 21;
