import { types } from 'node:util';
import { type Logger, pino } from 'pino';

/**
 * The hub's log: one JSON line an event. What identifies a person never gets there: no header, document, variable or
 * body is ever logged, and should one slip in, it is cut by name.
 */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      req: ({ id, method }: { readonly id: string; readonly method: string }) => ({ id, method }),
      res: ({ statusCode }: { readonly statusCode: number }) => ({ status: statusCode }),
      err: describeError,
    },
    redact: {
      paths: [
        'headers',
        'body',
        'query',
        'variables',
        'document',
        'authorization',
        'token',
        '*.authorization',
        '*.token',
      ],
      remove: true,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Code, class and place of an error, never its text or stack: messages of libraries repeat values and statements. */
function describeError(error: unknown): Record<string, unknown> {
  if (!types.isNativeError(error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const place = placeOf(error);
  return {
    name: error.name,
    ...code,
    ...(place === undefined ? {} : { place }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** Where in our own rooms an error was made: `sdk/sources/sql/mysql.js:42`. */
function placeOf({ stack }: Error): string | undefined {
  const rooms = 'schema|policies|sdk|adapters|subgraphs|store|gateway|cli|demo';
  return new RegExp(`/((?:${rooms})/[\\w./-]+\\.[jt]s:\\d+):\\d+`).exec(stack ?? '')?.[1];
}
