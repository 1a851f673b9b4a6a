import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ExportEnding, ExportOccasion } from '../../oversight/views/export/ending.js';
import { type ExportFormat, exportFormats } from '../../oversight/views/export/sheet-writer.js';
import type { CompiledView } from '../../oversight/views/view-book.js';
import { type WalkedPage, walkView } from '../../oversight/views/walk.js';
import { type ErrorCode, PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import type { Principal } from '../../schema/principal.js';
import { dayOf } from '../../schema/values/day.js';
import { expiryOf } from '../authenticate/expiry.js';
import { createOversightClient } from '../oversight/client.js';
import { refuse } from '../server/errors.js';
import { openExport } from './export-stream.js';
import type { Views } from './views.js';

/** What the door of views needs of the server. */
export interface ViewDoor {
  authenticate(headers: FastifyRequest['headers'], requestId: string): Promise<Principal>;
  /** Longest time of a page, and of an end that nobody takes, ms. */
  readonly deadlineMs: number;
  readonly log: Logger;
}

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** Statuses of codes that a GraphQL answer carries beside its data: a file has no place for them. */
const fileStatuses: Partial<Record<ErrorCode, number>> = {
  FIELD_DENIED: 403,
  SOURCE_UNAVAILABLE: 503,
  BOUND_EXCEEDED: 422,
};

/**
 * `GET /views` lists the views, `GET /views/<id>` tells of one, and with `?format=csv|xlsx|json` exports it, its variables being
 * the other members of the query string. Every page is a question of whoever asks, with all that questions go through.
 */
export function serveViews(app: FastifyInstance, views: Views, door: ViewDoor): void {
  const closing = new AbortController();
  app.register(async (room) => {
    const principals = new WeakMap<object, Principal>();
    // A hub that is told to end ends its exports at a page: what they are then they say themselves.
    room.addHook('preClose', async () =>
      closing.abort(new PlumblineError('DEADLINE_EXCEEDED', 'the hub closes and ends its exports')),
    );
    room.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      principals.set(request, await door.authenticate(request.headers, request.id));
    });
    // What became of an export is in the log before the log closes.
    const running = new Set<Promise<void>>();
    room.addHook('onClose', async () => void (await Promise.all(running)));
    const runs = (settled: Promise<void>) => {
      running.add(settled);
      settled.finally(() => running.delete(settled));
    };
    room.setErrorHandler(async (error, request, reply) => {
      const { status, body } = refuse(error, request.id);
      const code = body.errors[0]?.extensions?.code as ErrorCode;
      if (status >= 500) door.log.error({ err: error, requestId: request.id }, 'export failed');
      return reply.code(fileStatuses[code] ?? status).send(body);
    });
    const options = { exposeHeadRoute: false };
    room.get('/views', options, async () => ({ views: views.book.views.map(({ facts }) => facts) }));
    room.get('/views/:id', options, async (request, reply) => {
      const view = viewOf(views, (request.params as { readonly id: string }).id);
      const { format, ...given } = queryOf(request);
      if (format === undefined) return view.facts;
      const principal = principals.get(request);
      if (principal === undefined) throw new PlumblineError('UNAUTHENTICATED', 'the request was not authenticated');
      return send(views, door, {
        view,
        format: formatOf(format),
        given,
        principal,
        request,
        reply,
        closing: closing.signal,
        runs,
      });
    });
  });
}

interface Asked {
  readonly view: CompiledView;
  readonly format: ExportFormat;
  readonly given: Readonly<Record<string, string>>;
  readonly principal: Principal;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly closing: AbortSignal;
  /** Is told of the export under way. */
  readonly runs: (settled: Promise<void>) => void;
}

