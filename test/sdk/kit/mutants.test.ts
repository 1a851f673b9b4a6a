import { expect, test } from '@jest/globals';
import type { Mutant } from './mutants/mutant.js';
import { pageOf, readPage, rowsOnPage, type Verdict, verdictIn, writePage } from './mutants/page.js';
import { bases, mutants } from './mutants/table.js';
import { failed, failedAs, wholeFor, wordsFor } from './mutants/verdict.js';

/** `all` puts every mutant to the whole kit; `write` writes the page anew. */
const mode = process.env.PLUMBLINE_MUTANTS ?? 'quick';
const isWhole = mode === 'all';
const patience = isWhole ? 120_000 : 60_000;

/** What every mutant is asked beside the check that has to catch it. */
const smoke = ['reading.golden', 'reading.kinds', 'redaction.named'];

const known = mode === 'write' ? new Map<string, string>() : rowsOnPage();
const verdicts = new Map<string, Verdict>();

const checksFor = (mutant: Mutant): readonly string[] =>
  isWhole ? wholeFor(mutant, mutant.base) : [mutant.by, ...(mutant.after ?? []), ...smoke];

/** Tries a mutant, and says what is wrong with how it was caught; null for nothing. */
async function trial(mutant: Mutant): Promise<string | null> {
  const outcomes = await failedAs(mutant, checksFor(mutant));
  const says = wordsFor(mutant, outcomes);
  const also = outcomes.flatMap(({ id }) => (id === mutant.by ? [] : [id]));
  if (says === null) return `${mutant.name} lives: ${mutant.by} does not name it (${also.join(', ')} fail)`;
  verdicts.set(mutant.name, { says, also });
  if (mode === 'write') return null;
  const verdict = verdictIn(mutant, known.get(mutant.name));
  if (verdict === null) return `${mutant.name} stands otherwise in docs/reference/conformance-mutants.md`;
  const strangers = also.filter((id) => smoke.includes(id) && !verdict.also.includes(id));
  if (strangers.length > 0) return `${mutant.name} fails ${strangers.join(', ')} as well, which the page does not say`;
  return verdict.says === says ? null : `${mutant.name} is told otherwise than on the page: ${says}`;
}

test('the honest adapters pass every check that has to catch a mutant of theirs', async () => {
  const found = bases.map((base) => {
    const own = mutants.filter((mutant) => mutant.base === base).flatMap(({ by, after = [] }) => [by, ...after]);
    const asked = isWhole ? wholeFor({ by: '' }, base) : [...own, ...smoke];
    // Memory is looked at where nothing runs beside: in services.test.ts.
    const beside = asked.filter((id) => id !== 'fault.http.flood');
    return failed(base, base, beside);
  });
  expect(await Promise.all(found)).toEqual(bases.map(() => []));
}, 120_000);

test.each(mutants.filter(({ waits }) => waits !== true))(
  'an adapter that $fault is caught by $by',
  async (mutant) => {
    expect(await trial(mutant)).toBe(null);
  },
  patience,
);

test('adapters that wait for ever, or not at all, are caught', async () => {
  const waiting = mutants.filter(({ waits }) => waits === true);
  expect(await Promise.all(waiting.map(trial))).toEqual(waiting.map(() => null));
}, 120_000);

test('the page has a row for every mutant, and says how many there are', () => {
  if (mode === 'write') writePage(verdicts);
  expect(mutants.length).toBeGreaterThanOrEqual(60);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  const rows = rowsOnPage();
  const told = mutants.flatMap((mutant): [string, Verdict][] => {
    const verdict = verdictIn(mutant, rows.get(mutant.name));
    return verdict === null ? [] : [[mutant.name, verdict]];
  });
  expect(readPage()).toBe(pageOf(new Map(told)));
  expect(told.length).toBe(mutants.length);
});
