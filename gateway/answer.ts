import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, type GraphQLSchema, print } from 'graphql';
import type { Access, AccessCompiler, Effect } from '../schema/access.js';
import type { AuditLog } from '../schema/audit.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import type { RequestContext, Seals } from '../schema/context.js';
import { errorTable, PlumblineError } from '../schema/errors.js';
import type { Principal } from '../schema/principal.js';
import type { Reader } from '../schema/reader.js';
import { dayOf } from '../schema/values/day.js';
import { rememberSeals } from '../subgraphs/kit/seals.js';
import { refuseHiddenFilters } from './access/filters.js';
import { type PrunedOperation, pruneOperation } from './access/prune.js';
import { executeOperation } from './execution/executor.js';
import { LruCache } from './execution/lru.js';
import type { OperationCache } from './execution/operations.js';
import { findOperation } from './execution/selection.js';
import { accessExtension, denialErrors } from './extensions.js';
import { createRecording } from './recording.js';
import { type CollectedReport, createReport } from './report.js';
import type { Transport } from './transport/transport.js';

/** A validated operation of an authenticated caller. */
export interface Question {
  readonly requestId: string;
  readonly principal: Principal;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborts at the request's deadline. */
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLError[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface AnswerParts {
  readonly catalog: Catalog;
  readonly apiSchema: GraphQLSchema;
  readonly compiler: AccessCompiler;
  readonly operations: OperationCache;
  readonly transport: Transport;
  readonly reader: Reader;
  readonly seals: Seals;
  readonly audit: AuditLog;
  readonly clock: () => Date;
}

/** Pruned operations kept, by (document, access shape). */
const mostPruned = 2_000;

/**
 * The ladder of docs/lifecycle.md from access to audit: decide, prune, plan, execute, explain, record.
 * Rejects with a `PlumblineError`; the entry of the audit log is durable before it resolves or rejects.
 */
export function createAnswering(parts: AnswerParts): (question: Question) => Promise<Answer> {
  const pruned = new LruCache<PrunedOperation>(mostPruned);
  const recording = createRecording(parts.audit);

  return async function answer(question) {
    await recording.settle();
    const access = parts.compiler.compile(question.principal, dayOf(parts.clock()));
    const hash = digestOf(question.document);
    const report = createReport();
    try {
      const operation = judged(question, access, hash);
      const execution = await execute(question, access, hash, operation, report);
      await record(question, access, hash, operation.asked, report, 'QUERY', 'OK');
      return present(question, operation, execution, report);
    } catch (error) {
      const code = error instanceof PlumblineError ? error.code : 'INTERNAL';
      if (code !== 'AUDIT_UNAVAILABLE') await record(question, access, hash, new Map(), report, 'REFUSAL', code);
      throw error;
    }
  };

  function judged(question: Question, access: Access, hash: string): PrunedOperation {
    const key = `${hash} ${question.operationName ?? ''} ${access.fieldShape}`;
    const known = pruned.get(key);
    if (known) return known;
    const { definition } = findOperation(question.document, question.operationName);
    const made = pruneOperation(parts.apiSchema, parts.catalog, access, question.document, definition);
    pruned.set(key, made);
    return made;
  }

  async function execute(
    { document, operationName, variables, principal, requestId, signal }: Question,
    access: Access,
    hash: string,
    operation: PrunedOperation,
    report: CollectedReport,
  ) {
    // Only what is left after the cut can compare anything: a denied list with a filter is denied, no more.
    const { definition } = findOperation(operation.document, operationName);
    refuseHiddenFilters(parts.apiSchema, parts.catalog, access, operation.document, definition, variables);
    const compiled = parts.operations.compile({
      hash,
      document,
      operationName,
      accessShape: access.fieldShape,
      prune: () => operation.document,
    });
    const context: RequestContext = {
      requestId,
      principal,
      access,
      mask: parts.compiler.mask,
      reader: parts.reader,
      seals: rememberSeals(parts.seals),
      report,
      signal,
    };
    return executeOperation({ operation: compiled, variables, context, transport: parts.transport });
  }

  async function record(
    { principal, requestId }: Question,
    access: Access,
    operation: string,
    asked: ReadonlyMap<string, Effect>,
    report: CollectedReport,
    action: 'QUERY' | 'REFUSAL',
    outcome: string,
  ): Promise<void> {
    await recording.record({
      at: parts.clock().toISOString(),
      requestId,
      action,
      principal: { id: principal.id, agency: principal.agency, division: principal.division, roles: principal.roles },
      purpose: principal.purpose ?? null,
      matter: principal.matter ?? null,
      operation,
      subjects: report.subjects(),
      fields: byEffect(asked),
      sources: Object.fromEntries(report.sources().map(({ adapter, status }) => [adapter, status])),
      policyVersion: access.policyVersion,
      outcome,
    });
  }
}

function byEffect(asked: ReadonlyMap<string, Effect>): Partial<Record<Effect, string[]>> {
  const fields: Partial<Record<Effect, string[]>> = {};
  for (const [coordinate, effect] of asked) fields[effect] = [...(fields[effect] ?? []), coordinate];
  return fields;
}

const digests = new WeakMap<DocumentNode, string>();

function digestOf(document: DocumentNode): string {
  const known = digests.get(document);
  if (known) return known;
  const digest = createHash('sha256').update(print(document)).digest('base64url');
  digests.set(document, digest);
  return digest;
}

function present(
  { requestId }: Question,
  { verdicts }: PrunedOperation,
  { data, errors }: { readonly data: Answer['data']; readonly errors: readonly GraphQLError[] },
  report: CollectedReport,
): Answer {
  return {
    data,
    errors: [...denialErrors(verdicts), ...errors.map(withRemedy)],
    extensions: { requestId, access: accessExtension(verdicts), sources: report.sources() },
  };
}

function withRemedy(error: GraphQLError): GraphQLError {
  const code = error.extensions.code as keyof typeof errorTable;
  const { remedy } = errorTable[code] ?? errorTable.INTERNAL;
  return new GraphQLError(error.message, {
    path: error.path ?? null,
    extensions: { remedy, ...error.extensions },
  } as never);
}
