import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { kinds, provide, versions } from './binaries.mjs';
import { openDoor } from './door.mjs';
import { knock } from './knock.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plumbline-binaries-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function program(path: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}
const nothing = { path: () => [], install: () => {} };
const postgresql = () => join(root, 'usr/lib/postgresql');
const postgres = () => ({
  ...kinds.postgres,
  folders: () => versions(postgresql()).map((version) => join(postgresql(), version, 'bin')),
});
const mysql = () => ({ ...kinds.mysql, folders: () => [join(root, 'usr/sbin')] });

test('programs outside of PATH are found where Debian keeps them, the newest version first', () => {
  for (const version of ['9.6', '15', '17', 'common']) program(`usr/lib/postgresql/${version}/bin/postgres`);
  for (const version of ['9.6', '15']) program(`usr/lib/postgresql/${version}/bin/initdb`);
  program('usr/lib/postgresql/17/bin/initdb');
  const bin = join(postgresql(), '17', 'bin');
  expect(provide(postgres(), nothing)).toEqual({ server: join(bin, 'postgres'), install: join(bin, 'initdb') });
});

test('the folders that are looked through beside PATH are those of Debian', () => {
  expect(kinds.mysql.folders()).toEqual(expect.arrayContaining(['/usr/sbin', '/usr/libexec']));
  for (const folder of kinds.postgres.folders()) expect(folder).toMatch(/^\/usr\/lib\/postgresql\/[^/]+\/bin$/);
});

test('a server that is linked into PATH brings the programs beside the real file', () => {
  const server = program('opt/mariadb/bin/mariadbd');
  const install = program('opt/mariadb/bin/mariadb-install-db');
  const defaults = program('opt/mariadb/bin/my_print_defaults');
  mkdirSync(join(root, 'bin'));
  const link = join(root, 'bin/mariadbd');
  symlinkSync(server, link);
  expect(provide(mysql(), { ...nothing, path: () => [join(root, 'bin')] })).toEqual({
    server: link,
    install,
    defaults,
  });
});

test('programs that are missing are installed, once', () => {
  const asked: string[] = [];
  const installing = {
    ...nothing,
    install: ({ title }: { title: string }) => {
      asked.push(title);
      for (const name of ['mariadbd', 'mariadb-install-db', 'my_print_defaults']) program(`usr/sbin/${name}`);
    },
  };
  const found = provide(mysql(), installing);
  expect(found).toEqual(provide(mysql(), installing));
  expect(found.server).toBe(join(root, 'usr/sbin/mariadbd'));
  expect(asked).toEqual(['MariaDB']);
});

test('without programs, without the right to install them and without a URL, it says what to do', () => {
  expect(() => provide(mysql(), nothing)).toThrow(
    new Error(
      [
        'Tests need a real MariaDB server and none was found.',
        'Do one of these:',
        "  - install it:  apt-get install -y --no-install-recommends mariadb-server-core mariadb-client-core   (or your system's package)",
        '  - name a server whose user may create databases:  PLUMBLINE_TEST_MYSQL_URL=mysql://root:secret@127.0.0.1:3306 npm test',
      ].join('\n'),
    ),
  );
});

test('a file that may not be run is no program', () => {
  chmodSync(program('usr/sbin/mariadbd'), 0o644);
  expect(() => provide(mysql(), nothing)).toThrow('none was found');
});

/** A server on loopback for as long as `work` runs. */
async function listening<T>(server: ReturnType<typeof createServer>, work: (url: string) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
  } finally {
    server.close();
  }
}

test('the door answers a URL or the complaint, and keeps no connection', async () => {
  const door = openDoor(async (name: string) => {
    if (name !== 'mysql') throw new Error('none was found');
    return { url: 'mysql://here' };
  });
  let connections = 0;
  door.on('connection', () => {
    connections += 1;
  });
  await listening(door, async (url) => {
    expect(await knock(`${url}/mysql`)).toBe('mysql://here');
    expect(await knock(`${url}/mysql`)).toBe('mysql://here');
    await expect(knock(`${url}/postgres`)).rejects.toThrow('none was found');
  });
  expect(connections).toBe(3);
});

test('a question whose connection is reset is asked once more, and not for ever', async () => {
  let resets = 0;
  const resetting = (left: number) =>
    createServer((_request: IncomingMessage, response: ServerResponse) => {
      if (resets >= left) return response.end('mysql://here');
      resets += 1;
      return response.socket?.resetAndDestroy();
    });
  expect(await listening(resetting(1), knock)).toBe('mysql://here');
  resets = 0;
  await expect(listening(resetting(2), knock)).rejects.toMatchObject({ code: 'ECONNRESET' });
});
