// long: one table of failures and leaks, one a mutant.
import { type OpenSource, SourceFailure, type SqlTable, sql } from '../../../../sdk/index.js';
import { opening } from '../permits.js';
import type { Mutant } from './mutant.js';
import { permitsWith, sqlBase, withSource } from './permit.js';

const base = sqlBase;

type Asked = Parameters<OpenSource<SqlTable>['rows']>;

/** The source meets a failure of its database in its own way. */
const failing = (
  meet: (cause: unknown, asked: Asked, url: string) => Awaited<ReturnType<OpenSource<SqlTable>['rows']>>,
) =>
  withSource((source, url) => ({
    rows: async (...asked) => {
      try {
        return await source.rows(...asked);
      } catch (cause) {
        return meet(cause, asked, url);
      }
    },
  }));

const person = '37142219800101123X';

function thrown(error: unknown): never {
  throw error;
}

const leak = { base, by: 'redaction.errors', after: ['fault.sql'] } as const;

/** What an integrator's source does wrong when something fails, and what it tells of it. */
export const failureMutants: readonly Mutant[] = [
  {
    name: 'error-swallowed',
    fault: 'answers nothing where the system failed',
    base,
    by: 'fault.sql.gone',
    names: /a read is answered as empty: what could not be read is unavailable, never absent/,
    definition: failing(() => ({ rows: [], asOf: null })),
  },
  {
    name: 'lock-swallowed',
    fault: 'takes a table that is locked for an empty one',
    base,
    by: 'fault.sql.locked',
    names: /when the system has its tables locked by its own work, a read is answered as empty/,
    definition: failing((cause) =>
      cause instanceof SourceFailure && ['OVERLOADED', 'TIMEOUT'].includes(cause.reason)
        ? { rows: [], asOf: null }
        : thrown(cause),
    ),
  },
  {
    name: 'missing-table-swallowed',
    fault: 'takes a table that is gone for an empty one',
    base,
    by: 'fault.sql.no-table',
    names: /when the system has no longer the tables that it had, a read is answered as empty/,
    definition: failing((cause) =>
      cause instanceof SourceFailure && ['MALFORMED', 'FAILED'].includes(cause.reason)
        ? { rows: [], asOf: null }
        : thrown(cause),
    ),
  },
  {
    name: 'error-of-its-own',
    fault: 'throws an error of its own, which says not why the source did not answer',
    base,
    by: 'fault.sql.gone',
    names: /a read ends in an unnamed Error, where REFUSED is due/,
    definition: failing(() => thrown(new Error('oops'))),
  },
  {
    name: 'wrong-reason',
    fault: 'calls every failure one of credentials: somebody changes passwords all night',
    base,
    by: 'fault.sql.gone',
    names: /a read ends in SOURCE_UNAVAILABLE \(CREDENTIALS\), where REFUSED is due/,
    definition: failing(() => thrown(new SourceFailure('CREDENTIALS', 'E1'))),
  },
  {
    name: 'columns-by-their-place',
    fault: 'reads columns by their place: where one is gone, another stands in',
    base,
    by: 'fault.row.missing-column',
    names: /^Permit\.\w+: has values although \w+ is gone/,
    definition: withSource((source) => ({
      rows: async (query, context) => {
        const answer = await source.rows(query, context).catch(() => null);
        if (answer !== null) return answer;
        const keys = await source.rows({ ...query, columns: ['XKBH', 'GXSJ'] }, context);
        return {
          ...keys,
          rows: keys.rows.map((row) => ({
            ...Object.fromEntries(query.columns.map((column) => [column, row.XKBH])),
            ...row,
          })),
        };
      },
    })),
  },
  {
    name: 'wrong-type-is-fatal',
    fault: 'gives up the whole read for one value of another type',
    base,
    by: 'fault.row.wrong-type',
    names: /one value of another type in \w+, and the whole read ends in/,
    definition: withSource((source) => ({
      rows: async (query, context) => {
        const answer = await source.rows(query, context);
        if (answer.rows.some(({ JE }) => typeof JE === 'number')) throw new SourceFailure('MALFORMED', 'JE');
        return answer;
      },
    })),
  },
  {
    name: 'retries-for-ever',
    waits: true,
    fault: 'asks again and again, whatever its caller’s signal says',
    base,
    by: 'fault.sql.gone',
    names: /a read goes on after its caller gave up/,
    definition: withSource((source) => ({
      rows: async (query, { requestId }) => {
        for (;;) {
          const answer = await source.rows(query, { requestId, signal: AbortSignal.timeout(5_000) }).catch(() => null);
          if (answer !== null) return answer;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      },
    })),
  },
  {
    name: 'never-well-again',
    fault: 'remembers that the system was down, and never asks again',
    base,
    by: 'fault.sql.gone',
    names: /a read after a system that has no database at its address is well again ends in/,
    definition: withSource((source) => {
      let isDown = false;
      return {
        rows: (query, context) => {
          if (isDown) return Promise.reject(new SourceFailure('REFUSED', 'DOWN'));
          return source.rows(query, context).catch((cause: unknown) => {
            isDown = true;
            throw cause;
          });
        },
      };
    }),
  },
  {
    name: 'secret-in-an-error',
    fault: 'names the address with its password in an error',
    ...leak,
    names: /an error holds the secret url/,
    definition: withSource((source) => ({
      rows: (query, context) =>
        source.rows(query, context).catch(() => thrown(new SourceFailure('REFUSED', `cannot reach ${opening.url}`))),
    })),
  },
  {
    name: 'password-alone-in-an-error',
    fault: 'names the password in an error, without the address around it',
    ...leak,
    names: /an error holds the secret url/,
    definition: failing(() => thrown(new SourceFailure('CREDENTIALS', 'refused for hub/Pa55-word'))),
  },
  {
    name: 'statement-in-a-message',
    fault: 'names the statement in an error',
    ...leak,
    names: /an error holds a statement/,
    definition: failing(() => thrown(new SourceFailure('FAILED', 'select XM from XZXK'))),
  },
  {
    name: 'statement-in-a-cause',
    fault: 'keeps the driver’s error, which holds the statement, as cause',
    ...leak,
    names: /an error holds a statement/,
    definition: failing((cause) => {
      const failure = new SourceFailure(cause instanceof SourceFailure ? cause.reason : 'FAILED', 'DRIVER');
      throw Object.assign(failure, { cause: new Error('near "form": SELECT ZJHM FROM XZXK WHERE XM = ?') });
    }),
  },
  {
    name: 'citizen-id-in-a-message',
    fault: 'names the person whose record it did not find in an error',
    ...leak,
    names: /an error holds a citizen id/,
    definition: failing(() => thrown(new SourceFailure('FAILED', `no record of ${person}`))),
  },
  {
    name: 'name-in-a-stack',
    fault: 'puts a person’s name into the words of a stack',
    ...leak,
    names: /an error holds a name/,
    definition: failing((cause) => {
      const failure = new SourceFailure(cause instanceof SourceFailure ? cause.reason : 'FAILED', 'ROW');
      failure.stack = 'SourceFailure: ROW\n    at readRow (欧阳娜娜)';
      throw failure;
    }),
  },
  {
    name: 'row-hung-on-an-error',
    fault: 'hangs the row that it could not read on the error, for the debugger',
    ...leak,
    names: /an error holds a citizen id/,
    definition: failing((cause) =>
      thrown(
        Object.assign(new SourceFailure(cause instanceof SourceFailure ? cause.reason : 'FAILED', 'ROW'), {
          row: { ZJHM: person },
        }),
      ),
    ),
  },
  {
    name: 'value-in-a-statement',
    fault: 'tells of statements with the values that it asked for',
    base,
    by: 'redaction.statements',
    after: ['lookup.groups'],
    names: /a statement that is told holds a citizen id/,
    definition: permitsWith({
      source: (url) => {
        const own = sql({ url });
        return {
          ...own,
          open: async (setting) => {
            const source = await own.open(setting);
            return {
              ...source,
              rows: (query, context) => {
                if (query.where.op !== 'true') setting.onStatement?.(`XZXK where ${JSON.stringify(query.where)}`);
                return source.rows(query, context);
              },
            };
          },
        };
      },
    }),
  },
  {
    name: 'record-printed',
    fault: 'prints the records that it read, as it did when it was written',
    base,
    by: 'redaction.printed',
    after: ['reading.golden'],
    names: /a line that is printed holds a citizen id/,
    definition: withSource((source) => ({
      rows: async (query, context) => {
        const answer = await source.rows(query, context);
        console.log(answer.rows);
        return answer;
      },
    })),
  },
  {
    name: 'secret-printed',
    fault: 'prints the address that it connects to',
    base,
    by: 'redaction.printed',
    after: ['reading.golden'],
    names: /a line that is printed holds the secret url/,
    definition: permitsWith({
      source: (url) => {
        console.error(`connecting to ${url}`);
        return sql({ url });
      },
    }),
  },
  {
    name: 'promise-left-behind',
    fault: 'counts its reads in a book that fails, and waits for nobody to hear of it',
    base,
    by: 'lifecycle.unhandled',
    after: ['reading.golden'],
    names: /a promise was rejected \(TypeError\) and nobody caught it/,
    definition: withSource((source) => ({
      rows: (query, context) => {
        // As Node tells of a promise that was rejected and forgotten, but for jest, which listens first and would fail.
        const [, ...others] = process.listeners('unhandledRejection');
        for (const hear of others) hear(new TypeError('the book is full'), Promise.resolve());
        return source.rows(query, context);
      },
    })),
  },
  {
    name: 'connects-when-opened',
    fault: 'reads a first row when it is opened, and does not open while its system is down',
    base,
    by: 'lifecycle.lazy',
    names: /the adapter does not open while its system is down/,
    definition: permitsWith({
      source: (url) => {
        const own = sql({ url });
        return {
          ...own,
          open: async (setting) => {
            const source = await own.open(setting);
            const query = { table: 'XZXK', columns: ['XKBH'], where: { op: 'true' }, order: [], limit: 1 } as const;
            await source.rows(query, { requestId: 'open', signal: AbortSignal.timeout(1_000) });
            return source;
          },
        };
      },
    }),
  },
];
