import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PlumblineError } from '../../../schema/errors.js';
import type { Principal } from '../../../schema/principal.js';
import type { AskInside } from '../../ask-inside.js';
import type { ExportRecord } from '../../audit/export-event.js';
import { attachment } from './content-disposition.js';

/** Documents of one kind: where they are asked for, who may have one, and its bytes. */
export interface Shelf {
  /** Ends in a slash; what follows is the number. */
  readonly path: string;
  /** An operation of `$number` that shows the hash to whoever may have what it is the hash of. */
  readonly question: string;
  readonly hashIn: (data: Readonly<Record<string, unknown>>) => string | null;
  readonly content: (number: string) => Promise<Uint8Array | null>;
}

/** Where documents are kept, and how their leaving is put on record. */
export interface Documents {
  readonly ask: AskInside;
  readonly shelves: readonly Shelf[];
  /** Rejects with `AUDIT_UNAVAILABLE`. */
  recordExport(made: ExportRecord): Promise<void>;
}

/** What the door of documents needs of the server. */
export interface DocumentDoor {
  authenticate(headers: FastifyRequest['headers'], requestId: string): Promise<Principal>;
  /** Longest time of the question that decides, ms. */
  readonly deadlineMs: number;
}

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * `GET <path><number>` answers a document's bytes to whom the policies show its hash, under the purpose and matter of the request; to
 * everybody else, as for a number that there is not, nothing is there.
 */
export function serveDocuments(app: FastifyInstance, documents: Documents, door: DocumentDoor): void {
  app.register(async (room) => {
    const principals = new WeakMap<object, Principal>();
    room.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      principals.set(request, await door.authenticate(request.headers, request.id));
    });
    // A number in Chinese is long when it is percent-encoded: a wildcard has no longest length.
    for (const shelf of documents.shelves)
      room.get(`${shelf.path}*`, { exposeHeadRoute: false }, async (request, reply) => {
        const number = (request.params as { readonly '*': string })['*'];
        const principal = principals.get(request);
        if (principal === undefined) throw new PlumblineError('UNAUTHENTICATED', 'the request was not authenticated');
        return send(documents, door, { shelf, number, principal, requestId: request.id, reply });
      });
  });
}

interface Asked {
  readonly shelf: Shelf;
  readonly number: string;
  readonly principal: Principal;
  readonly requestId: string;
  readonly reply: FastifyReply;
}

async function send(documents: Documents, door: DocumentDoor, asked: Asked): Promise<FastifyReply> {
  const { shelf, number, principal, requestId, reply } = asked;
  const shown = await hashShownTo(documents, door, asked);
  if (shown === null) throw nothingThere();
  const content = await shelf.content(number);
  if (content === null) throw nothingThere();
  const digest = createHash('sm3').update(content).digest('hex');
  // A document is what was approved and numbered, to the byte, or it is none.
  if (digest !== shown) throw new PlumblineError('INTERNAL', 'the bytes of a document are not those of its hash');
  await documents.recordExport({
    ...{ requestId, principal, outcome: 'OK' },
    detail: { document: number, format: 'docx', bytes: content.byteLength, digest: `sm3:${digest}` },
  });
  reply.header('content-type', mediaType);
  reply.header('content-disposition', attachment(`${number}.docx`));
  return reply.send(Buffer.from(content));
}

async function hashShownTo(
  { ask }: Documents,
  { deadlineMs }: DocumentDoor,
  { shelf, number, principal, requestId }: Asked,
): Promise<string | null> {
  const { data, errors } = await ask({
    ...{ requestId, principal },
    document: shelf.question,
    variables: { number },
    signal: AbortSignal.timeout(deadlineMs),
  });
  const failure = errors.find(({ code }) => code !== 'FIELD_DENIED');
  // Books that cannot be read know no more of a document than of another one.
  if (failure !== undefined)
    throw new PlumblineError('STORE_UNAVAILABLE', `a document was not found out about: ${failure.code}`);
  return data === null ? null : shelf.hashIn(data);
}

const nothingThere = () => new PlumblineError('NOT_FOUND', 'Nothing is here');
