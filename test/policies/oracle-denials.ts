import type { Access, Change, Denial, DenialReason } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import type { NaiveInterpreter } from './naive.js';
import { type Case, checkSame, chosen, differ, fieldsOf, readNaively } from './oracle-case.js';
import { afterAll, relationsOf, singleChanges, upToTwo } from './oracle-changes.js';

/**
 * What a denial says would open it is done, and asked again of the naive interpreter; where it says that nothing does, one
 * and two changes are tried. One coordinate a case.
 */
export function checkDenial(each: Case, access: Access, naive: NaiveInterpreter): void {
  const { type, query, principal, sets } = each;
  const field = query.isDescending ? null : (chosen(fieldsOf(type), query.orderBy) ?? null);
  const denial = field === null ? access.enter(type) : access.decide(type, field);
  if (denial.effect !== 'DENY') return;
  checkSame(`reason of ${type} ${field}`, denial.reason, reasonOf(denial, principal));
  const question = field === null ? type : `${type}.${field}`;
  const isFlipped = (changes: readonly Change[]) => {
    const led = afterAll(principal, changes);
    return led.length > 0 && led.every((one) => isOpen(readNaively(each, one), type, field, relationsOf(changes)));
  };
  if (denial.changes.length > 0) {
    if (!isFlipped(denial.changes)) differ(`changes of ${question}`, denial.changes, 'no flip');
    return;
  }
  // Trying everything is slow: one denial in four. What follows something else can open by rows being taken away, which
  // nobody is advised to do.
  if (query.pageSize > 1 || (field !== null && !naive.isPlainField(type, field))) return;
  const found = upToTwo(singleChanges(sets, principal, question)).find(isFlipped);
  if (found !== undefined) differ(`changes of ${question}`, [], found);
}

function reasonOf({ grant, changes: [first] }: Denial, { purpose }: Principal): DenialReason {
  if (purpose === undefined) return 'NO_PURPOSE';
  if (grant !== null) return 'PROHIBITED';
  return first === undefined || first.kind === 'ROLE' ? 'NO_GRANT' : first.kind;
}

function isOpen(naive: NaiveInterpreter, type: string, field: string | null, relations: readonly string[]): boolean {
  if (relations.length === 0)
    return (field === null ? naive.enterBy(type, null) : naive.decide(type, field)).effect !== 'DENY';
  return relations.every((relation) => {
    const [parent = '', name = ''] = relation.split('.');
    return naive.decide(parent, name).effect !== 'DENY';
  });
}
