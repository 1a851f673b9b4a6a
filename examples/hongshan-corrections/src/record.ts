import { constant, flag, isOneOf } from 'plumbline/sdk';
import type { sqjzryJbxx, sqjzryRcbd } from './tables.js';

type Table = typeof sqjzryJbxx | typeof sqjzryRcbd;

/** Columns that the system alone writes: every value has one spelling. */
export const clean = { clean: true } as const;

/** What both tables say of every record: its key, whether it still stands, when it was written. Neither names a division. */
export const recordOf = ({ id, sfyx, gxsj }: Table) =>
  ({ key: id, alive: { column: sfyx, dead: ['0', 'N'] }, updated: gxsj, jurisdiction: 'system' }) as const;

/** 密级: what the bureau may not share. */
export const secretOf = ({ mj }: Table) =>
  [{ column: mj, is: ['秘密', '机密', '绝密', '工作秘密', '1', '2', '3'] }] as const;

/** Whose the record is, and whether it is sealed: minors' are (刑诉法 286), and the column says who is of age. */
export const ownerOf = ({ sfcn }: Table) => ({
  agencyCode: constant('150402-sfj'),
  sealed: isOneOf(flag(sfcn), [false]),
});
