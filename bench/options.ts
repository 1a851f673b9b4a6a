import { parseArgs } from 'node:util';
import { PlumblineError } from '../schema/errors.js';

export interface BenchOptions {
  /** Requests a slice: the turn of one contestant in one round. */
  readonly requests: number;
  readonly rounds: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Data folder of the country; none makes one that is removed afterwards. */
  readonly data: string | null;
  readonly isJson: boolean;
  /** Folder that `.cpuprofile` files go to; null: nothing is profiled. */
  readonly profile: string | null;
  /** Whether the numbers go into docs/benchmarks.md. */
  readonly write: boolean;
}

export const usage = `npm run bench -- [options]

  --requests <n>      requests a contestant answers in a round (default 60)
  --rounds <n>        rounds that are counted (default 9)
  --concurrency <n>   requests under way at once (default 4)
  --data <folder>     data folder to seed the country in and keep (default: a temporary one)
  --profile           write .cpuprofile files to .data/profiles and say where the time goes
  --json              print the numbers as JSON
  --write             put the numbers into docs/benchmarks.md
`;

/** Reads the command line. Throws `BAD_USER_INPUT`, saying what is wrong with it. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parse(args);
  return {
    requests: count('requests', values.requests),
    rounds: count('rounds', values.rounds),
    concurrency: count('concurrency', values.concurrency),
    data: values.data ?? null,
    isJson: values.json,
    profile: values.profile ? '.data/profiles' : null,
    write: values.write,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        requests: { type: 'string', default: '60' },
        rounds: { type: 'string', default: '9' },
        concurrency: { type: 'string', default: '4' },
        data: { type: 'string' },
        profile: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', (cause as Error).message, { cause });
  }
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new PlumblineError('BAD_USER_INPUT', `--${name} must be a whole number above 0`);
}
