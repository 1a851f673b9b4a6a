import { chmodSync, existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers } from './leftovers.mjs';
import { rooms, root, run, tool } from './run.mjs';

const mark = join(root, 'dist', 'build.tsbuildinfo');

/** Compiles the rooms to dist/, and GraphiQL's page, when a source is newer than the last build. */
export async function build() {
  if (!isBuilt()) {
    const { code } = await run(tool('tsc'), ['-p', 'tsconfig.build.json']);
    if (code !== 0) process.exit(code);
    removeLeftovers(rooms);
    // `npx plumbline` runs the file itself, and the compiler writes files that nobody may run.
    chmodSync(join(root, 'dist', 'cli', 'main.js'), 0o755);
    // An unchanged program leaves the compiler's mark as it was.
    utimesSync(mark, new Date(), new Date());
  }
  if (!isPageBuilt()) {
    const { code } = await run(process.execPath, ['gateway/graphiql/build.mjs'], { capture: true });
    if (code !== 0) process.exit(code);
  }
}

function isPageBuilt() {
  const page = join(root, 'dist', 'graphiql', 'index.html');
  if (!existsSync(page)) return false;
  const builtAt = statSync(page).mtimeMs;
  const folder = join(root, 'gateway', 'graphiql');
  return readdirSync(folder).every((file) => statSync(join(folder, file)).mtimeMs <= builtAt);
}

function isBuilt() {
  if (!existsSync(mark)) return false;
  const builtAt = statSync(mark).mtimeMs;
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((file) => join(root, file));
  return [...settings, ...rooms.flatMap((room) => sources(join(root, room)))].every(
    (file) => statSync(file).mtimeMs <= builtAt,
  );
}

function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

if (import.meta.url === `file://${process.argv[1]}`) await build();
