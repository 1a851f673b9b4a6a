import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { type FastifyBaseLogger, fastify } from 'fastify';
import { createStreams, type StreamBounds } from '../../../../gateway/oversight/events/streams.js';
import { refuse } from '../../../../gateway/server/errors.js';
import { serveEvents } from '../../../../gateway/server/events.js';
import { createLog } from '../../../../gateway/server/log.js';
import { PlumblineError } from '../../../../schema/errors.js';
import type { Principal } from '../../../../schema/principal.js';
import { createSeals } from '../../../../subgraphs/kit/seals.js';
import { createWaits } from '../waits.js';
import { now, policies, type TestProcess } from './telling.js';

export const chief: Principal = {
  id: 'chief-1',
  kind: 'user',
  agency: '371422-JCY',
  organisation: '',
  division: '371422',
  roles: ['deputy-chief-procurator'],
  purpose: 'SUPERVISION',
};

const bounds: StreamBounds = { ofAccount: 2, ofAll: 3, beatMs: 20, longestMs: 60_000 };

/** The route of events over a process; accounts are let in by their name. */
export async function openDoor(
  { feed, telling }: TestProcess,
  accounts: Readonly<Record<string, Principal>>,
  setting: { readonly bounds?: Partial<StreamBounds>; readonly until?: () => Date } = {},
) {
  const logged: string[] = [];
  const log = createLog('info', { write: (line) => void logged.push(line) });
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    disableRequestLogging: true,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler(async (error, request, reply) => {
    const { status, body } = refuse(error, request.id);
    return reply.code(status).send(body);
  });
  const streams = createStreams({
    ...{ feed, telling, log, clock: now },
    policies: policies(),
    caps: { admit: async () => undefined },
    seals: createSeals(Buffer.from('a hub secret that only tests have, 32 bytes')),
    source: 'urn:plumbline:ningjin',
    bounds: { ...bounds, ...setting.bounds },
  });
  serveEvents(app, {
    streams,
    readingMs: 50,
    expiry: setting.until ?? (() => new Date(now().getTime() + 60_000)),
    authenticate: async ({ authorization }) => {
      const account = accounts[String(authorization)];
      if (account === undefined) throw new PlumblineError('UNAUTHENTICATED', 'no bearer token');
      return account;
    },
  });
  const url = new URL('/oversight/events', await app.listen({ host: '127.0.0.1', port: 0 }));
  return { url, logged, close: () => app.close() };
}

export interface Told {
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it arrived
  readonly event: any;
}

/** Somebody who follows events, as a program would. */
export async function follow(url: URL, account: string, after?: string) {
  const headers = { authorization: account, ...(after === undefined ? {} : { 'last-event-id': after }) };
  const asked = get(url, { headers, agent: false });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
  asked.on('error', () => undefined);
  const told: Told[] = [];
  let beats = 0;
  const { look, until } = createWaits();
  let text = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const frames = text.split('\n\n');
        text = frames.pop() ?? '';
        for (const frame of frames) {
          const { id, data } = Object.fromEntries(
            frame.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
          );
          if (id !== undefined && data !== undefined) told.push({ id, event: JSON.parse(data) });
          else beats += frame === ':' ? 1 : 0;
        }
        look();
      }
      return 'ENDED';
    } catch {
      return 'BROKEN';
    }
  })();
  return {
    status: answer.statusCode,
    headers: answer.headers,
    /** What of the answer was no frame: a refusal. */
    rest: () => text,
    told,
    ended,
    hears: (count: number) => until(() => told.length >= count),
    beats: (count: number) => until(() => beats >= count),
    leave: () => void asked.destroy(),
  };
}
