import { createServer } from 'node:http';
import { parse } from 'graphql';
import type { Answer } from '../gateway/answer.js';
import type { Reader } from '../schema/reader.js';
import { answering, asker, serving } from './asking.js';
import { createFloor } from './floor.js';
import { type Contestant, repeat } from './measure.js';
import { crossDomain, type QuestionText, rollCall } from './questions.js';
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

/** The cross-domain question over the simulated agencies' own systems. */
export async function crossDomainScenario(rig: Rig): Promise<Scenario> {
  const floor = createFloor(rig.sources.adapters, rig.ground.seals);
  const byHand = () => floor(crossDomain.variables);
  const { contestants, aside } = await stacks(rig, crossDomain, rig.sources.reader);
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
  return {
    name: 'roll-call',
    title: 'A county’s subjects with a month of check-ins: sources answer from memory',
    // One memory for both: whoever asks first, the hub, decides which rows there are.
    ...(await stacks(rig, rollCall, createReplay(rig.sources.reader))),
  };
}

async function stacks(
  rig: Rig,
  question: QuestionText,
  reader: Reader,
): Promise<Pick<Scenario, 'contestants' | 'aside'>> {
  const { hub, url } = await rig.plumbline(reader);
  const { stock, url: stockUrl } = await rig.stock(reader);
  const ask = await asker(rig, hub, question, rig.headers);
  const asked = { ...question, document: parse(question.query) };
  const contestants = [
    serving('plumbline over HTTP', rig, url, question, rig.headers),
    serving('stock over HTTP', rig, stockUrl, question, rig.headers),
    answering('plumbline', ask),
    { name: 'stock', run: (requests: number, atOnce: number) => repeat(requests, atOnce, () => stock.execute(asked)) },
  ];
  return { contestants, aside: decidedPaths(await ask()) };
}

/** Selection paths that an answer tells to be masked, denied or open on some rows only. */
export function decidedPaths({ extensions }: Answer): readonly string[] {
  return (extensions.access as readonly { readonly path: string }[]).map(({ path }) => path);
}

/** The floor behind the plainest HTTP server that there is. */
async function servedFloor(rig: Rig, byHand: () => Promise<unknown>): Promise<Contestant> {
  const server = createServer((request, response) => {
    request.resume();
    byHand().then(
      (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
      () => response.writeHead(500).end(),
    );
  });
  return serving('floor over HTTP', rig, await rig.serve(server), crossDomain, rig.headers);
}
