import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Client, createClient } from '@libsql/client';
import { PlumblineError } from '../../../schema/errors.js';

/** A system held in a file, which can be down for maintenance: readers are then refused at once. */
export interface FileSystemSwitch {
  readonly file: string;
  /** Takes an exclusive lock; from then on every reader gets SQLITE_BUSY. Waits for readers under way. */
  stop(): Promise<void>;
  /** Releases it. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const tries = 60;

/** Opens the switch of a libSQL file; the file itself is read by whoever is bound to it. */
export function openFileSwitch(file: string): FileSystemSwitch {
  let locked: Client | undefined;
  const start = async () => {
    const client = locked;
    locked = undefined;
    if (client === undefined) return;
    // A closed client keeps its file until it is collected, so the lock is given back first: by a read in normal mode.
    await client.execute('PRAGMA locking_mode = NORMAL');
    await client.execute('SELECT count(*) FROM sqlite_master');
    client.close();
  };
  return {
    file,
    stop: async () => {
      if (locked === undefined) locked = await lock(createClient({ url: pathToFileURL(file).href }), tries);
    },
    start,
    close: start,
  };
}

async function lock(client: Client, left: number): Promise<Client> {
  try {
    // In exclusive locking mode a connection keeps the lock after its transaction (the client ends those by itself).
    await client.executeMultiple('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
    return client;
  } catch (cause) {
    if (left === 0) {
      client.close();
      throw new PlumblineError('SOURCE_UNAVAILABLE', 'The system is busy and could not be shut for maintenance', {
        cause,
      });
    }
  }
  // A statement that was refused at the last stop still holds its reader's shared lock until it is collected.
  collectGarbage();
  await wait(50);
  return lock(client, left - 1);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
