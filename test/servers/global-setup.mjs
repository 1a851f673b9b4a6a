import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDoor } from './door.mjs';
import { launch } from './launch.mjs';
import { closeRun, note, openRun, runFolder, sweep } from './leftovers.mjs';
import { closeScratch, openScratch } from './scratch.mjs';

/**
 * Opens a door on loopback behind which the real servers wait: `GET /mysql` and `GET /postgres` start one on the
 * first call and answer its URL. A run whose tests need no server starts none; a server that cannot be had fails
 * every test that asks for it, with what to do about it. Workers inherit a folder for temporary files in memory.
 */
// biome-ignore lint/style/noDefaultExport: jest calls the default export.
export default async function setup() {
  sweep();
  openRun();
  // What is made once for many runs stays where it was.
  process.env.PLUMBLINE_TEST_TEMPLATES = tmpdir();
  process.env.PLUMBLINE_TEST_COMPILED = join(runFolder, 'compiled');
  mkdirSync(process.env.PLUMBLINE_TEST_COMPILED);
  const scratch = openScratch();
  if (scratch !== null) process.env.TMPDIR = scratch;
  const started = new Map();
  const door = openDoor((name) => {
    if (!started.has(name))
      started.set(
        name,
        launch(name, `${runFolder}/${name}`, (child) => note(name, child.pid)),
      );
    return started.get(name);
  });
  door.unref();
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));
  process.env.PLUMBLINE_TEST_SERVERS = `http://127.0.0.1:${door.address().port}`;
  const close = () => {
    closeRun();
    closeScratch();
  };
  process.once('exit', close);
  globalThis.closeTestServers = () => {
    door.close();
    close();
  };
}
