import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A line of a worker's log. */
export type Line = Readonly<Record<string, unknown>>;

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly url: string;
  readonly lines: readonly Line[];
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const loader = new URL('../../../servers/typescript.mjs', import.meta.url).href;
const program = new URL('./worker-process.ts', import.meta.url).pathname;
let count = 0;

/** Starts a worker and waits until it takes rules. */
export async function startWorker(configFile: string, leadMs: number): Promise<WorkerProcess> {
  count += 1;
  const child = spawn(process.execPath, ['--import', loader, program, configFile, `worker-${count}`, `${leadMs}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-5_000);
  });
  const lines: Line[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      lines.push(line);
      if (line.msg === 'ready') resolve(String(line.url));
    });
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}:\n${complaint}`)));
  });
  return { url, lines, end: (signal) => endChild(child, signal) };
}

async function endChild(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
