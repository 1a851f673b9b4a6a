import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';
import { readCatalog, readSubgraphSources } from '../schema/catalog/read.js';
import { writeRecordTypes } from '../schema/catalog/records.js';
import { apiSchemaOf, composeSupergraph } from '../schema/compose.js';
import { packageRoot } from '../schema/package-root.js';
import { assertCheckout } from './assert-checkout.js';
import type { Output } from './output.js';

const supergraphFile = join(packageRoot, 'schema', 'supergraph.graphql');
const recordsFile = join(packageRoot, 'schema', 'generated', 'records.ts');

interface Composed {
  readonly supergraph: string;
  readonly records: string;
}

function compose(): Composed {
  const sources = readSubgraphSources();
  const catalog = readCatalog(sources);
  return { supergraph: composeSupergraph(catalog, sources), records: writeRecordTypes(catalog) };
}

interface Changes {
  readonly breaking: readonly string[];
  readonly dangerous: readonly string[];
}

/** What a change of the SDL does to those who ask: compared as callers see it, without federation's words. */
export function changesBetween(before: GraphQLSchema, after: GraphQLSchema): Changes {
  return {
    breaking: findBreakingChanges(before, after).map(({ description }) => description),
    dangerous: findDangerousChanges(before, after).map(({ description }) => description),
  };
}

function changesFromCommitted(supergraph: string): Changes {
  if (!existsSync(supergraphFile)) return { breaking: [], dangerous: [] };
  return changesBetween(apiSchema(readFileSync(supergraphFile, 'utf8')), apiSchema(supergraph));
}

function apiSchema(supergraph: string): GraphQLSchema {
  return buildSchema(apiSchemaOf(supergraph));
}

/** Composes and writes the supergraph and the record types; refuses breaking changes unless they are meant. */
export function composeCommand(options: { readonly allowBreaking?: boolean }, output: Output): number {
  assertCheckout('schema compose', packageRoot);
  const { supergraph, records } = compose();
  const changes = changesFromCommitted(supergraph);
  output.list('breaking', changes.breaking);
  output.list('dangerous', changes.dangerous);
  if (changes.breaking.length > 0 && !options.allowBreaking) {
    output.fail('SCHEMA_INVALID', 'breaking changes: say --allow-breaking if they are meant');
    return 1;
  }
  writeFileSync(supergraphFile, supergraph);
  writeFileSync(recordsFile, records);
  output.data({ supergraph: supergraphFile, records: recordsFile, ...changes }, 'supergraph and record types written');
  return 0;
}

/** Says whether the committed supergraph and record types are those of the SDL, and what a difference would break. */
export function checkCommand(output: Output): number {
  assertCheckout('schema check', packageRoot);
  const { supergraph, records } = compose();
  const changes = changesFromCommitted(supergraph);
  output.list('breaking', changes.breaking);
  output.list('dangerous', changes.dangerous);
  const stale = [
    ...(isSame(supergraphFile, supergraph) ? [] : ['schema/supergraph.graphql']),
    ...(isSame(recordsFile, records) ? [] : ['schema/generated/records.ts']),
  ];
  if (changes.breaking.length > 0 || stale.length > 0) {
    output.fail(
      'SCHEMA_INVALID',
      `not in step with schema/graphql: ${stale.join(', ')}; run "plumbline schema compose"`,
    );
    return 1;
  }
  output.data({ inStep: true, ...changes }, 'supergraph and record types are in step with schema/graphql');
  return 0;
}

function isSame(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === text;
}
