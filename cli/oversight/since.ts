import type { RunScope } from '../../gateway/oversight/engine.js';
import { PlumblineError } from '../../schema/errors.js';
import { readDateTime } from '../../schema/values/date.js';

const minutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440 };

/** What `--since` says. Rejects with `BAD_USER_INPUT`. */
export function readSince(when: string, now: Date): NonNullable<RunScope['since']> {
  if (when === 'last') return 'LAST';
  const [, count, unit = ''] = /^(\d{1,5})([mhd])$/.exec(when) ?? [];
  const each = minutes[unit];
  if (count !== undefined && each !== undefined)
    return { at: new Date(now.getTime() - Number(count) * each * 60_000).toISOString() };
  const { value } = readDateTime(when);
  if (value !== null) return { at: new Date(value).toISOString() };
  throw new PlumblineError(
    'BAD_USER_INPUT',
    '--since must be an instant (ISO 8601), a time like 90m, 2h or 3d, or "last"',
  );
}
