import { all, any, type Condition, never } from '../../schema/condition.js';
import type { TypeFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import { addMonths } from '../../schema/values/legal-term.js';
import { addDays, isIsoDate } from '../../schema/values/plain-date.js';
import type { Approval, BusinessLine, Matter } from '../../schema/warrant.js';
import { namingFields, territoryOf } from '../language/row-rule.js';
import { within } from './territory.js';

/** What the row rules that name somebody, somewhere or some day come to. */
export interface RowLaws {
  ownLine(field: string, lines: readonly BusinessLine[]): Condition;
  territory(field: string, division: string): Condition;
  inMatter(matter: Matter, principal: Principal, type: TypeFacts): Condition;
  approved(approval: Approval, type: TypeFacts): Condition;
  until(field: string, days: number, today: string): Condition;
  since(field: string, months: number, today: string): Condition;
  notSealed(field: string, isOpenWhenUnknown: boolean): Condition;
}

export const rowLaws: RowLaws = {
  // Whoever works in no line has none of the rows (domain 5.5.4).
  ownLine: (field, lines) => (lines.length === 0 ? never : { op: 'in', field, values: [...new Set(lines)].sort() }),

  territory: within,

  inMatter(matter, { division }, type) {
    if (matter.kind === 'CASE') return namedBy(matter, type);
    const fields = territoryOf(type);
    const below = (territory: string) => any(...fields.map((field) => within(field, territory)));
    return all(below(matter.division), below(division));
  },

  approved: namedBy,

  // A term without an end is running (domain 5.5.7).
  until(field, days, today) {
    if (!isIsoDate(today)) return never;
    return any({ op: 'isNull', field, value: true }, { op: 'ge', field, value: addDays(today, -days) });
  },

  since(field, months, today) {
    return isIsoDate(today) ? { op: 'ge', field, value: addMonths(today, -months) } : never;
  },

  // A row whose sealing is unknown is hidden. Sealing protects existence itself (刑诉法 286, 治安管理处罚法 136), a wrong
  // disclosure cannot be taken back, and a wrong silence can: the adapter then maps a constant, or the set says that
  // for this type unknown means open, with its reason.
  notSealed(field, isOpenWhenUnknown) {
    const open: Condition = { op: 'eq', field, value: false };
    return isOpenWhenUnknown ? any(open, { op: 'isNull', field, value: true }) : open;
  },
};

/** The records of any of the persons and files; of none when none is named. */
function namedBy(names: Pick<Matter, 'persons' | 'files'>, type: TypeFacts): Condition {
  const { persons, files } = namingFields(type);
  return any(
    ...persons.map((field) => oneOf(field, names.persons)),
    ...files.map((field) => oneOf(field, names.files)),
  );
}

function oneOf(field: string, values: readonly string[]): Condition {
  return values.length === 0 ? never : { op: 'in', field, values };
}
