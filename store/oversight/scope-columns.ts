import type { ColumnKit } from '../columns.js';

/** What row conditions look at; a finding's and a matter's child rows carry it too, as conditions apply to each row by itself. */
export const scopeColumns = ({ short, integer }: ColumnKit) => ({
  line: short('line', 32).notNull(),
  agencyCode: short('agency_code', 64),
  divisionCode: short('division_code', 64),
  sealed: integer('sealed').notNull(),
});
