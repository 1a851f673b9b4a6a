import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { receiversOf } from '../../../gateway/server/push.js';
import type { OpenAdapter } from '../../../schema/adapter.js';
import { errorTable } from '../../../schema/errors.js';
import { packageRoot } from '../../../schema/package-root.js';
import { ownLanding } from '../../../sdk/sources/landed/own-landing.js';
import { defaultPushLimits } from '../../../sdk/sources/push/settings.js';
import { openStore, type Store } from '../../../store/open-store.js';
import { pdf } from '../../sdk/pushing.js';
import { type Door, doors } from './doors.js';
import { adapter as hongshanCourt } from './hongshan-court.js';

const secret = 'the-secret-of-the-guide-0123456789';
const run = promisify(execFile);

let guide: string;
let folder: string;
let store: Store;
let adapter: OpenAdapter;
let door: Door;

beforeAll(async () => {
  guide = await readFile(join(packageRoot, 'docs', 'guides', 'pushing.md'), 'utf8');
  folder = await mkdtemp(join(tmpdir(), 'plumbline-guide-'));
  const clock = () => new Date();
  store = await openStore({
    url: `file:${join(folder, 'store.db')}`,
    clock,
    chain: 'hub',
    digest: 'sha256',
    secret: 'the secret of a hub of tests',
  });
  adapter = await hongshanCourt.open(
    { secret },
    { clock, landing: ownLanding(store.landing, 'hongshan-court'), divisions: ['150402'] },
  );
  const [gateway] = doors;
  if (gateway === undefined) throw new Error('no door');
  door = await gateway.open(receiversOf([adapter]));
  await Promise.all([
    writeFile(join(folder, 'secret.txt'), secret),
    writeFile(join(folder, 'judgment.pdf'), pdf('民事判决书')),
    writeFile(join(folder, 'delivery.json'), block('json', '民初17号')),
    writeFile(join(folder, 'closed.json'), block('json', 'attachments": [')),
    writeFile(join(folder, 'push.mjs'), block('js', 'node push.mjs')),
  ]);
});
afterAll(async () => {
  await door.close();
  await adapter.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** The first block of the guide in a language that holds some words. */
function block(language: string, words: string): string {
  const blocks = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, of, text]) => ({ of, text: text ?? '' }));
  const found = blocks.find(({ of, text }) => of === language && text.includes(words));
  if (found === undefined) throw new Error(`the guide has no ${language} with ${words}`);
  return found.text;
}

/** Runs blocks of the guide one after the other, with this hub's address for that of the guide. */
async function follow(...blocks: readonly string[]): Promise<string> {
  const settings = block('sh', 'export HUB').replace('https://hub.example.gov.cn', door.url.origin);
  const { stdout } = await run('bash', ['-euc', [settings, ...blocks].join('\n')], { cwd: folder });
  return stdout;
}

async function held(entity: string, fields: readonly string[]) {
  const reader = adapter.readers.find((each) => each.entity === entity);
  const request = { entity, fields, where: { op: 'true' }, order: [], first: 9, count: false } as const;
  const read = await reader?.read(request, { requestId: 't', signal: new AbortController().signal });
  return [...(read?.groups.values() ?? [])].flatMap(({ rows }) => rows.map(({ values }) => values));
}

test('the adapter of the guide is the one that is opened here', async () => {
  const page = await readFile(join(packageRoot, 'test', 'gateway', 'push', 'hongshan-court.ts'), 'utf8');
  expect(block('ts', 'defineAdapter')).toBe(page.replace('../../../sdk/index.js', 'plumbline/sdk'));
});

test('its commands land a delivery, once, and its program the documents of another', async () => {
  const [first, status] = (await follow(block('sh', 'curl'))).trim().split('\n');
  expect(status).toBe('201');
  const { digest: _d, receivedAt: _r, ...receipt } = JSON.parse(first ?? '');
  const { digest: _e, receivedAt: _s, ...told } = JSON.parse(block('json', '"LANDED"'));
  expect(receipt).toEqual(told);
  expect(Object.keys(JSON.parse(first ?? ''))).toEqual(Object.keys(JSON.parse(block('json', '"LANDED"'))));
  const again = (await follow(block('sh', 'curl'))).trim().split('\n');
  expect(again[1]).toBe('200');
  expect(JSON.parse(again[0] ?? '')).toEqual({ ...JSON.parse(first ?? ''), status: 'ALREADY_LANDED' });

  const closing = block('sh', 'node push.mjs');
  expect(await follow(closing)).toMatch(/^201 .*"superseded":1,.*"attachments":1/);
  expect(await follow(closing)).toMatch(/^200 .*"ALREADY_LANDED"/);
  expect(await held('CourtCase', ['caseNumber', 'closedDate'])).toEqual([
    { caseNumber: '(2026)内0402民初17号', closedDate: '2026-03-07' },
    { caseNumber: '(2026)内0402行初3号', closedDate: null },
  ]);
  expect(await held('Judgment', ['caseNumber', 'title', 'jurisdictionDivisionCode'])).toEqual([
    { caseNumber: '(2026)内0402民初17号', title: '民事判决书.pdf', jurisdictionDivisionCode: '150402' },
  ]);
});

test('its figures and codes are those of the program', () => {
  for (const name of Object.keys(defaultPushLimits)) expect(guide).toContain(`\`${name}\``);
  const { bodyBytes, documentBytes, lineBytes, records, attachments, attachmentBytes, atOnce, perMinute } =
    defaultPushLimits;
  const mib = 1024 ** 2;
  expect([bodyBytes, documentBytes, lineBytes, attachmentBytes].map((bytes) => bytes / mib)).toEqual([64, 8, 1, 20]);
  expect([records, attachments, atOnce, perMinute]).toEqual([100_000, 100, 4, 120]);
  const told = [...guide.matchAll(/^\| ([\d, ]+)[^|]*\| ([^|]+)\|/gm)].flatMap(([, statuses = '', codes = '']) => {
    const named = [...codes.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code ?? '');
    return named.map((code, place) => [code, Number(statuses.split(',')[place] ?? Number.NaN)] as const);
  });
  expect(told.map(([code]) => code)).toContain('PUSH_INVALID');
  expect(told).toEqual(told.map(([code]) => [code, errorTable[code as keyof typeof errorTable].status]));
});
