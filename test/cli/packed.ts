import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../schema/package-root.js';

const execute = promisify(execFile);
const modules = join(packageRoot, 'node_modules');

/** The package as it would be handed out. */
export interface Packed {
  readonly tarball: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

/** Packs the built program into a folder. Nothing runs but npm itself. */
export async function pack(folder: string): Promise<Packed> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await execute('npm', args, { cwd: packageRoot, maxBuffer: 16_777_216 });
  const [said] = JSON.parse(stdout) as readonly [
    { readonly filename: string; readonly files: readonly { path: string }[] },
  ];
  return { tarball: join(folder, said.filename), files: said.files.map(({ path }) => path) };
}

/**
 * Installs the package in a folder without a registry: unpacked, with links to those of this tree's modules that its
 * `package.json` names as dependencies. What the package needs and does not name is not found; what an agency builds with
 * (`tsc`) is linked beside it.
 */
export async function installPacked(tarball: string, folder: string): Promise<void> {
  const place = join(folder, 'node_modules', 'plumbline');
  mkdirSync(place, { recursive: true });
  await execute('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as { dependencies: object };
  for (const name of Object.keys(dependencies)) link(join(modules, name), join(place, 'node_modules', name));
  const programs = join(folder, 'node_modules', '.bin');
  link(join(modules, '.bin', 'tsc'), join(programs, 'tsc'));
  link(join(place, 'dist', 'cli', 'main.js'), join(programs, 'plumbline'));
}

function link(target: string, at: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(target, at);
}

const script = `#!/bin/sh
[ "$1" = install ] && exec test -d node_modules/plumbline
PATH="\${PATH#*:}"; export PATH
exec npm "$@"
`;

/** A folder for PATH in which `npm install` is `installPacked`'s work, done before; every other npm is npm's. */
export function withoutRegistry(folder: string): string {
  mkdirSync(folder);
  writeFileSync(join(folder, 'npm'), script, { mode: 0o755 });
  return folder;
}
