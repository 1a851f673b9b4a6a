import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'graphql';
import type { Answer } from '../gateway/answer.js';
import type { Hub } from '../gateway/hub.js';
import { countySystem, handWritten, openCountyHub, timeoutMs } from './county-hub.js';
import { median, quantile, repeat } from './measure.js';

const size = { counties: 200, hanging: 10, person: '37142219800101123X' } as const;
/** Failures in a row after which the registry leaves a system alone. */
const untilOpen = 5;

/** Latencies of requests one after another, ms. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** One person looked up in two hundred counties, ten of which hang. */
export interface CountiesSpeed {
  readonly counties: number;
  readonly hanging: number;
  readonly timeoutMs: number;
  /** Counties of the answer: named `OK`, and with rows in it. */
  readonly answered: number;
  /** While the ten are waited for. */
  readonly waiting: Latency;
  /** After their breakers opened. */
  readonly opened: Latency;
  /** Where there are only the counties that answer. */
  readonly sound: Latency;
  /** CPU-milliseconds a request, and of the same calls by hand. */
  readonly cpuMs: { readonly opened: number; readonly sound: number; readonly byHand: number };
  /** Resident memory, MB: before, and the most while requests ran. */
  readonly rssMb: { readonly before: number; readonly most: number };
}

const question = parse(
  'query ($id: CitizenId!) { correctionSubjects(filter: { citizenId: { eq: $id } }, first: 100) { nodes { subjectNo name source { adapter } } pageInfo { hasNextPage } } }',
);

/** Measures 200 counties behind one subgraph. Rejects when a county that answers is missing. */
export async function measureCounties(requests: number): Promise<CountiesSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-counties-'));
  const child = fork(
    fileURLToPath(new URL('./counties-outside.js', import.meta.url)),
    [size.counties, size.hanging].map(String),
    { execArgv: [] },
  );
  const [urls] = (await once(child, 'message')) as [readonly string[]];
  const opened: (() => Promise<void>)[] = [];
  try {
    return await measureSystems(urls, folder, requests, opened);
  } finally {
    for (const close of opened.toReversed()) await close();
    child.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureSystems(
  urls: readonly string[],
  folder: string,
  requests: number,
  closing: (() => Promise<void>)[],
): Promise<CountiesSpeed> {
  const { counties, hanging } = size;
  const clock = () => new Date();
  const adapters = await Promise.all(
    urls.map((url, at) => countySystem.open({ url }, { clock, id: `county-${`${at}`.padStart(3, '0')}` })),
  );
  closing.push(async () => void (await Promise.all(adapters.map((adapter) => adapter.close()))));
  const all = await openCountyHub(adapters, join(folder, 'all.db'), closing);
  const some = await openCountyHub(adapters.slice(0, counties - hanging), join(folder, 'some.db'), closing);
  const byHand = handWritten(urls.slice(0, counties - hanging), size.person, closing);
  const memory = watchMemory();
  const before = rss();
  const waiting = await latencies(untilOpen, () => ask(all, counties, hanging));
  const answered = answeredIn(await ask(all, counties, hanging));
  // Both in turns, so that a change of the machine meets both.
  const [slow, quick]: number[][] = [[], []];
  for (let round = 0; round < requests; round += 1) {
    slow?.push(await timed(() => ask(all, counties, hanging)));
    quick?.push(await timed(() => ask(some, counties - hanging, 0)));
  }
  const cpuMs = await cpuOf(requests, {
    opened: () => ask(all, counties, hanging),
    sound: () => ask(some, counties - hanging, 0),
    byHand,
  });
  const most = memory();
  return {
    counties,
    hanging,
    timeoutMs,
    answered,
    waiting,
    opened: latencyOf(slow ?? []),
    sound: latencyOf(quick ?? []),
    cpuMs,
    rssMb: { before, most },
  };
}

async function ask(hub: Hub, counties: number, hanging: number): Promise<Answer> {
  const answer = await hub.answer({
    requestId: randomUUID(),
    principal: {
      id: 'bench',
      kind: 'user',
      agency: '',
      organisation: '',
      division: '',
      roles: [],
      purpose: 'SUPERVISION',
    },
    document: question,
    operationName: undefined,
    variables: { id: size.person },
    signal: AbortSignal.timeout(10_000),
  });
  const ok = answeredIn(answer);
  if (answer.errors.length > 0 || ok !== counties - hanging)
    throw new Error(
      `${ok} of ${counties} counties answered: ${answer.errors.map(({ message }) => message).join('; ')}`,
    );
  return answer;
}

function answeredIn({ extensions }: Answer): number {
  const sources = extensions.sources as readonly { readonly status: string }[];
  return sources.filter(({ status }) => status === 'OK').length;
}

async function cpuOf<Name extends string>(
  requests: number,
  tasks: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Readonly<Record<Name, number>>> {
  const slices = new Map<string, number[]>();
  for (let round = -1; round < 5; round += 1) {
    for (const [name, task] of Object.entries<() => Promise<unknown>>(tasks)) {
      globalThis.gc?.();
      const start = process.cpuUsage();
      await repeat(requests, 4, task);
      const { user, system } = process.cpuUsage(start);
      if (round >= 0) slices.set(name, [...(slices.get(name) ?? []), (user + system) / 1_000 / requests]);
    }
  }
  return Object.fromEntries([...slices].map(([name, own]) => [name, median(own)])) as Record<Name, number>;
}

/** Times a task so many times, one after another. */
async function latencies(times: number, task: () => Promise<unknown>): Promise<Latency> {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) all.push(await timed(task));
  return latencyOf(all);
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function latencyOf(all: readonly number[]): Latency {
  return { p50: median(all), p95: quantile(all, 0.95), max: Math.max(...all) };
}

function rss(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

/** Watches resident memory until it is asked for the most. */
function watchMemory(): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() / 2 ** 20);
  }, 50).unref();
  return () => {
    clearInterval(timer);
    return Math.round(most);
  };
}
