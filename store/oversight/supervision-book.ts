import { and, asc, count, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import { readBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import type { Changes } from './change.js';
import { readContent } from './document-content.js';
import { applyChange } from './matter-change.js';
import { openMatter } from './matter-opening.js';
import { nextNumber } from './number-series.js';
import { documentOf, matterOf, stepOf } from './supervision-rows.js';

/** The hub's book of supervision matters, in the store's tables. */
export function createSupervisionBook(engine: Engine, change: Changes): SupervisionBook {
  const { supervisionMatter: matters, matterStep, supervisionDocument } = engine.tables;
  const { queries } = engine;
  const isToRemind = (day: string) => or(isNull(matters.remindAfter), lt(matters.remindAfter, day));
  return {
    open: (...opening) => change('A matter', (within) => openMatter(within, opening)),
    apply: (asked) => change('A step', (within) => applyChange(within, asked)),
    nextNumber: (series) => change('A number', (within) => nextNumber(within, series)),
    matter: (number) =>
      readBook('A matter', async () => {
        const [row] = await queries.select().from(matters).where(eq(matters.number, number));
        // MySQL disregards spaces at the end of what it compares.
        return row?.number === number ? matterOf(row) : null;
      }),
    ofSource: (sourceKey) =>
      readBook('A matter', async () => {
        const [row] = await queries.select().from(matters).where(eq(matters.sourceKey, sourceKey));
        return row?.sourceKey === sourceKey ? matterOf(row) : null;
      }),
    steps: (number) =>
      readBook('The steps of a matter', async () => {
        const isOfMatter = eq(matterStep.matter, number);
        const rows = await queries.select().from(matterStep).where(isOfMatter).orderBy(asc(matterStep.position));
        return rows.map(stepOf);
      }),
    documents: (matter) =>
      readBook('The documents of a matter', async () => {
        const rows = await queries
          .select()
          .from(supervisionDocument)
          .where(eq(supervisionDocument.matter, matter))
          .orderBy(asc(supervisionDocument.issuedAt), asc(supervisionDocument.number));
        return rows.map(documentOf);
      }),
    document: (number) =>
      readBook('A document', async () => {
        const [row] = await queries.select().from(supervisionDocument).where(eq(supervisionDocument.number, number));
        if (row?.number !== number) return null;
        return { record: documentOf(row), content: await readContent(engine, queries, number) };
      }),
    due: (states, before, most) =>
      readBook('Matters that are due', async () => {
        const rows = await queries
          .select()
          .from(matters)
          .where(and(inArray(matters.state, [...states]), lt(matters.dueDate, before), isToRemind(before)))
          .orderBy(asc(matters.dueDate), asc(matters.number))
          .limit(most);
        return rows.map(matterOf);
      }),
    workload: (procuratorate) =>
      readBook('The workload of a procuratorate', async () => {
        const isOpen = and(isNull(matters.closedAt), isNotNull(matters.assignee));
        const rows = await queries
          .select({ assignee: matters.assignee, open: count() })
          .from(matters)
          .where(and(eq(matters.procuratorateCode, procuratorate), isOpen))
          .groupBy(matters.assignee);
        return new Map(rows.map(({ assignee, open }) => [assignee ?? '', Number(open)]));
      }),
  };
}
