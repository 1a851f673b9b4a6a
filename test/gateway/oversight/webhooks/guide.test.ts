import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../../../../schema/package-root.js';
import { eventually } from '../../../eventually.js';
import { matterServed, openFolder, openProcess } from '../events/telling.js';
import { configOf, deliver } from './deliveries.js';
import { otherSecret, secret } from './receiver.js';

// The receiver of docs/guides/webhooks.md, as it stands there.

const guide = readFileSync(join(packageRoot, 'docs', 'guides', 'webhooks.md'), 'utf8');
const program = /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

let folder: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-guide-'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await rm(folder, { recursive: true, force: true });
});

async function start(key = secret, port = 0) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { WEBHOOK_SECRET: key, BOOK: join(folder, 'book'), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, port: Number(line.toString('utf8')) };
}

const effects = () => {
  try {
    return readFileSync(join(folder, 'book'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).id as string);
  } catch {
    return [];
  }
};

test('the receiver of the guide has each effect once, also when it is killed in between', async () => {
  const own = await openFolder();
  const hub = await openProcess(own.url);
  const clock = () => new Date();
  const first = await start();
  const url = `http://127.0.0.1:${first.port}/plumbline`;
  const sending = deliver(hub, [configOf(url)], { clock });
  const given = Array.from({ length: 60 }, (_, n) => `e${String(n).padStart(2, '0')}`);
  await hub.outbox.append(given.slice(0, 30).map((id) => matterServed(id)));
  await eventually(() => effects().length > 5);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await hub.outbox.append(given.slice(30).map((id) => matterServed(id)));
  await start(secret, first.port);
  await eventually(() => effects().length >= 60);
  await sending.close();
  expect(effects()).toEqual(given);
  await hub.close();
  await own.drop();
});

test('the receiver of the guide refuses who has another secret, and what is old', async () => {
  const own = await openFolder();
  const hub = await openProcess(own.url);
  const { port } = await start();
  const url = `http://127.0.0.1:${port}/`;
  const wrong = deliver(hub, [configOf(url, { secret: otherSecret })], { clock: () => new Date() });
  // The clock of tests stands still in March.
  const old = deliver(hub, [configOf(url, { id: 'old' })]);
  await hub.outbox.append([matterServed('e1')]);
  await eventually(() => [wrong, old].every(({ logged }) => logged.join().includes('HTTP_401')));
  await Promise.all([wrong.close(), old.close()]);
  expect(effects()).toEqual([]);
  await hub.close();
  await own.drop();
});
