import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

export interface HealthParts {
  /** Rejects when the process could not do its work now; else what its operator should know, a line each. */
  ready(): Promise<readonly string[]>;
  readonly log: Logger;
}

/** `/healthz`: the process lives. `/readyz`: it could do its work now; 503 where it could not. */
export function serveHealth(app: FastifyInstance, { ready, log }: HealthParts): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    try {
      const warnings = await ready();
      return warnings.length > 0 ? { status: 'ready', warnings } : { status: 'ready' };
    } catch (error) {
      log.warn({ err: error, requestId: request.id }, 'not ready');
      return reply.code(503).send({ status: 'not ready' });
    }
  });
}
