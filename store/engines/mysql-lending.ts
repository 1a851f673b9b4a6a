import type { Socket } from 'node:net';
import type { Pool, PoolConnection } from 'mysql2/promise';

export interface Terms {
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `work` on a connection of the pool, waiting for it included, and rejects when `withinMs` have passed or the signal aborts.
 * The protocol cannot cancel a statement, and a server that hangs does not even close: its connection is cut, and nobody waits for it.
 */
export function lend<T>(
  pool: Pool,
  { withinMs, signal }: Terms,
  work: (connection: PoolConnection) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let lent: PoolConnection | undefined;
    let isOver = false;
    const end = () => {
      isOver = true;
      clearTimeout(overdue);
      signal?.removeEventListener('abort', abort);
    };
    const giveUp = (reason: unknown) => {
      end();
      if (lent !== undefined) cut(lent);
      reject(reason);
    };
    const abort = () => giveUp(signal?.reason);
    const overdue = setTimeout(() => giveUp(new Overdue(withinMs)), withinMs);
    signal?.addEventListener('abort', abort, { once: true });
    const run = async () => {
      const connection = await pool.getConnection();
      if (isOver) return connection.release();
      lent = connection;
      try {
        const result = await work(connection);
        if (!isOver) resolve(result);
      } finally {
        if (!isOver) connection.release();
        end();
      }
    };
    run().catch((cause: unknown) => {
      end();
      reject(cause);
    });
  });
}

/**
 * Ends a connection without asking the other side, and what waits on it with `PROTOCOL_CONNECTION_LOST`. The driver's own `destroy`
 * says good-bye and waits for an answer, and forgets the statement under way.
 */
export function cut({ connection }: PoolConnection): void {
  wireOf(connection).destroy();
}

/** The wires of a pool's connections, which it does not give out itself. */
export interface Wires {
  cut(): void;
}

export function wiresOf(pool: Pool): Wires {
  const wires = new Set<Socket>();
  pool.pool.on('connection', (connection) => {
    const wire = wireOf(connection);
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
  });
  return {
    cut: () => {
      for (const wire of wires) wire.destroy();
    },
  };
}

function wireOf(connection: unknown): Socket {
  return (connection as { readonly stream: Socket }).stream;
}

/** The server did not answer in time. Not tried again: whoever asked has waited long enough. */
class Overdue extends Error {
  override readonly name = 'Overdue';
  readonly code = 'ETIMEDOUT';

  constructor(ms: number) {
    super(`no answer in ${ms} ms`);
  }
}
