import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type ErrorCode, errorTable, PlumblineError } from '../../schema/errors.js';

/** An error as it leaves the hub: a code of the table, and nothing of the inside. */
export interface Refusal {
  readonly status: number;
  readonly body: { readonly errors: readonly GraphQLFormattedError[] };
}

const internalMessage = 'The hub could not answer; its operator finds the reason under the request id';

/** Codes that Apollo Server gives to what it refuses itself. */
const apolloCodes: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/** Lets a `PlumblineError` pass through Apollo Server with its status. */
export function toGraphQLError(error: unknown): GraphQLError {
  const plumbline = findPlumblineError(error) ?? new PlumblineError('INTERNAL', internalMessage, { cause: error });
  const { status } = errorTable[plumbline.code];
  return new GraphQLError(plumbline.message, {
    originalError: plumbline,
    extensions: { code: plumbline.code, http: { status, headers: new HeaderMap() } },
  });
}

/** The one formatter of errors. `onInternal` is told what left as `INTERNAL`. */
export function createErrorFormatter(onInternal: (error: unknown) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const plumbline = findPlumblineError(error);
    if (plumbline !== undefined) {
      if (!errorTable[plumbline.code].exposed) onInternal(plumbline);
      return describe(plumbline.code, plumbline.message, formatted);
    }
    const given = formatted.extensions?.code;
    if (typeof given === 'string' && Object.hasOwn(apolloCodes, given)) {
      const code = apolloCodes[given] ?? 'BAD_REQUEST';
      const isTooLong = code === 'GRAPHQL_PARSE_FAILED' && /more th[ae][tn] \d+ tokens/.test(formatted.message);
      return isTooLong
        ? describe('QUERY_TOO_MANY_TOKENS', 'The document has too many tokens', {})
        : describe(code, withoutValues(formatted.message), { ...formatted, extensions: {} });
    }
    if (isCode(given) && given !== 'INTERNAL') return describe(given, formatted.message, formatted);
    onInternal(error);
    return describe('INTERNAL', '', formatted);
  };
}

/** What a request that never became GraphQL is answered with. */
export function refuse(error: unknown, requestId: string): Refusal {
  const { code, message } = findPlumblineError(error) ?? fromHttp(error);
  const described = describe(code, message, {});
  return {
    status: errorTable[code].status,
    body: { errors: [{ ...described, extensions: { ...described.extensions, requestId } }] },
  };
}

/** Fastify's own refusals, told apart by the status that it chose. */
function fromHttp(error: unknown): { readonly code: ErrorCode; readonly message: string } {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return { code: 'BODY_TOO_LARGE', message: 'The request body is too large' };
  if (status === 415) return { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The request body is not JSON by its type' };
  if (typeof status !== 'number' || status >= 500) return { code: 'INTERNAL', message: '' };
  return { code: 'BAD_REQUEST', message: 'The request is not JSON that the hub reads' };
}

function describe(code: ErrorCode, message: string, formatted: Partial<GraphQLFormattedError>): GraphQLFormattedError {
  const { exposed, remedy } = errorTable[code];
  return {
    message: exposed ? message : internalMessage,
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: exposed
      ? { remedy, ...formatted.extensions, code }
      : { code: 'INTERNAL', remedy: errorTable.INTERNAL.remedy },
  };
}

/**
 * graphql-js repeats values of the document in its messages, and suggests names: a value may be a citizen id,
 * and a suggested name may be one that the caller must not know.
 */
function withoutValues(message: string): string {
  return message
    .replace(/ ?Did you mean .*$/s, '')
    .replace(/\b(String|BlockString|Int|Float|Comment) ".*"/s, '$1')
    .replace(/, found (?!Name|String|BlockString|Int|Float|<).*$/s, '.')
    .replace(/(cannot represent [^:"]+):.*$/s, '$1.')
    .replace(/^Value ".*" does not exist/s, 'A value does not exist')
    .trim();
}

function findPlumblineError(error: unknown): PlumblineError | undefined {
  if (error instanceof PlumblineError) return error;
  return error instanceof GraphQLError && error.originalError !== undefined && error.originalError !== error
    ? findPlumblineError(error.originalError)
    : undefined;
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code);
}
