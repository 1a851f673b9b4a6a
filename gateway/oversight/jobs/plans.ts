/** What begins by itself, once for all processes of a hub. */
export interface Plan {
  readonly name: 'nightly' | 'changes' | 'recover';
  readonly repeat: { readonly pattern: string; readonly tz: string } | { readonly every: number };
  /** How often it is tried, a minute apart, while the hub's books cannot be written. */
  readonly tries: number;
}

/** A time of day, HH:MM, by China's clock. */
export function nightlyAt(at: string): Plan {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return { name: 'nightly', repeat: { pattern: `${minutes} ${hours} * * *`, tz: 'Asia/Shanghai' }, tries: 60 };
}

/** What changed is looked at. */
export const changesEach = (every: number): Plan => ({ name: 'changes', repeat: { every }, tries: 1 });

/** Runs that nobody has are given out again. */
export const recoverEach = (every: number): Plan => ({ name: 'recover', repeat: { every }, tries: 1 });

/** Whether a scheduler of BullMQ is for these times. */
export function isSame(
  held: { readonly pattern?: string; readonly tz?: string; readonly every?: number },
  repeat: Plan['repeat'],
): boolean {
  return 'every' in repeat ? held.every === repeat.every : held.pattern === repeat.pattern && held.tz === repeat.tz;
}
