import type { MaintenanceWindow } from '../../schema/adapter.js';

const [minute, hour, day, week] = [60_000, 3_600_000, 86_400_000, 7 * 86_400_000];
/** China has one time zone, and no summer time since 1991. */
const chinaOffset = 8 * hour;

/** When the maintenance that is under way ends, ISO 8601; null when the system may be asked. Windows that meet are one. */
export function maintenanceUntil(windows: readonly MaintenanceWindow[], now: Date): string | null {
  const local = now.getTime() + chinaOffset;
  let until = local;
  // What ends in a week's time at the latest, lest windows that fill the week go on for ever.
  for (;;) {
    const next = Math.max(until, ...windows.map((window) => endOf(window, until) ?? until));
    if (next === until || next - local > week) break;
    until = next;
  }
  return until === local ? null : new Date(until - chinaOffset).toISOString();
}

/** When the window ends that holds this local time; it may have begun the day before. */
function endOf({ from, to, days }: MaintenanceWindow, local: number): number | null {
  const midnight = local - (local % day);
  const [begins, ends] = [timeOfDay(from), timeOfDay(to)];
  const length = ends > begins ? ends - begins : ends + day - begins;
  for (const start of [midnight, midnight - day]) {
    const isDay = days === undefined || days.length === 0 || days.includes(weekday(start));
    if (isDay && start + begins <= local && local < start + begins + length) return start + begins + length;
  }
  return null;
}

function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * hour + minutes * minute;
}

/** 1 (Monday) to 7, of a local midnight. */
function weekday(midnight: number): number {
  return new Date(midnight).getUTCDay() || 7;
}
