import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A drop folder on an exchange machine (前置机). */
export interface DropFolder {
  /** Holds a folder a day, `yyyymmdd`. */
  readonly inbox: string;
  /** The share goes away, as when the exchange machine is down. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export const inboxName = 'in';
const offlineName = 'in.offline';

/** Opens the drop folder in `dir`; a folder that was left switched off comes back. */
export async function openDropFolder(dir: string): Promise<DropFolder> {
  const inbox = join(dir, inboxName);
  const offline = join(dir, offlineName);
  const start = async () => {
    if (existsSync(offline)) await rename(offline, inbox);
  };
  await start();
  await mkdir(inbox, { recursive: true });
  return {
    inbox,
    start,
    stop: async () => {
      if (existsSync(inbox)) await rename(inbox, offline);
    },
    close: start,
  };
}
