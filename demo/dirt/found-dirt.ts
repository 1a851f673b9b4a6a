import type { Life, Plant } from '../lives/facts.js';
import type { DirtKind } from './kinds.js';

/** One value that was dirtied. */
export interface Dirtied {
  readonly kind: DirtKind;
  /** Key of the fact. */
  readonly record: string;
  readonly column: string;
}

/** What a rule rightly finds because of dirt: released, with a last day still to come (domain 6.4, line 14). Null where no rule does. */
export function plantedByDirt(life: Life, { kind, record, column }: Dirtied): Plant | null {
  if (kind !== 'CONTRADICTION' || column !== 'jzjsrq') return null;
  const fact = life.facts.find(({ key }) => key === record);
  // The engine sees no sealed record.
  if (fact?.kind !== 'CorrectionSubject' || fact.sealed) return null;
  const person = life.persons.find(({ key }) => key === fact.person);
  if (person === undefined) return null;
  return {
    rule: 'CC-09',
    sort: 'PLANTED',
    citizenId: person.citizenId,
    records: [fact.subjectNo],
    why: `登记止日误录,${fact.subjectNo}早已解矫`,
  };
}
