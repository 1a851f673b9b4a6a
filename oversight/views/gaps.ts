import type { OversightAnswer } from '../../schema/oversight/desk.js';
import { type PageGaps, pageGaps } from '../language/gaps.js';

/** What of an answer was not seen, and what was seen under a mask. */
export interface ViewGaps extends PageGaps {
  /** Paths of response names below the row. */
  readonly masked: readonly string[];
}

/**
 * What is missing of a page as people look at it: unlike to a rule, what is masked is shown as it is, and what is old is
 * shown with the age of its source told beside it.
 */
export function viewGaps(answer: OversightAnswer, list: string): ViewGaps {
  const access = answer.access.flatMap(({ path, effect, rows }) => {
    if (effect !== 'MASKED') return [{ path, effect, ...(rows === undefined ? {} : { rows }) }];
    // On some rows only: on others it may be denied.
    return rows === undefined ? [] : [{ path, effect: 'ALLOWED' as const, rows }];
  });
  const sources = answer.sources.filter(({ status }) => status !== 'STALE');
  const gaps = pageGaps({ ...answer, access, sources }, list, { freshnessDays: null, now: '' });
  return { ...gaps, masked: maskedBelow(answer, list) };
}

function maskedBelow({ access }: OversightAnswer, list: string): readonly string[] {
  return access.flatMap(({ path, effect }) => {
    const [root, ...below] = path.split('.');
    return effect === 'MASKED' && root === list ? [below.filter((name) => name !== 'nodes').join('.')] : [];
  });
}
