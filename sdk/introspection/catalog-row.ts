/** A row of a database's own tables about tables. */
export type CatalogRow = Readonly<Record<string, unknown>>;

/** A text of a catalog; null where it is empty. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value).replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}

/** A number of a catalog, which drivers answer as text; null where there is none, or less than none. */
export function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? Math.round(number) : null;
}
