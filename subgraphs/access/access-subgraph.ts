import type { Catalog } from '../../schema/catalog/catalog.js';
import { readSubgraphSources } from '../../schema/catalog/read.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { createSubgraph } from '../kit/subgraph.js';
import { auditEntries } from './audit-entries.js';
import { approveAccess, rejectAccess, revokeAccess } from './decisions.js';
import { amendMatter, closeMatter, openCampaign, openMatter } from './matter-changes.js';
import { matter, myMatters } from './matters.js';
import { myAccess } from './my-access.js';
import { breakGlass, requestAccess } from './requesting.js';
import { accessRequests } from './requests.js';
import type { AccessServices } from './services.js';
import { whoViewedMe } from './who-viewed-me.js';

/** Name of the hub's own subgraph, which runs in the gateway's process and has no adapters (docs/adr/0007). */
export const accessSubgraphName = 'access';

/** Makes the subgraph of the hub's own books. Rejects with `SCHEMA_INVALID` when the catalog does not hold its SDL. */
export function createAccessSubgraph(catalog: Catalog, services: AccessServices): Subgraph {
  const source = readSubgraphSources().find(({ name }) => name === accessSubgraphName);
  if (source === undefined) throw new PlumblineError('SCHEMA_INVALID', 'schema/graphql holds no access.graphql');
  const parts = { catalog, ...services };
  return createSubgraph(catalog, {
    source,
    roots: {
      myAccess: myAccess(parts),
      myMatters: myMatters(parts),
      matter: matter(parts),
      accessRequests: accessRequests(parts),
      auditEntries: auditEntries(parts),
      whoViewedMe: whoViewedMe(parts),
    },
    mutations: {
      openMatter: openMatter(parts),
      openCampaign: openCampaign(parts),
      amendMatter: amendMatter(parts),
      closeMatter: closeMatter(parts),
      requestAccess: requestAccess(parts),
      breakGlass: breakGlass(parts),
      approveAccess: approveAccess(parts),
      rejectAccess: rejectAccess(parts),
      revokeAccess: revokeAccess(parts),
    },
  });
}
