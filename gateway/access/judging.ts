import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  separateOperations,
} from 'graphql';
import type { Access } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { LruCache, weightOf } from '../../schema/lru-cache.js';
import { sealedParts } from '../audit/release.js';
import { type AskedFields, byEffect } from '../audit/request-event.js';
import { findOperation, type Operation } from '../execution/selection.js';
import { comparesAnything } from './filters.js';
import { type PrunedOperation, pruneOperation } from './prune.js';

/** An operation decided under one access shape, with all that follows from the document and the decisions alone. */
export interface JudgedOperation extends Omit<PrunedOperation, 'asked'>, AskedFields {
  /** Of the pruned document. */
  readonly definition: OperationDefinitionNode;
  readonly action: 'QUERY' | 'MUTATION';
  /** Whether any argument filters, orders or groups. */
  readonly compares: boolean;
}

/** Decided operations kept, by (document, access shape). */
const mostJudged = 2_000;

/** The document without what other operations ask: it is not asked, and so not refused. */
function alone(document: DocumentNode, { definition }: Operation): DocumentNode {
  const hasOthers = document.definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && each !== definition);
  return hasOthers ? (separateOperations(document)[definition.name?.value ?? ''] ?? document) : document;
}

/** Decides operations; a shape names the version of the policies, so that no decision outlives its rules. */
export function createJudging(schema: GraphQLSchema, catalog: Catalog) {
  const judged = new LruCache<JudgedOperation>(mostJudged);

  function judge(document: DocumentNode, operationName: string | undefined, access: Access): JudgedOperation {
    const asked = findOperation(document, operationName);
    const pruned = pruneOperation(schema, catalog, access, alone(document, asked), asked.definition);
    const { definition } = findOperation(pruned.document, operationName);
    return {
      document: pruned.document,
      verdicts: pruned.verdicts,
      fields: byEffect(pruned.asked),
      sealed: sealedParts(catalog, pruned.asked),
      definition,
      action: definition.operation === 'mutation' ? 'MUTATION' : 'QUERY',
      compares: comparesAnything(pruned.document),
    };
  }

  /** @param hash digest of the document */
  return (document: DocumentNode, operationName: string | undefined, hash: string, access: Access): JudgedOperation => {
    const key = `${hash} ${operationName ?? ''} ${access.fieldShape}`;
    const known = judged.get(key);
    if (known) return known;
    const made = judge(document, operationName, access);
    judged.set(key, made, weightOf(print(document)));
    return made;
  };
}
