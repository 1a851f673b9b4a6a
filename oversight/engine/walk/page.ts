import { type ErrorCode, PlumblineError } from '../../../schema/errors.js';
import type { OversightAnswer, OversightClient } from '../../../schema/oversight/desk.js';
import type { IndeterminateReason } from '../../../schema/oversight/run.js';
import type { SourceReason } from '../../../schema/reader.js';
import type { CompiledRule, RulePage } from '../../rules/rule-book.js';
import { silentOfList } from './silence.js';

export interface PageParts {
  readonly client: OversightClient;
  readonly clock: () => Date;
}

export interface PageQuestion {
  readonly rule: CompiledRule;
  /** GraphQL text where it is not the rule's own. */
  readonly document?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Place in the list; null at its beginning. */
  readonly after: string | null;
  readonly signal: AbortSignal;
}

/** A page of a rule's list, with what is not in it. */
export interface AskedPage {
  readonly answer: OversightAnswer;
  /** Null where the list itself could not be read. */
  readonly page: RulePage | null;
  /** Why there is no page. */
  readonly why: IndeterminateReason | null;
  /** Adapters that may hold records of the list, and did not answer. */
  readonly silent: readonly string[];
}

/** Asks for a page. Rejects with the code of a question that is wrong: what such an answer lacks, no source withheld. */
export async function askPage({ client, clock }: PageParts, question: PageQuestion): Promise<AskedPage> {
  const { rule, document = rule.document, variables, after, signal } = question;
  signal.throwIfAborted();
  const asked = { document, variables: { ...variables, first: rule.pageSize, after }, signal };
  const first = await client.ask(asked);
  // Without this page nothing is known of those behind it: a source that was late is asked once more before they are given up.
  const answer = wasLate(first, rule.list) ? await client.ask(asked) : first;
  const wrong = answer.errors.find(({ code }) => !(code in lacks));
  if (wrong !== undefined)
    throw new PlumblineError(wrong.code as ErrorCode, `the hub refused the question of ${rule.facts.id}`);
  const page = rule.page(answer, clock().toISOString());
  return { answer, page, why: page === null ? whyMissing(answer) : null, silent: silentOfList(answer, rule.list) };
}

const passing: ReadonlySet<string> = new Set<SourceReason>(['TIMEOUT', 'QUOTA', 'OVERLOADED']);

function wasLate({ sources }: OversightAnswer, list: string): boolean {
  return sources.some(
    ({ status, reason, fields }) =>
      status === 'UNAVAILABLE' && passing.has(reason ?? '') && fields.includes(`Query.${list}`),
  );
}

/** What fields may lack without the question being wrong. */
const lacks: Readonly<Record<string, IndeterminateReason>> = {
  SOURCE_UNAVAILABLE: 'UNAVAILABLE',
  // A subgraph that did not answer, or not in time.
  INTERNAL: 'UNAVAILABLE',
  DEADLINE_EXCEEDED: 'UNAVAILABLE',
  FIELD_DENIED: 'DENIED',
  PURPOSE_REQUIRED: 'DENIED',
  BOUND_EXCEEDED: 'TOO_MANY',
};

function whyMissing({ errors }: OversightAnswer): IndeterminateReason {
  const above = errors.find(({ path }) => path.length <= 2);
  return lacks[above?.code ?? ''] ?? 'UNAVAILABLE';
}
