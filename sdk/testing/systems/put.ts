/** Sets the value at a path of names joined by dots. */
export function put(document: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let at = document;
  for (const name of names) {
    const known = at[name];
    const next = typeof known === 'object' && known !== null ? (known as Record<string, unknown>) : {};
    at[name] = next;
    at = next;
  }
  at[last] = value;
}
