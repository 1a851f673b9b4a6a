import { CallerGone } from './caller-gone.js';

/** Calls of sources under way at once. */
export interface SourceCalls {
  /** In this process. */
  readonly atOnce: number;
  /** Of one request. */
  readonly perRequest: number;
}

export const defaultSourceCalls: SourceCalls = { atOnce: 256, perRequest: 64 };

/**
 * Bounds the calls of sources. Who has to wait is served request by request in turn, so that one which asks two hundred
 * counties does not keep the others waiting for all of them.
 */
export interface Turns {
  /** Takes a turn; what it resolves to gives it back, once. Rejects when the caller goes while waiting. */
  take(request: string, signal: AbortSignal): Promise<() => void>;
}

interface Line {
  underWay: number;
  readonly waiting: Set<() => void>;
}

export function createTurns({ atOnce, perRequest }: SourceCalls): Turns {
  // In the order in which they are served next.
  const lines = new Map<string, Line>();
  let underWay = 0;

  function begin(request: string, line: Line): () => void {
    underWay += 1;
    line.underWay += 1;
    lines.delete(request);
    lines.set(request, line);
    return () => {
      underWay -= 1;
      line.underWay -= 1;
      leave(request, line);
      serve();
    };
  }

  function serve(): void {
    while (underWay < atOnce) {
      const next = nextWaiting(lines, perRequest);
      if (next === undefined) return;
      next();
    }
  }

  function leave(request: string, line: Line): void {
    if (line.underWay === 0 && line.waiting.size === 0) lines.delete(request);
  }

  return {
    take: (request, signal) => {
      const line = lines.get(request) ?? { underWay: 0, waiting: new Set() };
      if (underWay < atOnce && line.underWay < perRequest) return Promise.resolve(begin(request, line));
      lines.set(request, line);
      return new Promise((resolve, reject) => {
        const go = () => {
          signal.removeEventListener('abort', giveUp);
          line.waiting.delete(go);
          resolve(begin(request, line));
        };
        const giveUp = () => {
          line.waiting.delete(go);
          leave(request, line);
          reject(new CallerGone());
        };
        if (signal.aborted) return giveUp();
        line.waiting.add(go);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}

function nextWaiting(lines: ReadonlyMap<string, Line>, perRequest: number): (() => void) | undefined {
  for (const { underWay, waiting } of lines.values()) {
    const [first] = waiting;
    if (first !== undefined && underWay < perRequest) return first;
  }
  return undefined;
}
