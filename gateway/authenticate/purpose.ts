import { PlumblineError } from '../../schema/errors.js';
import type { Principal } from '../../schema/principal.js';
import { type Purpose, purposes } from '../../schema/purpose.js';
import { isMatterNumber } from '../../schema/values/matter-number.js';
import type { Bearer } from './authenticate.js';

/** What the policies say of roles before anything is asked. */
export interface RoleRules {
  mayDeclare(roles: readonly string[], purpose: Purpose): boolean;
  /** The role that is held alone or not at all, when others are held with it; else null. */
  conflictOf(roles: readonly string[]): string | null;
  /** The role among them that only service accounts hold; null when there is none. */
  machineRoleOf(roles: readonly string[]): string | null;
}

/**
 * Joins what the token says with what the request declares. Rejects with `ROLES_CONFLICT` when a role that is held alone is
 * held with others or a machine's by somebody, with `PURPOSE_UNKNOWN`, and with `PURPOSE_NOT_GRANTED` when none of the bearer's roles may act for the
 * purpose. No purpose is not refused: it opens public data only.
 */
export function declarePurpose(
  bearer: Bearer,
  purposeHeader: string | undefined,
  matterHeader: string | undefined,
  rules: RoleRules,
): Principal {
  const conflict = rules.conflictOf(bearer.roles);
  if (conflict !== null) throw new PlumblineError('ROLES_CONFLICT', `${conflict} is held alone or not at all`);
  const machine = bearer.kind === 'service' ? null : rules.machineRoleOf(bearer.roles);
  if (machine !== null) throw new PlumblineError('ROLES_CONFLICT', `${machine} is held by service accounts alone`);
  const matter = matterHeader === undefined ? {} : { matter: checkedMatter(matterHeader) };
  if (purposeHeader === undefined || purposeHeader === '') return { ...bearer, ...matter };
  const purpose = purposes.find((known) => known === purposeHeader);
  if (purpose === undefined)
    throw new PlumblineError('PURPOSE_UNKNOWN', `x-plumbline-purpose must be one of ${purposes.join(', ')}`);
  if (!rules.mayDeclare(bearer.roles, purpose))
    throw new PlumblineError('PURPOSE_NOT_GRANTED', `none of your roles may act for ${purpose}`);
  return { ...bearer, purpose, ...matter };
}

// Headers are bytes: a case number arrives percent-encoded.
function checkedMatter(header: string): string {
  const matter = decode(header);
  if (!isMatterNumber(matter))
    throw new PlumblineError(
      'BAD_REQUEST',
      'x-plumbline-matter is not a case or matter number: send one, percent-encoded as headers are bytes',
    );
  return matter;
}

function decode(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch (cause) {
    throw new PlumblineError('BAD_REQUEST', 'x-plumbline-matter is not percent-encoded UTF-8', { cause });
  }
}
