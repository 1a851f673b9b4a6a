import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { packageRoot } from '../../schema/package-root.js';
import { freshCountry } from '../hub/seeded-country.js';
import { freePort } from '../servers/launch.mjs';

let country: Awaited<ReturnType<typeof freshCountry>>;
let running: Program[] = [];
/** Counties: what starts, stops and starts again does so with few people as with many. */
const scale = 0.02;

beforeAll(async () => {
  country = await freshCountry(scale);
}, 120_000);
afterEach(async () => {
  for (const program of running) await program.stop('SIGKILL');
  running = [];
});
afterAll(() => country?.remove());

interface Program {
  readonly child: ChildProcess;
  /** Resolves when standard output has a line like this. */
  line(like: RegExp): Promise<string>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** Starts a program of the package; its words are kept. */
function start(args: readonly string[], variables: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    cwd: packageRoot,
    env: { ...process.env, NODE_OPTIONS: '', PLUMBLINE_DATA: country.folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let told = () => {};
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    told();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const program: Program = {
    child,
    ended,
    said: () => said,
    line: (like) =>
      new Promise((resolve, reject) => {
        told = () => {
          const found = said.split('\n').find((each) => like.test(each));
          if (found !== undefined) resolve(found);
        };
        told();
        void ended.then(() => reject(new Error(`ended without a line like ${like}: ${said}`)));
      }),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  running.push(program);
  return program;
}

const demo = [join(packageRoot, 'dist', 'cli', 'main.js'), 'demo', '--scale', String(scale)];
const cli = (...args: string[]) => [join(packageRoot, 'dist', 'cli', 'main.js'), ...args];

async function askName(token: string, port: number): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-plumbline-purpose': 'SUPERVISION',
      'x-plumbline-matter': encodeURIComponent(matterNumbers.campaign),
    },
    body: JSON.stringify({ query: `{ person(citizenId: "${samplePerson.citizenId}") { id name } }` }),
  });
  return ((await response.json()) as { data: unknown }).data;
}

test('it ends its start with its URL, stops at Ctrl-C, and keeps its data when started again', async () => {
  const port = await freePort();
  const variables = { PORT: String(port) };
  const first = start(demo, variables);
  expect(await first.line(/^Plumbline answers/)).toBe(`Plumbline answers at http://127.0.0.1:${port}/graphql`);
  const tokens = start(cli('token', '--as', 'prosecutor'), variables);
  await tokens.ended;
  const token = tokens.said().trim();
  const before = await askName(token, port);
  expect(before).toEqual({ person: { id: expect.any(String), name: samplePerson.name } });
  expect(await first.stop('SIGINT')).toBe(0);

  const second = start(demo, variables);
  await second.line(/^Plumbline answers/);
  expect(await askName(token, port)).toEqual(before);
  expect(await second.stop('SIGTERM')).toBe(0);

  const verified = start(cli('audit', 'verify'), variables);
  expect([await verified.ended, verified.said()]).toEqual([
    0,
    expect.stringMatching(/^intact: \d+ entries in \d+ chains?,/),
  ]);
}, 90_000);

test('a taken port gets a clear message before anything else is done', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const program = start(demo, { PORT: String(port) });
  const code = await program.ended;
  await new Promise((resolve) => taken.close(resolve));
  expect(program.said()).toBe(
    `PORT_TAKEN Port ${port} of 127.0.0.1 is taken\nSet PORT (of a configured process: listen.port) to a free port, or stop what listens there.\n`,
  );
  expect(code).toBe(1);
}, 30_000);

test.each([
  ['a role that nobody has', ['token', '--as', 'king'], 2, /BAD_USER_INPUT nobody in the demonstration is "king"/],
  ['a command that is not there', ['fly'], 2, /unknown command 'fly'/],
  [
    'a question to a hub that does not run',
    ['query', 'docs/examples/tour.graphql', '--as', 'public'],
    1,
    /SOURCE_UNAVAILABLE no hub answers/,
  ],
  ['a system that is not there', ['demo', '--without', 'weather'], 2, /BAD_USER_INPUT no system "weather"/],
  [
    'a question that is not there',
    ['query', '/nowhere', '--as', 'public'],
    2,
    /BAD_USER_INPUT \/nowhere cannot be read/,
  ],
  [
    'a role of no policy',
    ['policy', 'explain', 'Person', '--as', 'king'],
    2,
    /BAD_USER_INPUT no role "king"; roles are/,
  ],
  ['policies that are none', ['policy', 'test', '/nowhere'], 2, /BAD_USER_INPUT "\/nowhere" is neither a folder/],
  [
    'an export that is not there',
    ['audit', 'verify', '--file', '/nowhere'],
    2,
    /BAD_USER_INPUT \/nowhere cannot be read/,
  ],
  ['a number that is no citizen’s', ['audit', 'subject', '12'], 2, /BAD_USER_INPUT that is no citizen id/],
  ['a configuration that is not there', ['serve', 'gateway'], 2, /CONFIG_INVALID .* cannot be read: PLUMBLINE_CONFIG/],
])('%s is refused with exit code and remedy', async (_, args, exit, words) => {
  const program = start(cli(...args), { PORT: String(await freePort()) });
  expect([await program.ended, words.test(program.said())]).toEqual([exit, true]);
});

test('the program runs by itself, as npx runs it', async () => {
  const child = spawn(join(packageRoot, 'dist', 'cli', 'main.js'), ['--help'], { stdio: 'ignore' });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  expect(code).toBe(0);
});

test('schema check says that the committed supergraph is in step, as JSON when asked', async () => {
  const program = start(cli('schema', 'check', '--json'), {});
  expect(await program.ended).toBe(0);
  expect(JSON.parse(program.said())).toEqual({ inStep: true, breaking: [], dangerous: [] });
});
