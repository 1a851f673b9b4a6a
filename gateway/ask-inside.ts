import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import { type ErrorCode, PlumblineError } from '../schema/errors.js';
import { LruCache, weightOf } from '../schema/lru-cache.js';
import type { OversightAnswer } from '../schema/oversight/desk.js';
import type { Principal } from '../schema/principal.js';
import type { Answer, Question } from './answer.js';
import type { SourceReport } from './report.js';

/** What a part of the hub asks the hub in somebody's name: their policies, caps and entries in the log, the whole way but the socket. */
export interface InnerQuestion {
  /** Names its entry in the log. */
  readonly requestId: string;
  readonly principal: Principal;
  /** GraphQL text; one operation. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

export interface InnerAnswer extends Omit<OversightAnswer, 'sources' | 'errors'> {
  readonly errors: readonly {
    readonly code: ErrorCode;
    readonly message: string;
    readonly path: readonly (string | number)[];
  }[];
  readonly sources: readonly SourceReport[];
}

/** Rejects with what the question is refused with, and with `GRAPHQL_VALIDATION_FAILED` for one that the schema does not hold. */
export type AskInside = (question: InnerQuestion) => Promise<InnerAnswer>;

export interface AskInsideParts {
  readonly apiSchema: GraphQLSchema;
  /** The hub's own answering; asked when everything is open. */
  readonly answer: (question: Question) => Promise<Answer>;
}

/** Texts that are kept as they were parsed: those of all rules, statistics, views and pieces are some hundreds. */
const documentsKept = 1_000;

/** The one way in which parts of a hub ask it: a text is parsed and validated once, whoever asks it. */
export function createAskInside({ apiSchema, answer }: AskInsideParts): AskInside {
  const documents = new LruCache<DocumentNode>(documentsKept);
  const parsed = (text: string): DocumentNode => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const document = parse(text, { noLocation: true });
    const [fault] = validate(apiSchema, document);
    if (fault !== undefined) throw new PlumblineError('GRAPHQL_VALIDATION_FAILED', fault.message);
    documents.set(text, document, weightOf(text));
    return document;
  };
  return async ({ document, ...question }) =>
    present(await answer({ ...question, document: parsed(document), operationName: undefined }));
}

function present({ data, errors, extensions }: Answer): InnerAnswer {
  const { sources = [], access = [] } = extensions as Partial<Pick<InnerAnswer, 'sources' | 'access'>>;
  return {
    data,
    errors: errors.map(({ extensions: { code }, message, path }) => ({
      ...{ code: (code ?? 'INTERNAL') as ErrorCode, message },
      path: path ?? [],
    })),
    sources,
    access,
  };
}
