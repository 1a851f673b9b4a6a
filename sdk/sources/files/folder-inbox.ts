import { constants } from 'node:fs';
import { lstat, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceFailure } from '../../source-failure.js';
import type { Inbox, InboxEntry, InboxVisit } from './inbox.js';

/** A folder of this machine, or one that is mounted. */
export function folderInbox(root: string): Inbox {
  const visit: InboxVisit = {
    list: async (folder = '') => {
      const path = join(root, folder);
      const entries = await readdir(path, { withFileTypes: true });
      const found = entries
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .map((entry) => entryOf(path, entry.name, entry.isFile() ? 'file' : 'folder'));
      return (await Promise.all(found)).filter((entry) => entry !== null);
    },
    head: (folder, name, length) => headOf(join(root, folder, name), length),
    withFile: (folder, name, work) => work(join(root, folder, name)),
  };
  const assertThere = async () => {
    try {
      if ((await stat(root)).isDirectory()) return;
    } catch {
      // Told below, without the path.
    }
    throw new SourceFailure('REFUSED', 'INBOX_MISSING');
  };
  return {
    assertThere,
    visit: async (_signal, work) => {
      await assertThere();
      return work(visit);
    },
  };
}

/** Null when it went away meanwhile. */
async function entryOf(folder: string, name: string, kind: InboxEntry['kind']): Promise<InboxEntry | null> {
  const found = await lstat(join(folder, name)).catch(() => null);
  return found === null ? null : { name, kind, state: `${found.ino}/${found.size}/${found.mtimeMs}` };
}

async function headOf(path: string, length: number): Promise<Buffer | null> {
  try {
    // A link leads elsewhere, and a pipe would be waited for without end.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) return null;
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
