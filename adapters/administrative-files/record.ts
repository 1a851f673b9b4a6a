import { citizenId, code, creditCode, flag } from 'plumbline/sdk';
import { partyName, partyOrganizationName } from './party.js';

/** Agency, party and management, which every table has. */
export const shared = {
  agencyCode: creditCode('JGDM'),
  jurisdictionDivisionCode: code('XZQH', 'GB/T 2260'),
  citizenId: citizenId('DSRZJHM'),
  name: partyName,
  sealed: flag('FCBZ'),
} as const;

const party = { creditCode: creditCode('TYSHXYDM'), organizationName: partyOrganizationName } as const;
export const partyFields = { ...shared, ...party } as const;

/** Records that a bureau took back. */
export const alive = { column: 'SFYX', dead: ['0', '否', 'N'] } as const;
