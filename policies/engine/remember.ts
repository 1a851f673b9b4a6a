/** What a bounded memory keeps; the combinations in use are a few dozen, and one type has at most a hundred fields. */
const kept = 1000;

/** The value known for a key, or a fresh one, which is then known. The longest known give way. */
export function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const [oldest] = known.keys();
  if (known.size >= kept && oldest !== undefined) known.delete(oldest);
  const made = make();
  known.set(key, made);
  return made;
}
