import { demoPersonNamed } from '../demo/people.js';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { matterHeader, purposeHeader } from '../schema/purpose.js';
import type { Output } from './output.js';
import { readText } from './text-file.js';
import { demoToken } from './token.js';

interface QueryOptions {
  readonly as: string;
  readonly purpose?: string;
  /** False: none, although the account has one. */
  readonly matter?: string | false;
  readonly variables: string;
  readonly operation?: string;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
}

interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly remedy?: string };
}

/** Asks the running demonstration. Exit code 0 with data, 1 when nothing came back, 2 for a question that is wrong. */
export async function queryCommand(
  file: string,
  options: QueryOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const query = readText(file);
  const response = await post(environment, options, query);
  const answer = (await response.json()) as Answer;
  output.list('error', (answer.errors ?? []).map(errorLine));
  output.data(answer, JSON.stringify(answer.data ?? null, null, 2));
  if (!response.ok) return 2;
  return answer.data === null || answer.data === undefined ? 1 : 0;
}

/** `FIELD_DENIED person.photoRef: Person.photoRef is denied (ask for approval of Person.photoRef …)`. */
function errorLine({ message, path, extensions: { code, remedy } = {} }: AnswerError): string {
  const said = path === undefined ? message : `${path.join('.')}: ${message}`;
  return `${code === undefined ? '' : `${code} `}${said}${remedy === undefined ? '' : ` (${remedy})`}`;
}

/** Sends a question to the running hub as somebody. Rejects with `SOURCE_UNAVAILABLE` where none answers. */
export async function post(environment: Environment, options: QueryOptions, query: string): Promise<Response> {
  const url = `http://${environment.host}:${environment.port}/graphql`;
  // Without a word, the matter that the account is working on.
  const matter = options.matter ?? demoPersonNamed(options.as).matter;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await demoToken(options.as, 1, environment)}`,
    ...(options.purpose ? { [purposeHeader]: options.purpose } : {}),
    ...(matter ? { [matterHeader]: encodeURIComponent(matter) } : {}),
  };
  const body = JSON.stringify({
    query,
    variables: parseVariables(options.variables),
    operationName: options.operation,
  });
  try {
    return await fetch(url, { method: 'POST', headers, body });
  } catch (cause) {
    throw new PlumblineError(
      'SOURCE_UNAVAILABLE',
      `no hub answers at ${url}; start one with "npm start", or set PORT to that of yours`,
      { cause },
    );
  }
}

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', '--variables is not JSON', { cause });
  }
}
