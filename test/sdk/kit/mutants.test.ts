import { expect, test } from '@jest/globals';
import type { Codec } from '../../../sdk/codec.js';
import { defineAdapter } from '../../../sdk/define.js';
import type { AdapterDefinition } from '../../../sdk/definition/adapter-definition.js';
import { bind } from '../../../sdk/entity.js';
import { date, enumeration, integer, money, type RestResource, rest, sql, text, z } from '../../../sdk/index.js';
import type { OpenSource, Source } from '../../../sdk/source.js';
import { SourceFailure } from '../../../sdk/source-failure.js';
import type { SqlTable } from '../../../sdk/sources/sql/table.js';
import { certify, type Golden } from '../../../sdk/testing/index.js';
import { clock, fields, golden, opening, shape } from './permits.js';
import { restGolden, opening as serviceOpening } from './services.js';

const sqlOptions = z.object({ url: z.string() }).strict();

/** The honest adapter with one part of its page changed. */
const withPage = (change: Partial<typeof shape> | { readonly fields: Readonly<Record<string, Codec>> }) =>
  defineAdapter({
    id: 'permits-sql',
    agency: '行政审批局',
    options: sqlOptions,
    secrets: ['url'],
    source: ({ url }) => sql({ url }),
    entities: [bind('Permit', { ...shape, ...change } as typeof shape)],
  });

const withField = (field: keyof typeof fields, codec: Codec) => withPage({ fields: { ...fields, [field]: codec } });

type OpenTables = OpenSource<SqlTable>;

/** The honest adapter with its source wrapped. */
function withSource(wrap: (source: OpenTables) => Partial<OpenTables>) {
  return defineAdapter({
    id: 'permits-sql',
    agency: '行政审批局',
    options: sqlOptions,
    secrets: ['url'],
    source: ({ url }): Source<SqlTable> => {
      const own = sql({ url });
      return {
        ...own,
        open: async (setting) => {
          const source = await own.open(setting);
          return { ...source, ...wrap(source) };
        },
      };
    },
    entities: [bind<SqlTable, typeof fields>('Permit', shape)],
  });
}

const upTo18 = fields.citizenId;

const mutants: readonly { readonly fault: string; readonly found: string; readonly definition: unknown }[] = [
  {
    fault: 'calls a dirty column clean',
    found: 'codec.seek Permit.issued',
    definition: withField('issued', date('FZRQ', { clean: true })),
  },
  {
    fault: 'reads the wrong column',
    found: 'reading.golden Permit.remark',
    definition: withField('remark', text('XM')),
  },
  {
    fault: 'takes yuan for ten thousand',
    found: 'reading.golden Permit.fee',
    definition: withField('fee', money('JE', { unit: 'wan' })),
  },
  {
    fault: 'lacks a code',
    found: 'reading.golden Permit.kind',
    definition: withField('kind', enumeration('LX', { TRADE: '01' })),
  },
  {
    fault: 'forgets soft deletes',
    found: 'rows.complete|reading.golden',
    definition: withPage({ alive: undefined } as never),
  },
  {
    fault: 'upgrades fifteen digits wrongly',
    found: 'dirt.fifteen-digits Permit.citizenId',
    definition: withField('citizenId', {
      ...upTo18,
      read: (raw) => {
        const reading = upTo18.read(raw);
        return reading.flags.includes('UPGRADED_15')
          ? { ...reading, value: `${String(raw.ZJHM).slice(0, 6)}20${String(raw.ZJHM).slice(6)}0` }
          : reading;
      },
    }),
  },
  {
    fault: 'throws at what it does not know',
    found: 'codec.total Permit.times',
    definition: withField('times', {
      ...integer('CS'),
      read: (raw) => ({ value: Number(BigInt(String(raw.CS))), flags: [] }),
    }),
  },
  {
    fault: 'looks at a column that it does not declare',
    found: 'least-read.codecs Permit.remark',
    definition: withField('remark', {
      ...fields.remark,
      read: (raw) => (raw.XM === null ? { value: null, flags: [] } : fields.remark.read(raw)),
    }),
  },
  {
    fault: 'reads a column more',
    found: 'least-read.columns',
    definition: withSource((source) => ({
      rows: (query, context) => source.rows({ ...query, columns: [...new Set([...query.columns, 'XM'])] }, context),
    })),
  },
  {
    fault: 'drops the last row',
    found: 'rows.complete Permit',
    definition: withSource((source) => ({
      rows: async (query, context) => ({
        ...(await source.rows(query, context)),
        rows: (await source.rows(query, context)).rows.slice(0, -1),
      }),
    })),
  },
  {
    fault: 'ignores a condition that it took',
    found: 'source.filters Permit',
    definition: withSource((source) => ({
      rows: (query, context) => source.rows({ ...query, where: { op: 'true' } }, context),
    })),
  },
  {
    fault: 'does not use its index',
    found: 'source.underclaims Permit',
    definition: withSource((source) => ({
      takes: (table, condition) => condition.op !== 'in' && source.takes(table, condition),
    })),
  },
  {
    fault: 'counts otherwise than it reads',
    found: 'filter.exact Permit',
    definition: withSource((source) => ({
      count: async (query, context) =>
        new Map([...((await source.count?.(query, context)) ?? [])].map(([key, count]) => [key, count + 1])),
    })),
  },
  {
    fault: 'swallows a failure',
    found: 'fault.sql.gone Permit',
    definition: withSource((source) => ({
      rows: (query, context) => source.rows(query, context).catch(() => ({ rows: [], asOf: null })),
    })),
  },
  {
    fault: 'tells a statement in its error',
    found: 'redaction.errors an error holds a statement',
    definition: withSource((source) => ({
      rows: (query, context) =>
        source.rows(query, context).catch(() => Promise.reject(new SourceFailure('FAILED', 'select XM from XZXK'))),
    })),
  },
  {
    fault: 'throws an error of its own',
    found: 'fault.sql.gone Permit',
    definition: withSource((source) => ({
      rows: (query, context) => source.rows(query, context).catch(() => Promise.reject(new Error('oops'))),
    })),
  },
  {
    fault: 'prints a record',
    found: 'redaction.printed a line that is printed holds a citizen id',
    definition: withSource((source) => ({
      rows: async (query, context) => {
        const answer = await source.rows(query, context);
        console.log(answer.rows);
        return answer;
      },
    })),
  },
];

