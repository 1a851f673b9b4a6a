import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { PlumblineError } from '../../schema/errors.js';
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.js';
import { refuse } from '../server/errors.js';
import { listenAt } from '../server/listen.js';
import { type Receivers, servePushes } from '../server/push.js';
import type { CarriedReport } from './carried-report.js';
import { type Passport, type PassportVerifier, passportHeader } from './passport.js';

/** An answer with what travels back beside it. */
export interface CarriedAnswer {
  readonly response: SubgraphResponse;
  readonly carried: CarriedReport;
}

export interface SubgraphServerParts {
  readonly verifier: PassportVerifier;
  /**
   * Answers one request of a verified passport; authorisation is looked up and compiled again here, never taken from the
   * passport. `carried` is what was met on the way. Rejects with the code of the refusal.
   */
  answer(request: SubgraphRequest, bearer: Passport, signal: AbortSignal): Promise<CarriedAnswer>;
  /** Where agencies push to that push to this process. */
  readonly receivers?: Receivers;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
  /** Largest request, bytes. */
  readonly bodyBytes?: number;
}

export interface SubgraphServer {
  /** Rejects with `PORT_TAKEN`. */
  listen(at: { readonly host: string; readonly port: number }): Promise<URL>;
  close(): Promise<void>;
}

/** Representations of a page of 500 entities fit many times. */
const defaultBodyBytes = 8 * 1024 * 1024;

const requestShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
  operationName: z.string().optional(),
});

/** One subgraph as a process of its own: `POST /graphql` with a passport, `/push/<adapter>`, `/healthz`, nothing else. */
export function createSubgraphServer(parts: SubgraphServerParts): SubgraphServer {
  const app = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: parts.newId,
    bodyLimit: parts.bodyBytes ?? defaultBodyBytes,
    forceCloseConnections: 'idle',
  });
  // The passport is for the bytes of the body, so they are kept as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(async (error, request, reply) => {
    const { status, body } = refuse(error, request.id);
    if (status >= 500) parts.log.error({ err: error, requestId: request.id }, 'request failed');
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const { status, body } = refuse(new PlumblineError('NOT_FOUND', 'Nothing is here'), request.id);
    return reply.code(status).send(body);
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  servePushes(app, parts.receivers ?? new Map(), parts.log);
  app.post('/graphql', async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const header = request.headers[passportHeader];
    const passport = await parts.verifier.verify(Array.isArray(header) ? undefined : header, body);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return answer(parts, passport, parseBody(body), gone.signal);
  });
  return { listen: (at) => listenAt(app, at), close: () => app.close() };
}

async function answer(
  parts: SubgraphServerParts,
  passport: Passport,
  { query, variables, operationName }: z.infer<typeof requestShape>,
  gone: AbortSignal,
) {
  const left = AbortSignal.timeout(Math.max(passport.deadline - parts.clock().getTime(), 1));
  const request = { query, variables, ...(operationName === undefined ? {} : { operationName }) };
  const { response, carried } = await parts.answer(request, passport, AbortSignal.any([gone, left]));
  return { ...response, extensions: { plumbline: carried } };
}

function parseBody(body: string): z.infer<typeof requestShape> {
  try {
    return requestShape.parse(JSON.parse(body));
  } catch (cause) {
    throw new PlumblineError('BAD_REQUEST', 'The body is not a GraphQL request', { cause });
  }
}
