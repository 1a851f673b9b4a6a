/** What a memory keeps unless it says otherwise: more than the fields of any type. */
const usual = 1000;

/** The value known for a key, or a fresh one, which is then known. At most `kept` are; the longest known give way. */
export function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value, kept = usual): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (known.size >= kept) {
    const [oldest] = known.keys();
    if (oldest !== undefined) known.delete(oldest);
  }
  known.set(key, made);
  return made;
}
