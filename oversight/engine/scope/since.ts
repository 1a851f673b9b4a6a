import type { FindingBook } from '../../../schema/oversight/book.js';
import type { CompiledRule } from '../../rules/rule-book.js';

/** Since when an incremental run looks at what changed. */
export type Since =
  /** ISO 8601 instant that somebody chose; what changed before it is somebody's business. */
  | { readonly at: string }
  /** Since each rule was looked at last, and so long before: agencies' clocks differ, and files are delivered after they are written. */
  | { readonly overlapMs: number };

/** Where a run begins: `since` null is a full run. */
export interface Start {
  /** ISO 8601. */
  readonly since: string | null;
  /** Ids of rules that are walked from their lists' beginning all the same. */
  readonly behind: ReadonlySet<string>;
}

/** A rule that was looked at last so long before the others has a list of its own walked, ms: theirs would all be asked for more. */
const mostBehindMs = 86_400_000;

/** A full run where nobody chose another one, or no rule was ever walked to its end. Rejects with `STORE_UNAVAILABLE`. */
export async function startOf(
  book: Pick<FindingBook, 'watermark'>,
  rules: readonly CompiledRule[],
  { division, since }: { readonly division: string; readonly since?: Since },
): Promise<Start> {
  const none = new Set<string>();
  if (since === undefined) return { since: null, behind: none };
  if ('at' in since) return { since: since.at, behind: none };
  const marks = new Map<string, number>();
  for (const { facts } of rules) {
    const mark = await book.watermark(facts.id, facts.version, division);
    if (mark !== null) marks.set(facts.id, Date.parse(mark));
  }
  const newest = Math.max(...marks.values());
  if (marks.size === 0) return { since: null, behind: none };
  const near = [...marks].filter(([, mark]) => mark >= newest - mostBehindMs);
  const oldest = Math.min(...near.map(([, mark]) => mark));
  const isNear = new Set(near.map(([rule]) => rule));
  return {
    // Whole seconds: systems that write no others can be asked for them exactly.
    since: new Date(Math.floor((oldest - since.overlapMs) / 1_000) * 1_000).toISOString(),
    behind: new Set(rules.flatMap(({ facts: { id } }) => (isNear.has(id) ? [] : [id]))),
  };
}
