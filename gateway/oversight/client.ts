import { setMaxListeners } from 'node:events';
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import { PlumblineError } from '../../schema/errors.js';
import type { OversightAnswer, OversightClient } from '../../schema/oversight/desk.js';
import type { Principal } from '../../schema/principal.js';
import type { Answer, Question } from '../answer.js';

export interface ClientParts {
  readonly apiSchema: GraphQLSchema;
  readonly answer: (question: Question) => Promise<Answer>;
  /** The engine's own account: its policies, caps and entries in the log are those of everybody. */
  readonly principal: Principal;
  readonly newId: () => string;
}

/** Longest time that a page of a rule may take, ms: rules are in no hurry, and pages are large. */
export const pageMs = 60_000;

/** The hub as the engine asks it: the whole way of a request but the socket. */
export function createOversightClient({ apiSchema, answer, principal, newId }: ClientParts): OversightClient {
  const documents = new Map<string, DocumentNode>();
  const parsed = (text: string): DocumentNode => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const document = parse(text);
    const [fault] = validate(apiSchema, document);
    if (fault !== undefined) throw new PlumblineError('RULE_INVALID', fault.message);
    documents.set(text, document);
    return document;
  };
  return {
    async ask({ document, variables, signal }) {
      const waiting = AbortSignal.any([signal, AbortSignal.timeout(pageMs)]);
      // A question about what changed has as many reads as there are relations.
      setMaxListeners(0, waiting);
      const given = await answer({
        requestId: newId(),
        principal,
        document: parsed(document),
        operationName: undefined,
        variables,
        signal: waiting,
      });
      return present(given);
    },
  };
}

function present({ data, errors, extensions }: Answer): OversightAnswer {
  const { sources = [], access = [] } = extensions as Partial<Pick<OversightAnswer, 'sources' | 'access'>>;
  return {
    data,
    errors: errors.map(({ extensions: { code }, path }) => ({ code: String(code ?? 'INTERNAL'), path: path ?? [] })),
    sources,
    access,
  };
}
