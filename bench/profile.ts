import { Session } from 'node:inspector/promises';

/** What a sampled function belongs to: the first pattern that its file matches; what matches none is its caller's. */
const places: readonly (readonly [string, RegExp])[] = [
  ['gateway/execution', /\/gateway\/execution\//],
  ['gateway (answer, access, report)', /\/gateway\/(answer|access|report|extensions|transport)/],
  ['gateway/registry', /\/gateway\/registry\/|node_modules\/cockatiel\//],
  [
    'gateway/server',
    /\/gateway\/|node_modules\/(@apollo\/server|@as-integrations|fastify|@fastify|find-my-way|pino|light-my-request)/,
  ],
  ['tokens (jose)', /node_modules\/jose\//],
  ['subgraphs/kit', /\/subgraphs\/|node_modules\/(dataloader|@noble)\//],
  ['graphql-js', /node_modules\/(graphql|@graphql-tools|graphql-middleware|graphql-shield)\//],
  ['stock gateway and planner', /node_modules\/@apollo\//],
  ['sdk/completion', /\/sdk\/(completion|complete|raw|text-order|raw-match)/],
  ['codecs', /\/sdk\/codecs\/|\/schema\/(values|codes)\/|\/adapters\//],
  ['sdk/sources', /\/sdk\//],
  [
    'drivers (libsql, undici, XML, encodings)',
    /node_modules\/(@libsql|libsql|undici|soap|fast-xml-parser|strnum|iconv-lite|@neon-rs|promise-limit)|undici/,
  ],
  ['policies', /\/policies\//],
  ['audit', /\/store\//],
  ['schema (words, conditions)', /\/schema\//],
  ['Node: streams, sockets, HTTP', /^node:(?!internal\/crypto|internal\/buffer|internal\/abort|internal\/per_context)/],
  ['bench', /\/bench\//],
];

/** Share of the busy time by place, most first; `share` of 1. */
export interface Share {
  readonly place: string;
  readonly share: number;
}

export interface Profile {
  readonly shares: readonly Share[];
  /** The functions that took most, with their file. */
  readonly functions: readonly { readonly name: string; readonly file: string; readonly share: number }[];
  /** As Chrome's and VS Code's tools open it (`.cpuprofile`). */
  readonly text: string;
}

/** Samples this process while the work runs. Time that waited is left out. */
export async function profileOf<T>(work: () => Promise<T>): Promise<Profile & { readonly value: T }> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 200 });
    await session.post('Profiler.start');
    const value = await work();
    const { profile } = await session.post('Profiler.stop');
    return { value, ...sharesOf(profile), text: JSON.stringify(profile) };
  } finally {
    session.disconnect();
  }
}

interface RawProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[] | undefined;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: RawProfile): Omit<Profile, 'text'> {
  const own = new Map<number, number>();
  for (const [index, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byPlace = new Map<string, number>();
  const byFunction = new Map<string, { readonly name: string; readonly file: string; time: number }>();
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  let busy = 0;
  for (const { id, callFrame } of nodes) {
    const time = own.get(id) ?? 0;
    if (time === 0 || notWork.has(callFrame.functionName)) continue;
    busy += time;
    const place = placeOf(id, frames, callers);
    byPlace.set(place, (byPlace.get(place) ?? 0) + time);
    const file = `${shortened(callFrame.url)}:${callFrame.lineNumber + 1}`;
    const name = callFrame.functionName || '(anonymous)';
    const known = byFunction.get(`${name} ${file}`) ?? { name, file, time: 0 };
    known.time += time;
    byFunction.set(`${name} ${file}`, known);
  }
  const shares = [...byPlace].map(([place, time]) => ({ place, share: time / busy }));
  const functions = [...byFunction.values()].map(({ name, file, time }) => ({ name, file, share: time / busy }));
  return {
    shares: shares.sort((a, b) => b.share - a.share),
    functions: functions.sort((a, b) => b.share - a.share).slice(0, 40),
  };
}

/** Waiting, and the profiler's own start. */
const notWork = new Set(['(idle)', 'dispatch']);

type Frame = RawProfile['nodes'][number]['callFrame'];

function placeOf(id: number, frames: ReadonlyMap<number, Frame>, callers: ReadonlyMap<number, number>): string {
  for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
    const { functionName = '', url = '' } = frames.get(at) ?? {};
    if (functionName === '(garbage collector)') return 'garbage collection';
    if (functionName.startsWith('libsql_js::')) return 'drivers (libsql, undici, XML, encodings)';
    const place = places.find(([, pattern]) => pattern.test(url))?.[0];
    if (place !== undefined) return place;
  }
  return 'the runtime (microtasks, native code, compiling)';
}

function shortened(url: string): string {
  return url.replace(/^.*\/node_modules\//, '').replace(/^.*\/dist\//, '');
}
