import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, type GraphQLSchema, print } from 'graphql';
import type { Access } from '../schema/access.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import type { RequestContext, Seals } from '../schema/context.js';
import { errorTable, PlumblineError } from '../schema/errors.js';
import type { Principal } from '../schema/principal.js';
import type { Reader } from '../schema/reader.js';
import { dayOf } from '../schema/values/day.js';
import { rememberSeals } from '../subgraphs/kit/seals.js';
import { asksBooksAlone } from './access/books-alone.js';
import { refuseHiddenFilters } from './access/filters.js';
import { createJudging, type JudgedOperation } from './access/judging.js';
import type { Recording } from './audit/recording.js';
import { opensSealed, releaseOf } from './audit/release.js';
import { nothingAsked, type RequestFacts, requestEvent } from './audit/request-event.js';
import type { Caps } from './caps/caps.js';
import { executeOperation } from './execution/executor.js';
import type { OperationCache } from './execution/operations.js';
import { accessExtension, denialErrors } from './extensions.js';
import type { Policies } from './policies/policies.js';
import type { Rulebook } from './policies/rulebook.js';
import { type CollectedReport, createReport } from './report.js';
import type { Transport } from './transport/transport.js';
import type { Warrants } from './warrants/warrants.js';

/** A validated operation of an authenticated caller. */
export interface Question {
  readonly requestId: string;
  /** As it came through the door: without the warrant, which is looked up here. */
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
  readonly policies: Policies;
  readonly warrants: Warrants;
  readonly caps: Caps;
  readonly operations: OperationCache;
  readonly transport: Transport;
  readonly reader: Reader;
  readonly seals: Seals;
  readonly recording: Recording;
  readonly clock: () => Date;
}

/** A question under way: what was found out about it so far, for its answer and for its entry in the log. */
interface Inquiry {
  readonly question: Question;
  readonly rules: Rulebook;
  readonly hash: string;
  readonly report: CollectedReport;
  principal: Principal;
  access: Access | null;
  operation: JudgedOperation | null;
}

/**
 * The ladder of docs/lifecycle.md from the log's readiness to the entry: look up, count, decide, prune, plan, execute,
 * count, record, explain. Rejects with a `PlumblineError`; the entry is durable before it resolves or rejects.
 */
export function createAnswering(parts: AnswerParts): (question: Question) => Promise<Answer> {
  const { policies, warrants, caps, recording, clock } = parts;
  const judge = createJudging(parts.apiSchema, parts.catalog);

  return async function answer(question) {
    await recording.ready();
    const inquiry: Inquiry = {
      question,
      rules: policies.current(),
      hash: digestOf(question.document),
      report: createReport(),
      principal: question.principal,
      access: null,
      operation: null,
    };
    try {
      return await answered(inquiry);
    } catch (error) {
      const code = error instanceof PlumblineError ? error.code : 'INTERNAL';
      if (code !== 'AUDIT_UNAVAILABLE') await record(inquiry, 'REFUSAL', code);
      throw error;
    }
  };

  async function answered(inquiry: Inquiry): Promise<Answer> {
    const { question, rules, hash, report } = inquiry;
    const { document, operationName } = question;
    const staysInBooks = () => asksBooksAlone(parts.apiSchema, parts.catalog, document, operationName);
    inquiry.principal = await warrants.complete(question.principal, staysInBooks);
    await caps.admit(inquiry.principal, rules);
    const access = rules.compiler.compile(inquiry.principal, dayOf(clock()));
    const operation = judge(document, operationName, hash, access);
    inquiry.access = access;
    inquiry.operation = operation;
    const execution = await execute(inquiry, operation, access);
    // Whoever decides on a request sees at once that it was decided, also where others learn of it by asking the books.
    if (operation.action === 'MUTATION') await warrants.poll();
    await caps.release(inquiry.principal, rules, report.subjects());
    await record(inquiry, operation.action, 'OK');
    return present(question, operation, access, execution, report);
  }

  async function execute(
    { question, principal, rules, hash, report }: Inquiry,
    judged: JudgedOperation,
    access: Access,
  ) {
    const { document, operationName, variables, requestId, signal } = question;
    // Only what is left after the cut can compare anything: a denied list with a filter is denied, no more.
    if (judged.compares)
      refuseHiddenFilters(parts.apiSchema, parts.catalog, access, judged.document, judged.definition, variables);
    const operation = parts.operations.compile({
      hash,
      document,
      operationName,
      accessShape: access.fieldShape,
      prune: () => judged.document,
    });
    const context: RequestContext = {
      requestId,
      principal,
      access,
      mask: rules.compiler.mask,
      reader: parts.reader,
      seals: rememberSeals(parts.seals),
      report,
      signal,
    };
    return executeOperation({ operation, variables, context, transport: parts.transport });
  }

  async function record(inquiry: Inquiry, action: RequestFacts['action'], outcome: string): Promise<void> {
    const { question, rules, hash, report, principal, access, operation } = inquiry;
    const { fields, sealed } = operation ?? nothingAsked;
    const event = requestEvent({
      at: clock(),
      requestId: question.requestId,
      action,
      principal,
      operation: hash,
      subjects: report.subjects(),
      fields,
      sources: report.sources(),
      policyVersion: rules.sets.version,
      outcome,
      release: releaseOf(rules, principal.purpose, access !== null && opensSealed(sealed, access)),
      detail: report.details(),
    });
    await recording.record(event);
  }
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
  { verdicts }: JudgedOperation,
  access: Access,
  { data, errors }: { readonly data: Answer['data']; readonly errors: readonly GraphQLError[] },
  report: CollectedReport,
): Answer {
  return {
    data,
    errors: [...denialErrors(verdicts), ...errors.map(withRemedy)],
    extensions: { requestId, access: accessExtension(verdicts, access), sources: report.sources() },
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
