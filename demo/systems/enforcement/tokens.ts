import { createHash } from 'node:crypto';

/** Tokens of the execution system: opaque, short-lived, any number at a time. */
export interface TokenDesk {
  issue(): { readonly accessToken: string; readonly expiresIn: number };
  isValid(token: string): boolean;
  /** Forgets every token, as a restart of the vendor's cache does. */
  revoke(): void;
}

/** `now` is in epoch milliseconds; `life` in seconds. */
export function openTokenDesk(secret: string, life: number, now: () => number): TokenDesk {
  const until = new Map<string, number>();
  let issued = 0;
  return {
    issue: () => {
      issued += 1;
      const accessToken = createHash('sha256').update(`${secret}:${issued}:${now()}`).digest('hex');
      for (const [token, end] of until) if (end <= now()) until.delete(token);
      until.set(accessToken, now() + life * 1000);
      return { accessToken, expiresIn: life };
    },
    isValid: (token) => (until.get(token) ?? 0) > now(),
    revoke: () => until.clear(),
  };
}

/** Counts calls a second; `undefined` lets one through, a number is how many seconds to wait. */
export function openQuota(callsPerSecond: number, now: () => number): () => number | undefined {
  let second = 0;
  let calls = 0;
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      calls = 0;
    }
    calls += 1;
    return calls > callsPerSecond ? 1 : undefined;
  };
}
