/** The calendar day of an instant in China (+08:00, no daylight saving since 1991), ISO 8601. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
