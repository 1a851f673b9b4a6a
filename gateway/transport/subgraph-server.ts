import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Principal } from '../../schema/principal.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { refuse } from '../server/errors.js';
import { listenAt } from '../server/listen.js';
import { createRecordingReport } from './carried-report.js';
import { type Passport, type PassportVerifier, passportHeader } from './passport.js';

export interface SubgraphServerParts {
  readonly subgraph: Subgraph;
  readonly verifier: PassportVerifier;
  /** What a request of this principal carries; authorisation is compiled again here, never taken from the passport. */
  contextOf(principal: Principal): Pick<RequestContext, 'access' | 'mask' | 'reader' | 'seals'>;
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

/** One subgraph as a process of its own: `POST /graphql` with a passport, `/healthz`, nothing else. */
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
  const { requestId, principal, deadline } = passport;
  const report = createRecordingReport();
  const left = AbortSignal.timeout(Math.max(deadline - parts.clock().getTime(), 1));
  const context: RequestContext = {
    ...parts.contextOf(principal),
    requestId,
    principal,
    report,
    signal: AbortSignal.any([gone, left]),
  };
  const request = { query, variables, ...(operationName === undefined ? {} : { operationName }) };
  const response = await parts.subgraph.execute(request, context);
  return { ...response, extensions: { plumbline: report.carried() } };
}

function parseBody(body: string): z.infer<typeof requestShape> {
  try {
    return requestShape.parse(JSON.parse(body));
  } catch (cause) {
    throw new PlumblineError('BAD_REQUEST', 'The body is not a GraphQL request', { cause });
  }
}
