import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { OpenAdapter } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import { type Push, type PushReceiver, unknownSender } from '../../schema/push.js';
import { refuse } from './errors.js';

/** Where agencies push to, by adapter. */
export type Receivers = ReadonlyMap<string, PushReceiver>;

export function receiversOf(adapters: readonly OpenAdapter[]): Receivers {
  return new Map(adapters.flatMap(({ id, receiver }) => (receiver === undefined ? [] : [[id, receiver]])));
}

/**
 * `POST /push/<adapter>` on the process that opened the adapter; where none is pushed to, nothing is here. The body is left to
 * the receiver, which knows the sender first. Refusals are logged by adapter and code alone.
 */
export function servePushes(app: FastifyInstance, receivers: Receivers, log: Logger): void {
  if (receivers.size === 0) return;
  const closing = new AbortController();
  app.register(async (room) => {
    // A sender that dawdles does not keep a process that is told to end; what was received lands.
    room.addHook('preClose', async () => closing.abort());
    room.removeAllContentTypeParsers();
    room.addContentTypeParser('*', (_request, _body, done) => done(null));
    room.post('/push/:adapter', async (request, reply) => {
      const adapter = (request.params as { readonly adapter: string }).adapter;
      const receiver = receivers.get(adapter);
      try {
        // A system that the hub does not have is answered as one whose sender it does not know.
        if (receiver === undefined) throw unknownSender();
        const receipt = await receiver.receive(pushOf(request), AbortSignal.any([closing.signal, goneWith(reply)]));
        return await reply.code(receipt.status === 'LANDED' ? 201 : 200).send(receipt);
      } catch (error) {
        const { status, body } = refuse(error, request.id);
        const [{ extensions } = {}] = body.errors;
        const told = {
          adapter: receiver === undefined ? null : adapter,
          code: extensions?.code,
          requestId: request.id,
        };
        if (status >= 500) log.error({ err: error, ...told }, 'push failed');
        else log.warn(told, 'push refused');
        if (error instanceof PlumblineError && error.retryAfterS !== undefined)
          reply.header('retry-after', error.retryAfterS);
        letGo(request.raw, reply);
        return reply.code(status).send(body);
      }
    });
  });
}

function pushOf({ raw }: FastifyRequest): Push {
  const headers = Object.fromEntries(
    Object.entries(raw.headersDistinct).map(([name, values]) => [name, values?.length === 1 ? values[0] : undefined]),
  );
  // The connection outlives a body that is not read to its end: the refusal goes back on it.
  return { method: 'POST', path: raw.url ?? '', headers, body: raw.iterator({ destroyOnReturn: false }) };
}

function goneWith(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

/** What is still taken of a body that was refused: a sender that hears the answer late should hear it all the same. */
const lingeringBytes = 4 * 1024 ** 2;

/** Reads a little more, so that the answer arrives, and then hangs up. */
function letGo(request: IncomingMessage, reply: FastifyReply): void {
  if (request.complete) return;
  reply.header('connection', 'close');
  let left = lingeringBytes;
  request.on('error', () => {});
  request.on('data', (bytes: Uint8Array) => {
    left -= bytes.length;
    if (left < 0) request.destroy();
  });
}
