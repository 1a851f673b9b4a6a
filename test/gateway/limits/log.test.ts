import { expect, test } from '@jest/globals';
import { createLog } from '../../../gateway/server/log.js';
import { PlumblineError } from '../../../schema/errors.js';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

test('an error is logged by code, class and place, without words or stack', () => {
  const cause = new TypeError('value 371422198805120052 in select "sfzhm" from t');
  const error = new PlumblineError('INTERNAL', 'secret words', { cause });
  const line = logged((log) => log.error({ err: error, requestId: 'r' }, 'left as INTERNAL'));
  expect(line).toMatchObject({
    err: { name: 'PlumblineError', code: 'INTERNAL', cause: { name: 'TypeError' } },
    requestId: 'r',
  });
  expect(JSON.stringify(line)).not.toMatch(/371422|select|secret words|\bat \b/);
});

test('an error made in one of our rooms says where', () => {
  const error = new Error('x');
  error.stack =
    'Error: x\n    at read (/opt/somewhere/dist/sdk/sources/sql/mysql.js:42:7)\n    at main (/opt/x.js:1:1)';
  expect(logged((log) => log.error({ err: error }, 'failed')).err).toEqual({
    name: 'Error',
    place: 'sdk/sources/sql/mysql.js:42',
  });
});

test('what should never be logged is cut by name', () => {
  const line = logged((log) =>
    log.info({ variables: { id: 1 }, headers: { authorization: 'Bearer x' }, a: { token: 't' } }, 'said'),
  );
  expect(line).toMatchObject({ a: {} });
  expect(Object.keys(line)).not.toContain('variables');
  expect(Object.keys(line)).not.toContain('headers');
});