async function send(views: Views, door: ViewDoor, asked: Asked): Promise<FastifyReply> {
  const { view, format, given, principal, request, reply, closing, runs } = asked;
  const { facts } = view;
  await expectPurpose(views, view, principal, request.id);
  const now = views.clock();
  const today = dayOf(now);
  const { gone, over } = boundsOf(reply, {
    ...{ closing, patienceMs: door.deadlineMs },
    validMs: expiryOf(request.headers.authorization).getTime() - now.getTime(),
  });
  const client = clientOf(views, door, principal, request.id);
  const variables = view.variables(given, today);
  const walk = walkView(view, { client, variables, today, signal: AbortSignal.any([gone, over]) });
  // What is refused is refused before a byte of the file has left.
  const first = await walk.next();
  const occasion: ExportOccasion = {
    requestId: request.id,
    account: principal.id,
    agency: principal.agency,
    purpose: principal.purpose ?? null,
    matter: principal.matter ?? null,
    at: now.toISOString(),
  };
  const made = openExport({
    ...{ view: facts, format, occasion, gone, pages: resumed(first, walk) },
    record: (ending, { digest, bytes }) =>
      views.recordExport({
        requestId: request.id,
        principal,
        outcome: outcomeOf(ending),
        detail: {
          ...{ view: facts.id, version: facts.version, format, state: ending.state },
          ...{ rows: ending.rows, pages: ending.pages, bytes, digest: `sha256:${digest}` },
        },
      }),
    onFailure: (error) => door.log.error({ err: error, requestId: request.id, view: facts.id }, 'export failed'),
  });
  runs(made.settled);
  // A hub that closes does not wait for the next question of who took a file.
  reply.header('connection', 'close');
  reply.header('content-type', mediaTypes[format]);
  reply.header('content-disposition', `attachment; filename="${facts.id}-${today}.${format}"`);
  reply.trailer('x-plumbline-export', async () => made.ending()?.state ?? 'BROKEN_OFF');
  reply.trailer('x-plumbline-rows', async () => String(made.ending()?.rows ?? 0));
  reply.trailer('x-plumbline-digest', async () => `sha256:${made.sealed().digest}`);
  return reply.send(made.stream);
}

/** The hub as whoever asks: each page has an entry of its own, whose request id begins with the export's. */
function clientOf({ ask }: Views, { deadlineMs }: ViewDoor, principal: Principal, id: string): OversightClient {
  let page = 0;
  const newId = () => {
    page += 1;
    return `${id}.${page}`;
  };
  return createOversightClient({ ask, principal, newId, withinMs: deadlineMs });
}

async function* resumed(
  first: IteratorResult<WalkedPage>,
  rest: AsyncGenerator<WalkedPage>,
): AsyncGenerator<WalkedPage> {
  if (!first.done) yield first.value;
  yield* rest;
}

function outcomeOf({ state, code }: ExportEnding): string {
  if (state === 'CALLER_GONE') return state;
  return code ?? 'OK';
}

function viewOf({ book }: Views, id: string): CompiledView {
  const view = book.view(id);
  if (view === undefined) {
    const known = book.views.map(({ facts }) => facts.id);
    throw new PlumblineError('NOT_FOUND', `There is no such view${nearest(id, known)}`);
  }
  return view;
}

async function expectPurpose(
  { turnAway }: Views,
  { facts }: CompiledView,
  principal: Principal,
  requestId: string,
): Promise<void> {
  const { purpose } = principal;
  if (purpose !== undefined && facts.purposes.includes(purpose)) return;
  const code = purpose === undefined ? 'PURPOSE_REQUIRED' : 'PURPOSE_NOT_GRANTED';
  await turnAway({ requestId, principal, code });
  throw new PlumblineError(code, `The view ${facts.id} is run for ${facts.purposes.join(', ')} alone`);
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query as Readonly<Record<string, unknown>>).map(([name, value]) => {
      if (typeof value !== 'string')
        throw new PlumblineError('BAD_USER_INPUT', 'a member of the query string is there twice');
      return [name, value];
    }),
  );
}

function formatOf(format: string): ExportFormat {
  const known = exportFormats.find((each) => each === format);
  if (known === undefined)
    throw new PlumblineError('BAD_USER_INPUT', `format must be one of ${exportFormats.join(', ')}`);
  return known;
}

interface Bounds {
  /** Whoever asked has gone. */
  readonly gone: AbortSignal;
  /** No further page is asked for: the token ran out, or the hub closes. */
  readonly over: AbortSignal;
}

/** Longest time of a timer, ms. */
const longestMs = 2 ** 31 - 1;

/** How long an export goes on: not beyond the token that it was asked with, nor for who takes nothing of it any more. */
function boundsOf(
  reply: FastifyReply,
  {
    closing,
    validMs,
    patienceMs,
  }: { readonly closing: AbortSignal; readonly validMs: number; readonly patienceMs: number },
): Bounds {
  const [gone, expired] = [new AbortController(), new AbortController()];
  const expiry = setTimeout(
    () => expired.abort(new PlumblineError('TOKEN_EXPIRED', 'the token ran out before the export did')),
    Math.min(validMs, longestMs),
  );
  const over = AbortSignal.any([expired.signal, closing]);
  let patience: NodeJS.Timeout | undefined;
  const wait = () => {
    patience = setTimeout(() => reply.raw.destroy(), patienceMs);
  };
  if (over.aborted) wait();
  else over.addEventListener('abort', wait, { once: true });
  reply.raw.once('close', () => {
    clearTimeout(expiry);
    clearTimeout(patience);
    over.removeEventListener('abort', wait);
    gone.abort();
  });
  return { gone: gone.signal, over };
}
