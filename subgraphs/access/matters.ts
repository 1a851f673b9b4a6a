import type { MatterRecord } from '../../schema/access-book.js';
import type { RequestContext } from '../../schema/context.js';
import type { Resolver } from '../kit/resolvers.js';
import { isMine, matterNode } from './nodes.js';
import { scopesOf } from './scope.js';
import type { AccessParts } from './services.js';

/** `myMatters`: open ones that the caller handles. */
export function myMatters({ book, catalog }: AccessParts): Resolver {
  return async (_parent, _args, context) => {
    const found = await book.mattersOf(context.principal.id);
    return found.filter((each) => isVisible(each, context)).map((each) => matterNode(catalog, each, context));
  };
}

/** `matter`: null for what the caller may not see as for what there is not. */
export function matter({ book, catalog }: AccessParts): Resolver {
  return async (_parent, { number }, context) => {
    const found = await book.matter(String(number));
    return found !== null && isVisible(found, context) ? matterNode(catalog, found, context) : null;
  };
}

/** Whether a matter is among the rows that the policies open: one's own, one's agency's. */
export function isVisible(found: MatterRecord, { access, principal }: RequestContext): boolean {
  return scopesOf(access.rows('Matter')).some((scope) => {
    if (scope === 'ALL') return true;
    if (scope === 'OWN') return isMine(found, principal.id);
    return scope === 'AGENCY' && found.agency === principal.agency;
  });
}
