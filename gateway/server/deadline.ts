/** The time that a request has: the signal aborts when it is over, or when the caller has gone. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The caller has gone. */
  abandon(): void;
  /** The answer has left. */
  end(): void;
}

export function startDeadline(ms: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return {
    signal: controller.signal,
    abandon: () => controller.abort(),
    end: () => clearTimeout(timer),
  };
}
