import { beforeAll, expect, test } from '@jest/globals';
import { genesis } from '../../store/audit/audit-chain.js';
import { walkChain } from '../../store/audit/audit-walk.js';
import { type Head, linkDrafts } from '../../store/audit/audit-writing.js';
import { canonicalJson } from '../../store/audit/canonical-json.js';
import { seeded } from './seeded.js';
import { event } from './stores.js';
import { checkpointEvery, type Edit, kinds, type Log, sourceOf } from './tampered-log.js';

const length = 100_000;
const edits = 10_000;
const seed = 20_261_122;

let log: Log;
let pins: readonly Head[];

beforeAll(() => {
  const drafts = Array.from({ length }, (_, n) => {
    const { at, ...rest } = event(n, { requestId: `request-${n}` });
    return { at, event: canonicalJson({ at, ...rest }), subjects: [] };
  });
  const entries = linkDrafts('sha256', 'hub', { sequence: 0, hash: genesis }, drafts);
  pins = entries.filter(({ sequence }) => sequence % checkpointEvery === 0);
  log = {
    entries,
    head: entries.at(-1) ?? { sequence: 0, hash: genesis },
    places: new Map(entries.map(({ hash }, place) => [hash, place])),
  };
});

/**
 * From an entry on, as `verifyChain` reads from a checkpoint. A walk stops at the first fault, and what lies before an edit is as
 * it was, of which the first test reads every entry: so a walk from just before the edit says what one from the beginning says.
 */
async function verifyFrom(edit: Edit, from: number) {
  const before = log.entries[from - 1];
  const within = pins.filter(({ sequence }) => sequence > from);
  // Of many hundred checkpoints the next few decide; all of them are given where a walk begins at the beginning.
  const seen = from === 0 ? within : [...within.slice(0, 3), ...within.slice(-1)];
  const after = before && { sequence: before.sequence, hash: before.hash };
  return walkChain(sourceOf(log, edit, from), { pins: seen, ...(after && { after }) });
}

const summary = (verdict: Awaited<ReturnType<typeof verifyFrom>>) =>
  verdict.isIntact ? 'intact' : `${verdict.fault} at ${verdict.sequence}`;

test('nothing is found in a log of 100,000 entries that nobody touched', async () => {
  const untouched = { at: (place: number) => log.entries[place], head: log.head, places: [] };
  expect(await walkChain(sourceOf(log, untouched, 0), { pins })).toEqual({
    chain: 'hub',
    isIntact: true,
    entries: length,
    hash: log.head.hash,
  });
});

test('each of 10,000 random edits is found, where it begins, and named', async () => {
  const random = seeded(seed);
  const missed: string[] = [];
  const named = Object.entries(kinds);
  for (let n = 0; n < edits; n += 1) {
    const [kind, make] = named[n % named.length] ?? never();
    const edit = make(log, random);
    const found = summary(await verifyFrom(edit, Math.max(0, edit.first - random(40))));
    if (found !== `${edit.fault} at ${edit.sequence}`) {
      missed.push(`edit ${n}, ${kind} at ${edit.first + 1}: ${found}, not ${edit.fault} at ${edit.sequence}`);
    }
  }
  expect(missed).toEqual([]);
}, 60_000);

test.each(Object.entries(kinds))('a whole verification from the first entry finds %s too', async (_, make) => {
  const edit = make(log, seeded(seed));
  expect(summary(await verifyFrom(edit, 0))).toBe(`${edit.fault} at ${edit.sequence}`);
});

function never(): never {
  throw new Error('there are kinds of edits');
}
