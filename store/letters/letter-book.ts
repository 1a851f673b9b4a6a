import { isDeepStrictEqual } from 'node:util';
import { and, count, eq, sql } from 'drizzle-orm';
import type { LetterBook } from '../../schema/people/letter.js';
import { readBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { type Change, changesOf, refuse } from '../oversight/change.js';
import { keepContent, readContent } from '../oversight/document-content.js';
import { nextNumber } from '../oversight/number-series.js';
import { decisionColumns, type LetterRow, letterOf, rowOfLetter } from './letter-rows.js';

/** The hub's book of letters on bribery records, in the store's tables. */
export function createLetterBook(engine: Engine, patience: Patience): LetterBook {
  const change = changesOf(engine, patience);
  const { queries } = engine;
  const { briberyLetter: letters } = engine.tables;
  const one = (what: string, by: 'applicationNumber' | 'letterNumber', key: string) =>
    readBook(what, async () => {
      const [row] = await queries.select().from(letters).where(eq(letters[by], key));
      // MySQL disregards spaces at the end of what it compares.
      return row?.[by] === key ? letterOf(row) : null;
    });
  return {
    file: (letter, mostWaiting) => change('An application', (within) => file(within, rowOfLetter(letter), mostWaiting)),
    decide: (...asked) => change('A decision', (within) => decide(within, asked)),
    application: (number) => one('An application', 'applicationNumber', number),
    letter: (number) => one('A letter', 'letterNumber', number),
    content: (number) => readBook('A letter', () => readContent(engine, queries, number)),
    nextNumber: (series) => change('A number', (within) => nextNumber(within, series)),
  };
}

async function file({ engine, queries, isRepeated }: Change, row: LetterRow, mostWaiting: number) {
  const { briberyLetter: letters } = engine.tables;
  const isSame = eq(letters.sourceKey, row.sourceKey);
  const [before] = await queries.select().from(letters).where(isSame);
  if (before !== undefined && isRepeated && isDeepStrictEqual(before, row)) return letterOf(before);
  if (before !== undefined) refuse('This was applied for today');
  const waits = and(eq(letters.applicant, row.applicant), eq(letters.state, 'RECEIVED'));
  const [waiting] = await queries.select({ open: count() }).from(letters).where(waits);
  if (Number(waiting?.open ?? 0) >= mostWaiting) refuse(`${mostWaiting} applications of yours wait already`);
  await queries.insert(letters).values(row);
  return letterOf(row);
}

async function decide(
  { engine, queries, isRepeated }: Change,
  [number, decision, content]: Parameters<LetterBook['decide']>,
) {
  const { briberyLetter: letters } = engine.tables;
  const isLetter = eq(letters.applicationNumber, number);
  // The row's lock: of two who decide the second finds it decided.
  await queries
    .update(letters)
    .set({ state: sql`${letters.state}` })
    .where(isLetter);
  const [before] = await queries.select().from(letters).where(isLetter);
  if (before?.applicationNumber !== number) refuse('There is no application of this number');
  const after = { ...before, ...decisionColumns(decision) };
  if (isRepeated && isDeepStrictEqual(before, after)) return letterOf(before);
  if (before.state !== 'RECEIVED') refuse('The application was decided already');
  await queries.update(letters).set(decisionColumns(decision)).where(isLetter);
  if (after.letterNumber !== null && content !== null) await keepContent(engine, queries, after.letterNumber, content);
  return letterOf(after);
}
