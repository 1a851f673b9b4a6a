import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import { PlumblineError } from '../../schema/errors.js';
import { refuse } from './errors.js';
import { type HealthParts, serveHealth } from './health.js';
import { listenAt } from './listen.js';

export interface WorkerServer {
  /** Rejects with `PORT_TAKEN`. */
  listen(at: { readonly host: string; readonly port: number }): Promise<URL>;
  close(): Promise<void>;
}

/** A worker answers nobody: `/healthz`, `/readyz`, nothing else. */
export function createWorkerServer(parts: HealthParts & { readonly newId: () => string }): WorkerServer {
  const app = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: parts.newId,
    forceCloseConnections: 'idle',
  });
  app.setNotFoundHandler(async (request, reply) => {
    const { status, body } = refuse(new PlumblineError('NOT_FOUND', 'Nothing is here'), request.id);
    return reply.code(status).send(body);
  });
  serveHealth(app, parts);
  return { listen: (at) => listenAt(app, at), close: () => app.close() };
}
