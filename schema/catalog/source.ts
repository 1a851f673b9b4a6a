import type { DocumentNode } from 'graphql';

/** A subgraph's SDL file, as its authors wrote it. */
export interface SubgraphSource {
  readonly name: string;
  readonly document: DocumentNode;
}
