import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { graphiqlSession } from '../../demo/graphiql-session.js';
import { openDemo } from '../../demo/open-demo.js';
import { demoFiles } from '../../demo/settings.js';
import { openHub } from '../../gateway/hub.js';
import { trustOf } from '../../gateway/keys.js';
import { openGateway } from '../../gateway/open-gateway.js';
import { sealsOf } from '../../gateway/seals.js';
import { createLog } from '../../gateway/server/log.js';
import { packageRoot } from '../../schema/package-root.js';
import { createClient } from '../hub/hub-client.js';
import { freshCountry } from '../hub/seeded-country.js';
import { provideChromium } from './chromium.mjs';

/** A hub in one process that serves GraphiQL with accounts of the demonstration. */
export interface PageHub {
  readonly url: URL;
  /** The authorization header of one of the demonstration's people. */
  bearer(name: string): Promise<string>;
  close(): Promise<void>;
}

/** The morning after the county's last day: tokens are made and read by the same clock. */
const morning = Date.parse('2026-11-02T09:00:00+08:00');

export async function openPageHub(): Promise<PageHub> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-graphiql-'));
  const [country] = await Promise.all([freshCountry('county'), buildPage(folder)]);
  country.placeStore(demoFiles(country.folder).store);
  const demo = await openDemo({ dataFolder: country.folder });
  const { tokens } = demo.config;
  if (tokens === undefined) throw new Error('the demonstration has an issuer');
  const clock = () => new Date(morning);
  const seals = sealsOf(demo.config.secret);
  const client = createClient(() => new URL('http://127.0.0.1'), demo.issuer, seals, clock);
  const session = () => graphiqlSession((name) => client.tokenOf(name));
  const hub = await openHub(demo.config, { clock });
  const server = await openGateway({ ...demo.config, graphiql: true }, hub, {
    log: createLog('silent'),
    trust: trustOf(tokens),
    graphiql: { folder, session },
  });
  await hub.warm();
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    bearer: async (name) => `Bearer ${await client.tokenOf(name)}`,
    close: async () => {
      await server.close();
      await demo.close();
      country.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Vite is a program of its own here: it would not load among jest's modules.
async function buildPage(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [join(packageRoot, 'gateway', 'graphiql', 'build.mjs'), folder]);
}

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: provideChromium(),
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** What a browser did that nobody asked it to. */
export interface Watched {
  readonly page: Page;
  /** Addresses asked for, in order. */
  readonly requests: string[];
  /** Errors of the console and of scripts, and breaches of the page's policy. */
  readonly complaints: string[];
}

/** Opens GraphiQL and waits until it has read the schema. */
export async function openPage(context: BrowserContext, url: URL): Promise<Watched> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const schema = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await page.goto(url.href);
  await (await schema).finished();
  await page.locator('.graphiql-editor-tool .view-line', { hasText: 'x-plumbline-purpose' }).waitFor();
  return { page, requests, complaints };
}
