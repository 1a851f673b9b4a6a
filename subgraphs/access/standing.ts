import type { MatterRecord } from '../../schema/access-book.js';
import type { RequestContext } from '../../schema/context.js';
import type { Matter, Warrant } from '../../schema/warrant.js';
import { citizensOf } from './persons.js';
import type { AccessParts } from './services.js';

/** What the books say now of a caller under the matter that it declared, whatever was remembered when the request came in. */
export interface Standing {
  readonly matter: MatterRecord;
  /**
   * In force; or, for a handler of another business line, what an approval will bring into force: until then nothing of the
   * matter is open to it (domain 5.5.4).
   */
  readonly warrant: Warrant;
}

/** Null without a declared matter, and when the caller handles no open one of that number. */
export async function standingOf({ book }: AccessParts, context: RequestContext): Promise<Standing | null> {
  const { id, matter: number, warrant } = context.principal;
  if (number === undefined) return null;
  const { matter } = await book.standing(id, number);
  return matter === null
    ? null
    : { matter, warrant: warrant ?? { matter: openedMatter(matter, context), approvals: [] } };
}

/** A matter of the books with its persons opened, as row conditions need it: in memory only. */
export function openedMatter(record: MatterRecord, context: Pick<RequestContext, 'seals'>): Matter {
  const { number, kind, line, division, files } = record;
  return { number, kind, line, division, persons: citizensOf(record.persons, context), files };
}
