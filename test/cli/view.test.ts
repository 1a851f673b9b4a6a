import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportCommand } from '../../cli/oversight/report.js';
import { listViewsCommand, showViewCommand } from '../../cli/view/ask-views.js';
import { checkViewsCommand } from '../../cli/view/check-views.js';
import { runViewCommand } from '../../cli/view/run-view.js';
import type { Environment } from '../../gateway/environment.js';
import { type OpenedHub, openDemoHub } from '../hub/open-hubs.js';
import { hearing } from './heard.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-view-'));
const asked = { as: 'prosecutor', purpose: 'SUPERVISION' };
let hub: OpenedHub;
let environment: Environment;

beforeAll(async () => {
  hub = await openDemoHub('one process', { callsPerSecond: 2_000 });
  // Tokens of the command line are of today.
  hub.advance(Date.now() - Date.parse('2026-11-02T09:00:00+08:00'));
  const { hostname, port } = hub.url;
  environment = {
    ...{ host: hostname, port: Number(port), dataFolder: dirname(hub.store) },
    ...{ configFile: '', logLevel: 'silent', variable: () => undefined },
  };
}, 120_000);
afterAll(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true });
});

test('views are listed and shown', async () => {
  const list = hearing();
  expect(await listViewsCommand(asked, environment, list.output)).toBe(0);
  expect(list.sentence()).toContain(
    'subjects\t1.0.0\t矫正对象、判决与最近报到 · Subjects, their judgment and last check-in',
  );
  const one = hearing();
  expect(await showViewCommand('timeline', asked, environment, one.output)).toBe(0);
  expect(one.sentence()).toContain('--set person=ID!\t人员令牌 · Token of the person (needed)');
});

test('a view is exported into a file, with its variables', async () => {
  const out = join(folder, 'penalties.csv');
  const heard = hearing();
  const options = { ...asked, format: 'csv', out, set: ['minimum=10000000', 'from=2020-01-01'] } as const;
  expect(await runViewCommand('penalties-without-referral', options, environment, heard.output)).toBe(0);
  const rows = readFileSync(out, 'utf8')
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(rows.length).toBeGreaterThan(0);
  expect(heard.data()).toEqual({
    ...{ view: 'penalties-without-referral', state: 'WHOLE', rows: rows.length, out },
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('of a file that nobody ended it is not told how many rows it has', async () => {
  const half = createServer((_request, response) => response.write('a\r\n', () => response.destroy()));
  await new Promise<void>((resolve) => half.listen(0, '127.0.0.1', resolve));
  const { port } = half.address() as AddressInfo;
  const out = join(folder, 'half.csv');
  const heard = hearing();
  const options = { ...asked, format: 'csv', out } as const;
  expect(await runViewCommand('subjects', options, { ...environment, host: '127.0.0.1', port }, heard.output)).toBe(1);
  expect(heard.data()).toEqual({ view: 'subjects', state: 'BROKEN_OFF', rows: null, digest: null, out });
  half.close();
});

test('a file that is not whole is exit code 1; what is refused is told by its code', async () => {
  const out = join(folder, 'fines.csv');
  await hub.demo.country.systems.enforcement.stop();
  const heard = hearing();
  const options = { ...asked, format: 'csv', out } as const;
  expect(await runViewCommand('fines-without-enforcement', options, environment, heard.output)).toBe(1);
  expect(heard.data()).toMatchObject({ state: 'PARTIAL' });
  await hub.demo.country.systems.enforcement.start();
  for (const [set, code] of [
    [['minimum'], 'BAD_USER_INPUT'],
    [['strange=1'], 'BAD_USER_INPUT'],
  ] as const)
    await expect(
      runViewCommand('penalties-without-referral', { ...options, set }, environment, hearing().output),
    ).rejects.toMatchObject({ code });
  await expect(runViewCommand('none', options, environment, hearing().output)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a running hub is needed, and said to be', async () => {
  const nowhere = { ...environment, port: 1 };
  await expect(listViewsCommand(asked, nowhere, hearing().output)).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
  });
});

test('views are checked without a hub', () => {
  const heard = hearing();
  expect(checkViewsCommand({}, heard.output)).toBe(0);
  expect(heard.sentence()).toBe('9 views, 0 faults');
});

test('the figures of a period are written as one document, or as data; what is refused is told by its code', async () => {
  const out = join(folder, 'report.docx');
  const heard = hearing();
  const options = { as: 'case-manager', from: '2026-01-01', to: '2026-07-01', format: 'docx', out } as const;
  expect(await reportCommand(options, environment, new Date(), heard.output)).toBe(0);
  expect(heard.data()).toEqual({ out, statistics: 24, gaps: expect.any(Number) });
  expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
  const data = join(folder, 'report.json');
  const asked = { ...options, format: 'json', out: data, division: '371422' } as const;
  expect(await reportCommand(asked, environment, new Date(), hearing().output)).toBe(0);
  expect(JSON.parse(readFileSync(data, 'utf8'))).toMatchObject({ from: '2026-01-01', to: '2026-07-01' });
  const refused = reportCommand({ ...options, as: 'public' }, environment, new Date(), hearing().output);
  await expect(refused).rejects.toMatchObject({ code: 'PURPOSE_NOT_GRANTED' });
}, 60_000);
