import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { PlumblineError } from '../../../schema/errors.js';
import type { SupervisionBook } from '../../../schema/oversight/book.js';
import type { Principal } from '../../../schema/principal.js';
import type { Answer, Question } from '../../answer.js';
import type { ExportRecord } from '../../audit/export-event.js';
import { createOversightClient } from '../client.js';
import { attachment } from './content-disposition.js';

/** Where documents of supervision are kept, and how their leaving is put on record. */
export interface Documents {
  readonly apiSchema: GraphQLSchema;
  readonly book: Pick<SupervisionBook, 'document'>;
  /** Rejects with `AUDIT_UNAVAILABLE`. */
  recordExport(made: ExportRecord): Promise<void>;
}

/** What the door of documents needs of the server. */
export interface DocumentDoor {
  answer(question: Question): Promise<Answer>;
  authenticate(headers: FastifyRequest['headers'], requestId: string): Promise<Principal>;
  /** Longest time of the question that decides, ms. */
  readonly deadlineMs: number;
}

const path = '/oversight/documents/';
const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Whoever is shown the hash of a document may have what it is the hash of. */
const question =
  'query DocumentHash($number: String!) { supervisionDocument(documentNumber: $number) { contentHash } }';

/**
 * `GET /oversight/documents/<number>` answers the document's bytes to whom the policies show its `contentHash`, under the purpose
 * and matter of the request; to everybody else, as for a number that there is not, nothing is there.
 */
export function serveDocuments(app: FastifyInstance, documents: Documents, door: DocumentDoor): void {
  app.register(async (room) => {
    const principals = new WeakMap<object, Principal>();
    room.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      principals.set(request, await door.authenticate(request.headers, request.id));
    });
    // A number in Chinese is long when it is percent-encoded: a wildcard has no longest length.
    room.get(`${path}*`, { exposeHeadRoute: false }, async (request, reply) => {
      const number = (request.params as { readonly '*': string })['*'];
      const principal = principals.get(request);
      if (principal === undefined) throw new PlumblineError('UNAUTHENTICATED', 'the request was not authenticated');
      return send(documents, door, { number, principal, requestId: request.id, reply });
    });
  });
}

interface Asked {
  readonly number: string;
  readonly principal: Principal;
  readonly requestId: string;
  readonly reply: FastifyReply;
}

async function send(documents: Documents, door: DocumentDoor, asked: Asked): Promise<FastifyReply> {
  const { number, principal, requestId, reply } = asked;
  const shown = await hashShownTo(documents, door, asked);
  if (shown === null) throw nothingThere();
  const found = await documents.book.document(number);
  if (found === null) throw nothingThere();
  const digest = createHash('sm3').update(found.content).digest('hex');
  // A document is what was approved and numbered, to the byte, or it is none.
  if (digest !== shown) throw new PlumblineError('INTERNAL', 'the bytes of a document are not those of its hash');
  await documents.recordExport({
    ...{ requestId, principal, outcome: 'OK' },
    detail: { document: number, format: 'docx', bytes: found.content.byteLength, digest: `sm3:${digest}` },
  });
  reply.header('content-type', mediaType);
  reply.header('content-disposition', attachment(`${number}.docx`));
  return reply.send(Buffer.from(found.content));
}

async function hashShownTo(
  { apiSchema }: Documents,
  { answer, deadlineMs }: DocumentDoor,
  { number, principal, requestId }: Asked,
): Promise<string | null> {
  const client = createOversightClient({ apiSchema, answer, principal, newId: () => requestId });
  const { data, errors } = await client.ask({
    document: question,
    variables: { number },
    signal: AbortSignal.timeout(deadlineMs),
  });
  const failure = errors.find(({ code }) => code !== 'FIELD_DENIED');
  // Books that cannot be read know no more of a document than of another one.
  if (failure !== undefined)
    throw new PlumblineError('STORE_UNAVAILABLE', `a document was not found out about: ${failure.code}`);
  return (
    (data as { readonly supervisionDocument: { readonly contentHash: string | null } | null } | null)
      ?.supervisionDocument?.contentHash ?? null
  );
}

const nothingThere = () => new PlumblineError('NOT_FOUND', 'Nothing is here');
