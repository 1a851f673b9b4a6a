import { randomUUID } from 'node:crypto';
import { limitsShape } from '../../../gateway/config.js';
import { readSupergraph } from '../../../gateway/hub.js';
import { createLog } from '../../../gateway/server/log.js';
import type { Receivers } from '../../../gateway/server/push.js';
import { createServer } from '../../../gateway/server/server.js';
import { createSubgraphServer } from '../../../gateway/transport/subgraph-server.js';
import { PlumblineError } from '../../../schema/errors.js';

/** A process that agencies push to. */
export interface Door {
  readonly url: URL;
  readonly logged: readonly string[];
  close(): Promise<void>;
}

const nobody = async (): Promise<never> => {
  throw new PlumblineError('UNAUTHENTICATED', 'nobody asks here');
};

/** The gateway with everything in one process, and a subgraph in a process of its own. */
export const doors: readonly { readonly form: string; open(receivers: Receivers): Promise<Door> }[] = [
  {
    form: 'a gateway',
    open: (receivers) =>
      doorOf(async (log) =>
        createServer(
          {
            supergraphSdl: readSupergraph(),
            answer: nobody,
            authenticate: nobody,
            ready: async () => [],
            receivers,
            newId: randomUUID,
            log,
          },
          { limits: limitsShape.parse({}), introspection: false },
        ),
      ),
  },
  {
    form: 'a subgraph',
    open: (receivers) =>
      doorOf(async (log) =>
        createSubgraphServer({
          answer: nobody,
          verifier: { verify: nobody },
          receivers,
          clock: () => new Date(),
          newId: randomUUID,
          log,
        }),
      ),
  },
];

interface Listening {
  listen(at: { readonly host: string; readonly port: number }): Promise<URL>;
  close(): Promise<void>;
}

async function doorOf(create: (log: ReturnType<typeof createLog>) => Promise<Listening>): Promise<Door> {
  const logged: string[] = [];
  const server = await create(createLog('info', { write: (line) => void logged.push(line) }));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, logged, close: () => server.close() };
}
