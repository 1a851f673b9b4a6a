import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessSetting {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A program started as a container would start it: its own environment and nothing of this one. */
export interface LocalProcess {
  readonly child: ChildProcess;
  /** Exit code, or 128 and the number of the signal that ended it. */
  readonly ended: Promise<number>;
  readonly hasEnded: () => boolean;
  readonly output: () => string;
}

const hasSetpriv = spawnSync('setpriv', ['--version']).status === 0;
const signals: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

export function startProcess(command: readonly string[], { cwd, environment }: ProcessSetting): LocalProcess {
  const [program = '', ...args] = command.map((word) => (word === 'node' ? process.execPath : word));
  // With setpriv (util-linux) the kernel ends what is left, should the tests die.
  const words = hasSetpriv ? ['setpriv', '--pdeathsig', 'KILL', program, ...args] : [program, ...args];
  const child = spawn(words[0] ?? program, words.slice(1), {
    cwd,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    return typeof code === 'number' ? code : 128 + (signals[String(signal)] ?? 0);
  });
  return {
    child,
    ended,
    hasEnded: () => isOver,
    output: () => text,
  };
}

/** Runs a program to its end. */
export async function runProcess(
  command: readonly string[],
  setting: ProcessSetting,
): Promise<{ readonly code: number; readonly output: string }> {
  const started = startProcess(command, setting);
  return { code: await started.ended, output: started.output() };
}
