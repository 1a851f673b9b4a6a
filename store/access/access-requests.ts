import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import type { AccessBook, AccessRequestRecord, RequestQuery } from '../../schema/access-book.js';
import { type BookChange, readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { changeAccess, refuse } from './access-change.js';
import { requestOf, rowOfRequest } from './access-rows.js';
import { openMatterOf } from './matters.js';

type Requests = Pick<AccessBook, 'requestAccess' | 'decideRequest' | 'revokeRequest' | 'request' | 'requests'>;

/** The half of the access book that keeps requests and what became of them. */
export function createRequests(engine: Engine, patience: Patience): Requests {
  const { accessRequest } = engine.tables;
  const change = <T>(work: (change: BookChange) => Promise<T>) => changeAccess(engine, patience, 'A request', work);

  /** Moves a request from one state; whoever finds it in another is refused. */
  async function move(
    { queries, isRepeated }: BookChange,
    id: string,
    from: AccessRequestRecord['state'],
    to: Partial<AccessRequestRecord>,
    guard: (request: AccessRequestRecord) => Promise<void> = async () => {},
  ): Promise<AccessRequestRecord> {
    const before = await readRequest(engine, queries, id);
    const after = before && { ...before, ...to };
    if (after !== null && isRepeated && isDeepStrictEqual(before, after)) return after;
    if (before === null || after === null || before.state !== from) {
      refuse(before === null ? 'There is no request of this id' : `The request is ${before.state}, not ${from}`);
    }
    await guard(before);
    const { state, decidedBy, decidedAt, decisionReason, until, revokedBy, revokedAt } = after;
    const moved = await queries
      .update(accessRequest)
      .set({ state, decidedBy, decidedAt, decisionReason, until, revokedBy, revokedAt })
      .where(and(eq(accessRequest.id, id), eq(accessRequest.state, from)));
    if (engine.affected(moved) !== 1) refuse('Somebody else has just decided the request');
    return after;
  }

  return {
    requestAccess: async (filed) => {
      const row = rowOfRequest(filed);
      return change(async ({ queries, isRepeated }) => {
        const record = requestOf(row);
        const before = await readRequest(engine, queries, row.id);
        if (before !== null && isRepeated && isDeepStrictEqual(before, record)) return before;
        if (before !== null) refuse('The request id is taken');
        await openMatterOf(engine, queries, row.matter);
        await queries.insert(accessRequest).values(row);
        return record;
      });
    },
    decideRequest: (id, { state, by, at, reason, until }) =>
      change((under) => {
        const decided = { state, decidedBy: by, decidedAt: at, decisionReason: reason, until };
        return move(under, id, 'PENDING', decided, async ({ matter }) => {
          if (state === 'APPROVED') await openMatterOf(engine, under.queries, matter);
        });
      }),
    revokeRequest: (id, by, at) =>
      change((under) => move(under, id, 'APPROVED', { state: 'REVOKED', revokedBy: by, revokedAt: at })),
    request: (id) => readBook('A request', () => readRequest(engine, engine.queries, id)),
    requests: (query) =>
      readBook('Requests', async () => {
        const rows = await engine.queries
          .select()
          .from(accessRequest)
          .where(conditionOf(engine, query))
          .orderBy(desc(accessRequest.requestedAt), desc(accessRequest.id))
          .limit(query.first + 1);
        return { requests: rows.slice(0, query.first).map(requestOf), hasNext: rows.length > query.first };
      }),
  };
}

async function readRequest(engine: Engine, queries: Queries, id: string): Promise<AccessRequestRecord | null> {
  const { accessRequest } = engine.tables;
  const [row] = await queries.select().from(accessRequest).where(eq(accessRequest.id, id));
  return row?.id === id ? requestOf(row) : null;
}

function conditionOf({ tables }: Engine, query: RequestQuery) {
  const { id, applicant, agency, matter, state, isBreakGlass, requestedAt } = tables.accessRequest;
  const { after } = query;
  return and(
    query.applicant === undefined ? undefined : eq(applicant, query.applicant),
    query.agency === undefined ? undefined : eq(agency, query.agency),
    query.matter === undefined ? undefined : eq(matter, query.matter),
    query.states === undefined ? undefined : inArray(state, [...query.states]),
    query.isBreakGlass === undefined ? undefined : eq(isBreakGlass, query.isBreakGlass ? 1 : 0),
    after && or(lt(requestedAt, after.requestedAt), and(eq(requestedAt, after.requestedAt), lt(id, after.id))),
  );
}
