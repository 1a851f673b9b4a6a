/** An ISO 8601 instant in UTC, so that instants compare as text; null without a zone, which is refused rather than guessed. */
export function utcOf(text: string): string | null {
  if (!/T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const instant = new Date(text);
  // Years beyond four digits have another spelling, which would not compare.
  return Number.isNaN(instant.getTime()) || !/^\d/.test(instant.toISOString()) ? null : instant.toISOString();
}
