/** Nothing is kept in the browser: questions hold citizen ids, headers hold tokens. */
export function createForgetfulStorage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
