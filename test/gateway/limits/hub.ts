import { randomUUID } from 'node:crypto';

import type { Answer } from '../../../gateway/answer.js';
import { limitsShape } from '../../../gateway/config.js';
import { executeOperation } from '../../../gateway/execution/executor.js';
import { createOperationCache } from '../../../gateway/execution/operations.js';
import { createPlanner } from '../../../gateway/execution/planner.js';
import type { GraphiqlSetting } from '../../../gateway/server/graphiql.js';
import { createLog } from '../../../gateway/server/log.js';
import { createServer, type Server } from '../../../gateway/server/server.js';
import { createInProcessTransport } from '../../../gateway/transport/in-process.js';
import type { Transport } from '../../../gateway/transport/transport.js';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Principal } from '../../../schema/principal.js';
import { archive } from '../execution/archive.js';
import { createFederation } from '../execution/federation.js';

export interface OpenServer {
  readonly server: Server;
  readonly url: URL;
  readonly logged: string[];
  post(body: unknown, headers?: Record<string, string>): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly requestId: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it arrived
  readonly body: any;
}

export interface OpenOptions {
  readonly limits?: Record<string, number>;
  readonly introspection?: boolean;
  readonly transport?: Transport;
  readonly graphiql?: GraphiqlSetting;
  readonly port?: number;
  readonly warnings?: readonly string[];
}

const principal: Principal = {
  id: 'u1',
  kind: 'user',
  agency: 'procuratorate',
  organisation: '',
  division: '371422',
  roles: ['prosecutor'],
};

/** The real server before the executor and four small subgraphs; whoever brings "Bearer good" is let in. */
export async function openServer(options: OpenOptions = {}): Promise<OpenServer> {
  const federation = await createFederation(archive);
  const planner = createPlanner(federation.supergraphSdl);
  const operations = createOperationCache(planner, 100);
  const transport = options.transport ?? createInProcessTransport(federation.subgraphs);
  const logged: string[] = [];
  const server = await createServer(
    {
      supergraphSdl: federation.supergraphSdl,
      async answer({ document, operationName, variables, signal, requestId }): Promise<Answer> {
        const operation = operations.compile({
          hash: JSON.stringify(document),
          document,
          operationName,
          accessShape: '',
        });
        const context = { requestId, signal } as unknown as RequestContext;
        return { ...(await executeOperation({ operation, variables, context, transport })), extensions: {} };
      },
      async authenticate({ authorization }) {
        if (authorization === 'Bearer bug') throw new TypeError('secret 371422199001011234');
        if (authorization !== 'Bearer good') throw new PlumblineError('UNAUTHENTICATED', 'no bearer token');
        return principal;
      },
      ready: async () => options.warnings ?? [],
      newId: randomUUID,
      log: createLog('info', { write: (line) => void logged.push(line) }),
    },
    {
      limits: limitsShape.parse(options.limits ?? {}),
      introspection: options.introspection ?? false,
      ...(options.graphiql === undefined ? {} : { graphiql: options.graphiql }),
    },
  );
  const url = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    server,
    url,
    logged,
    async post(body, headers = {}) {
      const answer = await fetch(new URL('/graphql', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer good', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: answer.status, requestId: answer.headers.get('x-request-id'), body: await answer.json() };
    },
  };
}
