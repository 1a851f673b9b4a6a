import { and, eq } from 'drizzle-orm';
import type { AccessBook, StandingRecord } from '../../schema/access-book.js';
import { readBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { theBook } from './access-change.js';
import { createRequests } from './access-requests.js';
import { requestOf } from './access-rows.js';
import { createMatters, readMatter } from './matters.js';

/** The hub's book of matters and approvals, in the store's tables. */
export function createAccessBook(engine: Engine, patience: Patience): AccessBook {
  const { accessRevision } = engine.tables;
  return {
    ...createMatters(engine, patience),
    ...createRequests(engine, patience),
    standing: (account, matter) => readBook('A standing', () => standing(engine, account, matter)),
    revision: () =>
      readBook('The revision of matters and approvals', async () => {
        const isBook = eq(accessRevision.book, theBook);
        const [row] = await engine.queries.select().from(accessRevision).where(isBook);
        return row?.revision ?? 0;
      }),
  };
}

async function standing(engine: Engine, account: string, number: string): Promise<StandingRecord> {
  const { accessRequest } = engine.tables;
  const matter = await readMatter(engine, engine.queries, number);
  if (matter === null || matter.closedAt !== null || !matter.handlers.includes(account)) {
    return { matter: null, approvals: [] };
  }
  const isTheirs = and(eq(accessRequest.applicant, account), eq(accessRequest.matter, number));
  const approvals = await engine.queries
    .select()
    .from(accessRequest)
    .where(and(isTheirs, eq(accessRequest.state, 'APPROVED')))
    .orderBy(accessRequest.requestedAt, accessRequest.id);
  return { matter, approvals: approvals.map(requestOf).filter(({ applicant }) => applicant === account) };
}
