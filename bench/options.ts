import { parseArgs } from 'node:util';
import type { Scale } from '../demo/lives/generate-lives.js';
import { parseScale } from '../demo/open-demo.js';
import { PlumblineError } from '../schema/errors.js';

/** What can be measured by itself. */
export const parts = ['scenarios', 'cost', 'policies', 'audit', 'landing', 'counties', 'oversight'] as const;
export type Part = (typeof parts)[number];

export interface BenchOptions {
  readonly only: readonly Part[];
  /** A MySQL or MariaDB server whose user may make databases; null measures log and landing on the embedded store alone. */
  readonly mysqlUrl: string | null;
  /** Requests a slice: the turn of one contestant in one round. */
  readonly requests: number;
  readonly rounds: number;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Rows of the file that is landed. */
  readonly rows: number;
  /** How large a country the rules are walked over. */
  readonly scale: Scale;
  /** Ids of the rules that are walked; all of the core when empty. */
  readonly rules: readonly string[];
  /** Data folder of the country; none makes one that is removed afterwards. */
  readonly data: string | null;
  readonly isJson: boolean;
  /** Folder that `.cpuprofile` files go to; null: nothing is profiled. */
  readonly profile: string | null;
  /** Whether the numbers go into docs/benchmarks.md. */
  readonly write: boolean;
}

export const usage = `npm run bench -- [options]

  --only <parts>      ${parts.join(', ')}: one or several, with commas (default: all)
  --mysql-url <url>   server to measure log and landing on (default: one is started, where MariaDB is installed)
  --requests <n>      requests a contestant answers in a round (default 60)
  --rounds <n>        rounds that are counted (default 9)
  --concurrency <n>   requests under way at once (default 4)
  --rows <n>          rows of the file that is landed (default 1000000)
  --scale <size>      country that rules are walked over: county, city or a number of counties (default county)
  --rules <ids>       rules that are walked, with commas (default: all of the core)
  --data <folder>     data folder to seed the country in and keep (default: a temporary one)
  --profile           write .cpuprofile files to .data/profiles and say where the time goes
  --json              print the numbers as JSON
  --write             put the numbers into docs/benchmarks.md
`;

/** Reads the command line. Throws `BAD_USER_INPUT`, saying what is wrong with it. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parse(args);
  const only = partsOf(values.only);
  if (values.write && only.length < parts.length)
    throw new PlumblineError('BAD_USER_INPUT', '--write puts whole runs into the page: leave --only away');
  return {
    only,
    mysqlUrl: values['mysql-url'] ?? null,
    requests: count('requests', values.requests),
    rounds: count('rounds', values.rounds),
    concurrency: count('concurrency', values.concurrency),
    rows: count('rows', values.rows),
    scale: parseScale(values.scale),
    rules: (values.rules ?? '').split(',').filter((id) => id !== ''),
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
        only: { type: 'string', default: parts.join() },
        'mysql-url': { type: 'string' },
        requests: { type: 'string', default: '60' },
        rounds: { type: 'string', default: '9' },
        concurrency: { type: 'string', default: '4' },
        rows: { type: 'string', default: '1000000' },
        scale: { type: 'string', default: 'county' },
        rules: { type: 'string' },
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

function partsOf(text: string): readonly Part[] {
  return text.split(',').map((name) => {
    const known = parts.find((part) => part === name);
    if (known !== undefined) return known;
    throw new PlumblineError('BAD_USER_INPUT', `--only takes ${parts.join(', ')}`);
  });
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new PlumblineError('BAD_USER_INPUT', `--${name} must be a whole number above 0`);
}
