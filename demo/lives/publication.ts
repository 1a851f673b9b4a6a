import type { JudgmentFact } from './court-facts.js';
import type { Day } from './days.js';

/** What the rule looks at in a document of a court. */
export interface Publishable {
  readonly documentKind: JudgmentFact['documentKind'];
  readonly cause: string;
  readonly effective: Day | null;
  /** Whether an accused was under 18 at the offence. */
  readonly juvenile: boolean;
}

/** Courts put a document on the internet within seven days of its taking effect. */
const daysToPublish = 7;

/**
 * Whether a document is on the internet as of a day (最高人民法院关于人民法院在互联网公布裁判文书的规定, 3, 4, 7): not before it
 * took effect, and never what concerns juvenile crime, mediation, divorce or custody.
 */
export function isPublished({ documentKind, cause, effective, juvenile }: Publishable, asOf: Day): boolean {
  if (effective === null || effective + daysToPublish > asOf) return false;
  return !juvenile && documentKind !== 'MEDIATION' && !/离婚|抚养|监护/u.test(cause);
}
