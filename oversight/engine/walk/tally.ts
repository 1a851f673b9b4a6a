import type { Indeterminate, IndeterminateReason } from '../../../schema/oversight/run.js';

/** Sums up what was left undecided, by reason, source and field. */
export interface Tally {
  add(reason: IndeterminateReason, adapter: string | null, coordinate: string | null, records: number): void;
  readonly isEmpty: boolean;
  list(): readonly Indeterminate[];
}

/** @param from what a run that goes on had summed up before */
export function createTally(from: readonly Indeterminate[]): Tally {
  const sums = new Map<string, Indeterminate>();
  const keyOf = ({ reason, adapter, coordinate }: Omit<Indeterminate, 'records'>) =>
    JSON.stringify([reason, adapter, coordinate]);
  for (const each of from) sums.set(keyOf(each), each);
  return {
    add(reason, adapter, coordinate, records) {
      const key = keyOf({ reason, adapter, coordinate });
      sums.set(key, { reason, adapter, coordinate, records: (sums.get(key)?.records ?? 0) + records });
    },
    get isEmpty() {
      return sums.size === 0;
    },
    list: () => [...sums.values()],
  };
}
