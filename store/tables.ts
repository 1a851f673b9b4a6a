import { accessTables } from './access/access-tables.js';
import { auditTables } from './audit/audit-tables.js';
import type { ColumnKit } from './columns.js';
import { attachmentTables } from './landing/attachment-tables.js';
import { landingTables } from './landing/landing-tables.js';
import { letterTables } from './letters/letter-tables.js';
import { findingTables } from './oversight/finding-tables.js';
import { supervisionTables } from './oversight/supervision-tables.js';

/** Every table of the store, for one dialect. `migrations/` creates them; a test holds the two together. */
export function tablesOf(kit: ColumnKit) {
  return {
    ...auditTables(kit),
    ...accessTables(kit),
    ...landingTables(kit),
    ...attachmentTables(kit),
    ...findingTables(kit),
    ...supervisionTables(kit),
    ...letterTables(kit),
  };
}

export type Tables = ReturnType<typeof tablesOf>;
