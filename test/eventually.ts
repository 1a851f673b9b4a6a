import { setTimeout as wait } from 'node:timers/promises';

/** Waits on a condition that somebody else brings about; the test's own time-out ends it. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(5);
}
