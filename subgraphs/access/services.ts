import type { PolicySets } from '../../policies/language/sets.js';
import type { AccessCompiler } from '../../schema/access.js';
import type { AccessBook } from '../../schema/access-book.js';
import type { AuditReader } from '../../schema/audit.js';
import type { Catalog } from '../../schema/catalog/catalog.js';

/** What the hub's own subgraph is given besides a request's context. */
export interface AccessServices {
  readonly book: AccessBook;
  readonly auditReader: AuditReader;
  /** The policies that a request began with, by their version: they tell what an approval would open. */
  readonly policiesOf: (version: string) => { readonly sets: PolicySets; readonly compiler: AccessCompiler };
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** The services with the catalog: what resolvers are made of. */
export interface AccessParts extends AccessServices {
  readonly catalog: Catalog;
}
