import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWaits } from '../waits.js';

/** How a receiver treats a delivery: a status, or what goes wrong. `TAKE_AND_RESET` does what it is told and says nothing. */
export type Treatment = number | 'HANG' | 'RESET' | 'TAKE_AND_RESET' | 'ENDLESS' | { readonly redirect: string };

export interface Arrival {
  readonly id: string;
  readonly timestamp: number;
  readonly contentType: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it arrived
  readonly event: any;
}

/** A receiver as docs/guides/webhooks.md has it: verifies, and keeps the effect of a delivery under its id. */
export interface TestReceiver {
  readonly url: string;
  /** Deliveries that were verified and taken, with those that came again. */
  readonly arrivals: Arrival[];
  /** Effects by `webhook-id`, in the order in which they first came. */
  readonly effects: Map<string, Arrival>;
  /** Requests that did not verify. */
  readonly refused: string[];
  /** What it does with the n-th delivery from now, then 204. */
  treat(...treatments: readonly Treatment[]): void;
  /** What it does with a delivery, before what `treat` says. */
  treatBy(decide: (arrival: Arrival) => Treatment | undefined): void;
  /** Resolves when it has so many effects. */
  effected(count: number): Promise<void>;
  /** Resolves when so many requests came, whatever became of them. */
  asked(count: number): Promise<void>;
  close(): Promise<void>;
}

export const secret = `whsec_${Buffer.from('a secret that receivers of tests have').toString('base64')}`;
export const otherSecret = `whsec_${Buffer.from('another secret that nobody should be given').toString('base64')}`;

export async function openReceiver(clock: () => Date, key = secret): Promise<TestReceiver> {
  const arrivals: Arrival[] = [];
  const effects = new Map<string, Arrival>();
  const refused: string[] = [];
  const { look, until } = createWaits();
  let treatments: Treatment[] = [];
  let decide: (arrival: Arrival) => Treatment | undefined = () => undefined;
  let requests = 0;

  const server = createServer((request, response) => {
    void take(request, response).catch(() => response.destroy());
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests += 1;
    const body = Buffer.concat(chunks).toString('utf8');
    const arrival = verify(request, body);
    if (arrival === null) {
      refused.push(String(request.headers['webhook-id']));
      response.writeHead(401).end();
    } else answer(arrival, response);
    look();
  }

  function verify({ headers, method }: IncomingMessage, body: string): Arrival | null {
    const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
    if (method !== 'POST' || typeof id !== 'string' || typeof signatures !== 'string') return null;
    if (Math.abs(clock().getTime() / 1_000 - Number(timestamp)) > 300) return null;
    const bytes = Buffer.from(key.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest();
    const isSigned = signatures.split(' ').some((each) => {
      const [version, text = ''] = each.split(',');
      const given = Buffer.from(text, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
    if (!isSigned) return null;
    return { id, timestamp: Number(timestamp), contentType: headers['content-type'], event: JSON.parse(body) };
  }

  function answer(arrival: Arrival, response: ServerResponse): void {
    const treatment = decide(arrival) ?? treatments.shift() ?? 204;
    if (treatment === 'HANG') return;
    if (treatment === 'RESET') {
      response.socket?.resetAndDestroy();
      return;
    }
    if (treatment === 'ENDLESS') {
      response.writeHead(500);
      const timer = setInterval(() => response.write('x'.repeat(1_024)), 1);
      response.on('close', () => clearInterval(timer));
      return;
    }
    if (typeof treatment === 'object') {
      response.writeHead(307, { location: treatment.redirect }).end();
      return;
    }
    if (treatment === 'TAKE_AND_RESET' || (treatment >= 200 && treatment < 300)) {
      arrivals.push(arrival);
      if (!effects.has(arrival.id)) effects.set(arrival.id, arrival);
    }
    if (treatment === 'TAKE_AND_RESET') response.socket?.resetAndDestroy();
    else response.writeHead(treatment).end();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ arrivals, effects, refused },
    url: `http://127.0.0.1:${port}/hook?of=plumbline`,
    treat: (...more) => {
      treatments = [...more];
    },
    treatBy: (how) => {
      decide = how;
    },
    effected: (count) => until(() => effects.size >= count),
    asked: (count) => until(() => requests >= count),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
