import { pathToFileURL } from 'node:url';
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

/** Opens the switch of a libSQL file; the file itself is read by whoever is bound to it. */
export function openFileSwitch(file: string): FileSystemSwitch {
  let locked: Client | undefined;
  const start = async () => {
    const client = locked;
    locked = undefined;
    if (client === undefined) return;
    // A closed client keeps its file until it is collected, so the lock is given back first: by a read in normal mode.
    await client.executeMultiple('PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_master;');
    client.close();
  };
  return {
    file,
    stop: async () => {
      if (locked !== undefined) return;
      const client = createClient({ url: pathToFileURL(file).href });
      try {
        // In exclusive locking mode a connection keeps the lock after its transaction (the client ends those by itself).
        await client.executeMultiple(
          'PRAGMA busy_timeout = 2000; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;',
        );
      } catch (cause) {
        client.close();
        throw new PlumblineError('SOURCE_UNAVAILABLE', 'The system is busy and could not be shut for maintenance', {
          cause,
        });
      }
      locked = client;
    },
    start,
    close: start,
  };
}
