/** Somebody who answers a question; all contestants of a scenario answer the same one. */
export interface Contestant {
  readonly name: string;
  /** Answers so many times, so many at once, and gives the last answer's data. Rejects when an answer has errors. */
  run(requests: number, concurrency: number): Promise<unknown>;
}

export interface MeasureOptions {
  /** Requests a slice. */
  readonly requests: number;
  readonly rounds: number;
  readonly concurrency: number;
  readonly onRound?: (round: number) => void;
}

/** CPU-milliseconds a request, one a round. */
export type Slices = readonly number[];

/**
 * CPU time of this process a request, user and system, all threads. Contestants take turns, so that a change of the
 * machine meets all of them; two slices of each go before, uncounted.
 */
export async function measure(
  contestants: readonly Contestant[],
  { requests, rounds, concurrency, onRound }: MeasureOptions,
): Promise<ReadonlyMap<string, Slices>> {
  const slices = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round += 1) {
    for (const { name, run } of contestants) {
      // The garbage of one contestant is not the next one's work.
      globalThis.gc?.();
      const before = process.cpuUsage();
      await run(requests, concurrency);
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) slices.get(name)?.push((user + system) / 1_000 / requests);
    }
    onRound?.(round);
  }
  return slices;
}

/** Runs a task so many times, so many at once, and gives the last result. */
export async function repeat<T>(times: number, atOnce: number, task: () => Promise<T>): Promise<T | undefined> {
  let left = times;
  let last: T | undefined;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      last = await task();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, times) }, worker));
  return last;
}

/** The value below which a share of the values lies, linear between two of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The middle of the ratios round by round: both sides of each met the same machine. */
export function medianRatio(over: Slices, under: Slices): number {
  return median(over.map((value, round) => value / (under[round] ?? Number.NaN)));
}
