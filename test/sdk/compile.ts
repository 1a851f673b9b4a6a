import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../schema/package-root.js';

/** What strict tsc says of sources that import `plumbline/sdk`, a line a fault, by their names in `sources`. */
export async function compile(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-compile-'));
  const doors = { 'plumbline/sdk': [join(packageRoot, 'sdk', 'index.ts')] };
  const options = { rootDir: '/', paths: doors, incremental: false, types: [], noUnusedLocals: true };
  const settings = { extends: join(packageRoot, 'tsconfig.json'), compilerOptions: options, include: ['**/*.ts'] };
  const files = { 'package.json': '{ "type": "module" }', 'tsconfig.json': JSON.stringify(settings), ...sources };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  try {
    const said = await run(
      join(packageRoot, 'node_modules', '.bin', 'tsc'),
      ['-p', folder, '--noEmit', '--pretty', 'false'],
      folder,
    );
    // The sources of the sdk are checked by themselves.
    return said.split('\n').filter((line) => Object.keys(sources).some((name) => line.startsWith(`${name}(`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, [...args], { cwd }, (_error, out, err) => resolve(`${out}${err}`));
  });
}
