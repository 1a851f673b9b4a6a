import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceFailure } from '../../source-failure.js';
import { DeliveryRefused } from './delivery.js';
import type { Inbox, InboxVisit } from './inbox.js';
import { removeLeftovers, withOwnFolder } from './own-folders.js';
import type { SftpAccess, SftpAddress } from './sftp-access.js';
import { connectSftp, type SftpConnection } from './sftp-connection.js';

/**
 * A folder on an SFTP server. Files are brought into a private folder of this machine, under names of our own, and removed once
 * they have landed; what a process that was killed left behind is removed by the next one.
 */
export function sftpInbox(address: SftpAddress, access: SftpAccess, fileBytes: number): Inbox {
  let failure: unknown = null;
  let isTidy = false;
  return {
    // To connect for every read would cost more than the read: what the last look found is what is known.
    assertThere: async () => {
      if (failure !== null) throw failure;
    },
    visit: async (signal, work) => {
      if (!isTidy) await removeLeftovers();
      isTidy = true;
      let connection: SftpConnection | null = null;
      try {
        connection = await connectSftp(address, access, signal);
        const result = await work(visitOf(connection, address.path, fileBytes));
        failure = null;
        return result;
      } catch (cause) {
        if (cause instanceof SourceFailure && !signal.aborted) failure = cause;
        throw cause;
      } finally {
        connection?.close();
      }
    },
  };
}

function visitOf(connection: SftpConnection, root: string, fileBytes: number): InboxVisit {
  const pathOf = (...names: readonly string[]) => [root, ...names].join('/');
  return {
    list: async (folder) => {
      const entries = await connection.list(folder === undefined ? root : pathOf(folder));
      // What a server says of an entry is what is there itself: links are neither file nor folder.
      return entries.flatMap(({ filename, attrs }) => {
        const kind = attrs.isFile() ? 'file' : attrs.isDirectory() ? 'folder' : null;
        return kind === null ? [] : [{ name: filename, kind, state: `${attrs.size}/${attrs.mtime}` }];
      });
    },
    head: async (folder, name, length) => {
      if ((await connection.stat(pathOf(folder, name))) === null) return null;
      const pieces: Buffer[] = [];
      for await (const piece of connection.read(pathOf(folder, name), length)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    withFile: async (folder, name, work) => {
      const stats = await connection.stat(pathOf(folder, name));
      if (stats === null) throw new SourceFailure('REFUSED', 'FILE_GONE');
      if (stats.size > fileBytes) throw new DeliveryRefused('FILE_TOO_LARGE');
      return withOwnFolder(async (own) => {
        const path = join(own, 'delivery');
        await download(connection.read(pathOf(folder, name), fileBytes + 1), path, stats.size);
        return work(path);
      });
    },
  };
}

/** Rejects with `SourceFailure` when less came than there is: the next scan tries again. */
async function download(bytes: AsyncIterable<Buffer>, path: string, size: number): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  let written = 0;
  try {
    for await (const piece of bytes) {
      await file.writeFile(piece);
      written += piece.length;
    }
  } finally {
    await file.close();
  }
  if (written !== size) throw new SourceFailure('REFUSED', 'CUT_OFF');
}
