import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CountryConnection } from '../demo/country.js';
import type { Scale } from '../demo/lives/generate-lives.js';

/** One request to be sent many times. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly requests: number;
  readonly concurrency: number;
}

export interface LoadDone {
  readonly kind: 'done';
  /** Answers with another status than 200. */
  readonly refused: number;
  /** The last answer's body. */
  readonly text: string;
}

/** What the other process says. */
export type Outside =
  | { readonly kind: 'ready'; readonly connection: CountryConnection }
  | { readonly kind: 'failed'; readonly reason: string }
  | LoadDone;

/** The agencies and the caller, in a process of their own. */
export interface OutsideWorld {
  readonly connection: CountryConnection;
  send(load: Load): Promise<LoadDone>;
  close(): Promise<void>;
}

/**
 * Seeds the country of a data folder, if need be, and starts its systems. Rejects when the process ends before.
 * @param begins what its clock says at first, epoch milliseconds; today's by default
 */
export async function startOutside(dataDir: string, scale: Scale = 'county', begins?: number): Promise<OutsideWorld> {
  const program = fileURLToPath(new URL('./outside.js', import.meta.url));
  const child = fork(program, [dataDir, String(scale), ...(begins === undefined ? [] : [String(begins)])], {
    execArgv: [],
  });
  const first = await next(child);
  if (first.kind !== 'ready') throw new Error('the agencies say that they are ready before anything else');
  return {
    connection: first.connection,
    send: async (load) => {
      child.send(load);
      const answer = await next(child);
      if (answer.kind !== 'done')
        throw new Error(answer.kind === 'failed' ? answer.reason : 'a load ends in an answer');
      return answer;
    },
    close: async () => {
      if (!child.connected) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function next(child: ChildProcess): Promise<Outside> {
  const ended = new AbortController();
  const gone = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`the process of the agencies ended with ${String(code)}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: ended.signal }), gone])) as [Outside];
    return message;
  } finally {
    gone.catch(() => undefined);
    ended.abort();
  }
}
