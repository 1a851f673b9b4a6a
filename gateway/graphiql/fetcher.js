/** Stands in the header editor where a token is to be put. */
export const noToken = '<token>';

/** The headers that an account asks with, as the header editor shows them: a token is long, so it comes last. */
export function headersOf({ purpose, matter, token }) {
  return {
    'x-plumbline-purpose': purpose || 'SUPERVISION',
    'x-plumbline-matter': matter ?? '',
    authorization: `Bearer ${token || noToken}`,
  };
}

/**
 * Asks with what the header editor holds and nothing else. Only the schema may be asked for before there is an editor:
 * `account` is who asks for it then.
 */
export function createFetcher(account) {
  return async (parameters, options) => {
    const isForSchema = parameters.operationName === 'IntrospectionQuery';
    const headers = sendable(options?.headers ?? (isForSchema ? headersOf(account) : {}));
    // A refusal that is known beforehand would only be noise in the hub's log and the browser's console.
    if (isForSchema && headers.get('authorization')?.includes(noToken))
      throw new Error('The schema is read with a token: put yours into Headers. 请先在 Headers 中填入令牌');
    headers.set('content-type', 'application/json');
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers,
      body: JSON.stringify(upToDate(parameters)),
      credentials: 'omit',
    });
    return answer.json();
  };
}

/** GraphiQL learns an operation's name half a second after it was written; until then it names the one before. */
function upToDate({ operationName, ...parameters }) {
  const isThere = operationName && new RegExp(`\\b${operationName}\\b`).test(parameters.query);
  return isThere ? { ...parameters, operationName } : parameters;
}

/** Headers are bytes: a case number goes percent-encoded. An empty header is one that is not declared. */
function sendable(declared) {
  const entries = Object.entries(declared).map(([name, value]) => [name, String(value ?? '').trim()]);
  return new Headers(entries.filter(([, value]) => value !== '').map(([name, value]) => [name, encodeNonAscii(value)]));
}

function encodeNonAscii(value) {
  return value.replaceAll(/[^\x20-\x7e]+/g, encodeURIComponent);
}