/** Only the family of checks that has to find it runs, with what makes an adapter fail and speak. */
const failuresOf = async (definition: unknown, options: unknown, data: Golden, found: string) => {
  const family = found.split('|').map((one) => one.split(/[. ]/)[0] ?? one);
  const { checks } = await certify({
    definition: definition as AdapterDefinition<unknown, never>,
    options,
    golden: data,
    clock,
    checks: [...family, ...(family.includes('redaction') ? ['reading', 'fault.sql'] : [])],
  });
  return checks.flatMap(({ id, failures }) => failures.map((failure) => `${id} ${failure}`));
};

test.each(mutants)(
  'an adapter that $fault is told so by $found',
  async ({ definition, found }) => {
    const failures = await failuresOf(definition, opening, golden, found);
    expect(failures.filter((failure) => found.split('|').some((one) => failure.startsWith(one)))).not.toEqual([]);
  },
  60_000,
);

test('a service’s adapter that ignores its caller’s signal is told so', async () => {
  const options = z.object({ url: z.url(), secret: z.string() }).strict();
  const resource = { path: '/permits/query', equals: ['XKBH', 'ZJHM', 'LX'] };
  const definition = defineAdapter({
    id: 'permits-rest',
    agency: '行政审批局',
    options,
    secrets: ['secret'],
    source: ({ url, secret }): Source<RestResource> => {
      const own = rest({
        baseUrl: url,
        auth: { kind: 'apiKey', header: 'x-key', key: secret },
        request: {
          method: 'GET',
          page: { kind: 'offset', offset: 'skip', size: 'take', largest: 5 },
          filters: { as: 'parameters' },
          valuesPerCall: 50,
        },
        envelope: { rows: 'rows' },
      });
      return {
        ...own,
        open: async (setting) => {
          const source = await own.open(setting);
          return {
            ...source,
            rows: (query, { requestId }) => source.rows(query, { requestId, signal: new AbortController().signal }),
          };
        },
      };
    },
    entities: [bind('Permit', { ...shape, table: resource })],
  });
  const { checks } = await certify({
    definition,
    options: serviceOpening,
    golden: restGolden,
    clock,
    checks: ['fault.http.hang', 'fault.http.cancellation'],
  });
  expect(checks.map(({ id, status }) => [id, status])).toEqual([
    ['fault.http.hang', 'FAILED'],
    ['fault.http.cancellation', 'FAILED'],
  ]);
}, 60_000);
