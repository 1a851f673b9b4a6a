import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parse } from 'graphql';
import { samplePerson } from '../demo/lives/sample-person.js';
import { createDoor } from '../gateway/door.js';
import { packageRoot } from '../schema/package-root.js';
import type { Reader } from '../schema/reader.js';
import { createFloor } from './floor.js';
import { type Contestant, repeat } from './measure.js';
import { createReplay } from './replay.js';
import type { Rig } from './rig.js';

/** One question with all who answer it. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly contestants: readonly Contestant[];
  /** Selection paths that policies mask or deny: the others show them in clear. */
  readonly aside: readonly string[];
}

interface QuestionText {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Data = Readonly<Record<string, unknown>>;

const crossDomain = {
  query: readFileSync(join(packageRoot, 'docs', 'examples', 'cross-domain.graphql'), 'utf8'),
  variables: {
    citizenId: samplePerson.citizenId,
    from: '2026-10-01',
    to: '2026-10-31',
    since: '2026-10-01T00:00:00+08:00',
    until: '2026-10-31T23:59:59+08:00',
  },
} as const;

const rollCall = {
  query: readFileSync(join(packageRoot, 'bench', 'roll-call.graphql'), 'utf8'),
  variables: { from: '2026-10-01', to: '2026-10-31' },
} as const;

/** The cross-domain question over the simulated agencies' own systems. */
export async function crossDomainScenario(rig: Rig): Promise<Scenario> {
  const floor = createFloor(rig.sources.adapters, rig.ground.seals);
  const byHand = () => floor(crossDomain.variables);
  const reader = rig.sources.reader;
  const { contestants, aside } = await stacks(rig, crossDomain, reader, reader);
  return {
    name: 'cross-domain',
    title: 'One person, five agencies: 15 reads of their own systems',
    aside,
    contestants: [
      ...contestants,
      await servedFloor(rig, byHand),
      { name: 'floor', run: (requests, atOnce) => repeat(requests, atOnce, byHand) },
    ],
  };
}

/** A county's subjects with their check-ins, read from memory: what is left is the hub's own work. */
export async function rollCallScenario(rig: Rig): Promise<Scenario> {
  // One memory for both: whoever asks first, the hub, decides which rows there are.
  const memory = createReplay(rig.sources.reader);
  return {
    name: 'roll-call',
    title: 'A county’s subjects with a month of check-ins: sources answer from memory',
    ...(await stacks(rig, rollCall, memory, memory)),
  };
}

async function stacks(
  rig: Rig,
  question: QuestionText,
  own: Reader,
  open: Reader,
): Promise<Pick<Scenario, 'contestants' | 'aside'>> {
  const { hub, url } = await rig.plumbline(own);
  const { stock, url: stockUrl } = await rig.stock(open);
  const document = parse(question.query);
  const principal = await createDoor(rig.ground, rig.trust)(rig.headers);
  let asked = 0;
  const answer = () => {
    asked += 1;
    return hub.answer({
      requestId: `bench-${asked}`,
      principal,
      document,
      operationName: undefined,
      variables: question.variables,
      signal: new AbortController().signal,
    });
  };
  const ask = async (): Promise<Data> => {
    const { data, errors } = await answer();
    if (errors.length > 0) throw new Error(`the hub answered with an error: ${errors[0]?.message}`);
    return data ?? {};
  };
  const over = (name: string, at: URL): Contestant => ({
    name,
    run: (requests, concurrency) => overHttp(rig, at, question, requests, concurrency),
  });
  const contestants = [
    over('plumbline over HTTP', url),
    over('stock over HTTP', stockUrl),
    { name: 'plumbline', run: (requests: number, atOnce: number) => repeat(requests, atOnce, ask) },
    {
      name: 'stock',
      run: (requests: number, atOnce: number) =>
        repeat(requests, atOnce, () => stock.execute({ ...question, document })),
    },
  ];
  const { access: decided } = (await answer()).extensions;
  const access = decided as readonly { readonly path: string }[];
  return { contestants, aside: access.map(({ path }) => path) };
}

/** The floor behind the plainest HTTP server that there is. */
async function servedFloor(rig: Rig, byHand: () => Promise<Data>): Promise<Contestant> {
  const server = createServer((request, response) => {
    request.resume();
    byHand().then(
      (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
      () => response.writeHead(500).end(),
    );
  });
  const url = await rig.serve(server);
  return {
    name: 'floor over HTTP',
    run: (requests, concurrency) => overHttp(rig, url, crossDomain, requests, concurrency),
  };
}

async function overHttp(
  { outside, headers }: Rig,
  at: URL,
  question: QuestionText,
  requests: number,
  concurrency: number,
): Promise<Data> {
  const url = new URL('/graphql', at).href;
  const { refused, text } = await outside.send({
    url,
    headers,
    body: JSON.stringify(question),
    requests,
    concurrency,
  });
  const { data, errors } = JSON.parse(text) as { readonly data?: Data; readonly errors?: readonly unknown[] };
  if (refused > 0 || errors !== undefined) throw new Error(`${url} refused ${refused} requests, or answered in part`);
  return data ?? {};
}
