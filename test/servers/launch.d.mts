import type { ChildProcess } from 'node:child_process';
import type { Kind } from './binaries.mjs';

/** A user that is not root. */
export interface Owner {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export function unprivileged(kind: Kind): Owner | undefined;
export function start(
  program: string | undefined,
  args: readonly string[],
  owner: Owner | undefined,
  cwd: string,
): ChildProcess;
export function finish(child: ChildProcess): Promise<void>;
export function ready(child: ChildProcess, line: RegExp): Promise<void>;
export function freePort(): Promise<number>;
