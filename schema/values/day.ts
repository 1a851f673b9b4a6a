/** What clocks in China show at an instant (+08:00, no daylight saving since 1991): `2026-11-20T23:30:00.000`. */
export function chinaClock(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, -1);
}

/** The calendar day of an instant in China, ISO 8601. */
export function dayOf(instant: Date): string {
  return chinaClock(instant).slice(0, 10);
}
