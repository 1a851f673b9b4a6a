import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { PlumblineError } from '../../schema/errors.js';
import type { Principal } from '../../schema/principal.js';
import type { Answer, Question } from '../answer.js';
import type { Limits } from '../config.js';
import { createGateway } from '../execution/supergraph.js';
import { type Documents, serveDocuments } from '../oversight/documents/serve-documents.js';
import type { EventStreams } from '../oversight/events/streams.js';
import { serveViews } from '../views/serve-views.js';
import type { Views } from '../views/views.js';
import { type Deadline, startDeadline } from './deadline.js';
import { createErrorFormatter, refuse, toGraphQLError } from './errors.js';
import { serveEvents } from './events.js';
import { type GraphiqlSetting, serveGraphiql } from './graphiql.js';
import { serveHealth } from './health.js';
import { createCostPlugin, createLimitRule, refuseUnknownRoots } from './limits.js';
import { listenAt } from './listen.js';
import { type Receivers, servePushes } from './push.js';

/** What the server puts HTTP before. */
export interface ServerParts {
  readonly supergraphSdl: string;
  answer(question: Question): Promise<Answer>;
  /** Who asks, for which purpose. Rejects with the code of the refusal. */
  authenticate(headers: Headers, requestId: string): Promise<Principal>;
  /** Rejects when the hub could not answer now; else what its operator should know, a line each. */
  ready(): Promise<readonly string[]>;
  /** Where agencies push to that push to this process. */
  readonly receivers?: Receivers;
  /** Events of oversight for whoever follows them; absent: none. */
  readonly events?: EventStreams;
  /** Views that are exported; absent: none. */
  readonly views?: Views;
  /** Documents of supervision; absent: none. */
  readonly documents?: Documents;
  readonly newId: () => string;
  readonly log: Logger;
}

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface ServerSetting {
  readonly limits: Limits;
  readonly introspection: boolean;
  readonly graphiql?: GraphiqlSetting;
}

export interface Server {
  /** Rejects with `PORT_TAKEN`. */
  listen(at: { readonly host: string; readonly port: number }): Promise<URL>;
  /** Takes no new requests, answers those under way, and closes. */
  close(): Promise<void>;
}

interface Caller {
  readonly requestId: string;
  readonly principal: Principal;
  readonly signal: AbortSignal;
}

/**
 * The hub's HTTP door: `POST /graphql` (one operation a request; GET is refused, so that no question ends up in an access
 * log or a browser's history), `/push/<adapter>` for systems that push, `/views` for exports, `/oversight/documents` for documents,
 * `/oversight/events` for whoever follows events, `/healthz`, `/readyz`, and GraphiQL where it is configured.
 */
export async function createServer(parts: ServerParts, setting: ServerSetting): Promise<Server> {
  const apollo = createApollo(parts, setting);
  await apollo.start();
  const app = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: parts.newId,
    bodyLimit: setting.limits.bodyBytes,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  const deadlines = new WeakMap<object, Deadline>();
  const principals = new WeakMap<object, Principal>();

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler(async (error, request, reply) => {
    const { status, body } = refuse(error, request.id);
    if (status >= 500) parts.log.error({ err: error, requestId: request.id }, 'request failed');
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const isKnown = request.url.split('?', 1)[0] === '/graphql';
    if (isKnown) reply.header('allow', 'POST');
    const error = isKnown
      ? new PlumblineError('METHOD_NOT_ALLOWED', 'Questions are asked with POST')
      : new PlumblineError('NOT_FOUND', 'Nothing is here');
    const { status, body } = refuse(error, request.id);
    return reply.code(status).send(body);
  });

  app.removeContentTypeParser('text/plain');
  serveHealth(app, parts);
  if (setting.graphiql !== undefined) serveGraphiql(app, setting.graphiql);
  servePushes(app, parts.receivers ?? new Map(), parts.log);
  if (parts.events !== undefined) serveEvents(app, { streams: parts.events, authenticate: parts.authenticate });
  if (parts.documents !== undefined)
    serveDocuments(app, parts.documents, { ...parts, deadlineMs: setting.limits.deadlineMs });
  if (parts.views !== undefined) serveViews(app, parts.views, { ...parts, deadlineMs: setting.limits.deadlineMs });

  app.post('/graphql', {
    // Before the body is read: a stranger cannot make the hub parse.
    async onRequest(request, reply) {
      const deadline = startDeadline(setting.limits.deadlineMs);
      deadlines.set(request, deadline);
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) deadline.abandon();
        deadline.end();
      });
      principals.set(request, await parts.authenticate(request.headers, request.id));
    },
    handler: fastifyApolloHandler(apollo, {
      async context(request): Promise<Caller> {
        const principal = principals.get(request);
        const deadline = deadlines.get(request);
        if (principal === undefined || deadline === undefined) {
          throw toGraphQLError(new PlumblineError('UNAUTHENTICATED', 'the request was not authenticated'));
        }
        return { requestId: request.id, principal, signal: deadline.signal };
      },
    }),
  });

  return {
    listen: (at) => listenAt(app, at),
    async close() {
      await app.close();
      await apollo.stop();
    },
  };
}

function createApollo(parts: ServerParts, setting: ServerSetting): ApolloServer<Caller> {
  const { limits } = setting;
  const gateway = createGateway<Caller>(parts.supergraphSdl, async ({ context, ...operation }) => {
    try {
      const { data, errors, extensions } = await parts.answer({ ...context, ...operation });
      return {
        data: data === null ? null : { ...data },
        ...(errors.length > 0 ? { errors } : {}),
        extensions: { ...extensions },
      };
    } catch (error) {
      throw toGraphQLError(error);
    }
  });
  return new ApolloServer<Caller>({
    gateway,
    introspection: setting.introspection,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [createLimitRule(limits), refuseUnknownRoots],
    formatError: createErrorFormatter((error) => parts.log.error({ err: error }, 'left as INTERNAL')),
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: parts.log,
    plugins: [
      createCostPlugin<Caller>(limits),
      {
        async requestDidStart() {
          return {
            async willSendResponse({ response, contextValue }) {
              if (response.body.kind !== 'single') return;
              const { singleResult } = response.body;
              singleResult.extensions = { requestId: contextValue.requestId, ...singleResult.extensions };
            },
          };
        },
      },
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
