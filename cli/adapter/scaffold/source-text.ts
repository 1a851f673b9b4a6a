import { quoted } from '../../../sdk/introspection/names.js';
import { unreachable } from '../../../sdk/unreachable.js';
import type { AdapterPlan, EntityPlan, SourceKind } from './plan.js';

/** How a kind of source is written: its options, its secrets, the source itself, and where a binding finds its records. */
export interface SourceText {
  readonly imports: readonly string[];
  readonly options: readonly string[];
  readonly secrets: readonly string[];
  readonly source: readonly string[];
  place(plan: EntityPlan): string;
  /** Options for the check: golden data stand in for the system, and secrets are made up. */
  readonly check: Readonly<Record<string, string>>;
}

/** The source of an adapter as it is written; what a guess cannot know of a service is said to be looked at. */
export function sourceText({ kind, address, entities }: AdapterPlan): SourceText {
  switch (kind) {
    case 'sql':
      return sql(address);
    case 'rest':
      return rest(address);
    case 'soap':
      return soap(address);
    case 'files':
      return files(address, entities);
    case 'push':
      return push;
    default:
      return unreachable(kind);
  }
}

const exampleAddresses: Readonly<Record<SourceKind, string>> = {
  sql: 'mysql://reader:made-up@127.0.0.1/agency',
  rest: 'https://127.0.0.1/api',
  soap: 'http://127.0.0.1/services/request',
  files: './inbox',
  push: '',
};

/** What is written down in place of the system's own address, which the agency's folder does not tell: of its kind and scheme. */
export function exampleAddress(kind: SourceKind, url: string | null): string {
  const scheme = kind === 'sql' ? /^[a-z]+:/.exec(url ?? '')?.[0] : undefined;
  if (scheme === undefined) return exampleAddresses[kind];
  return scheme === 'file:' ? 'file:./agency.db' : exampleAddresses.sql.replace(/^[a-z]+:/, scheme);
}

const url = (what: string) => `url: z.string().describe('${what}')`;

const sql = (address: string): SourceText => ({
  imports: ['sql'],
  options: [url('The database, with an account that may only read')],
  secrets: ['url'],
  source: ['source: ({ url }) => sql({ url }),'],
  place: ({ table }) => table.constant ?? quoted(table.name),
  check: { url: address },
});

const rest = (address: string): SourceText => ({
  imports: ['rest'],
  options: [url('Base URL of the service'), "key: z.string().describe('Key that the agency gave to the hub')"],
  secrets: ['key'],
  source: [
    'source: ({ url, key }) =>',
    '  rest({',
    '    baseUrl: url,',
    "    auth: { kind: 'apiKey', header: 'x-api-key', key }, // guess",
    '    request: {',
    "      method: 'GET', // guess",
    "      page: { kind: 'page-number', number: 'pageNo', size: 'pageSize', largest: 500 }, // guess",
    "      filters: { as: 'parameters' }, // guess",
    '      valuesPerCall: 100,',
    '    },',
    "    envelope: { code: 'code', success: ['0000', '200'], rows: 'data.rows', total: 'data.total' }, // guess",
    '    quota: { callsPerSecond: 5 },',
    '  }),',
  ],
  place: (plan) => `{ path: ${quoted(pathOf(plan.table.name))}, equals: [${keysOf(plan)}] }`,
  check: { url: address, key: 'made-up-key-for-the-check' },
});

const soap = (address: string): SourceText => ({
  imports: ['soap'],
  options: [url('Address of the request platform'), "password: z.string().describe('Password of the hub’s account')"],
  secrets: ['password'],
  source: [
    'source: ({ url, password }) =>',
    '  soap({',
    '    url,',
    "    namespace: 'http://request.platform/', // guess",
    "    operation: 'query', // guess",
    "    caller: { element: 'Caller', fields: { UserName: 'hub', Password: password } }, // guess",
    "    success: '0000', // guess",
    '    largestPage: 500,',
    '    valuesPerCall: 100,',
    '  }),',
  ],
  place: (plan) => `{ service: ${quoted(plan.table.name)}, key: ${quoted(plan.key)}, equals: [${keysOf(plan)}] }`,
  check: { url: address, password: 'made-up-password-for-the-check' },
});

const files = (address: string, entities: readonly EntityPlan[]): SourceText => ({
  imports: ['files'],
  options: ["inbox: z.string().min(1).describe('The folder in which the agency drops its deliveries')"],
  secrets: [],
  source: [
    'source: ({ inbox }) =>',
    '  files({',
    '    inbox,',
    '    deliveries: [',
    ...entities.flatMap(({ table }) => [
      '      {',
      `        match: /^.*_${escaped(table.name)}_(?<day>\\d{8})\\.zip$/, // guess`,
      `        table: ${quoted(table.name)},`,
      "        format: 'csv',",
      "        delimiter: ',', // guess",
      `        columns: { ${table.columns.map((column) => `${quoted(column)}: ${quoted(column)}`).join(', ')} },`,
      '      },',
    ]),
    '    ],',
    '  }),',
  ],
  place: ({ table }) => quoted(table.name),
  check: { inbox: address },
});

const push: SourceText = {
  imports: ['push'],
  options: ["secret: z.string().min(32).describe('Secret that the agency signs its pushes with')"],
  secrets: ['secret'],
  source: ["source: ({ secret }) => push({ credentials: [{ kind: 'hmac', secret }] }),"],
  place: ({ table }) => quoted(table.name),
  check: { secret: 'made-up-secret-of-32-characters-or-more' },
};

/** Columns that the service can probably be asked by: its key and what relations look up by. */
function keysOf({ key, fields, lookups }: EntityPlan): string {
  const columns = fields.filter(({ field }) => lookups.includes(field.name)).map(({ column }) => column);
  return [...new Set([key, ...columns])].map(quoted).join(', ');
}

const pathOf = (name: string): string => (name.startsWith('/') ? name : `/${name}`);
const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
