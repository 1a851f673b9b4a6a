import { defineAdapter } from '../../../sdk/define.js';
import { bind } from '../../../sdk/entity.js';
import {
  integer,
  type RestResource,
  type RestSettings,
  rest,
  type SoapService,
  soap,
  text,
  z,
} from '../../../sdk/index.js';
import type { Golden } from '../../../sdk/testing/index.js';
import { golden, shape } from './permits.js';

const options = z.object({ url: z.url(), secret: z.string() }).strict();
export const opening = { url: 'http://10.1.2.3:8080/open', secret: 'made-up-secret' };

const [rows = []] = golden.tables.values();
const { expected } = golden;

const resource: RestResource = { path: '/permits/query', equals: ['XKBH', 'ZJHM', 'LX'] };
export const restGolden: Golden = { tables: new Map([['permits.query', rows]]), expected };

/** The bureau's permits behind a REST service; the parts of its settings that services differ in. */
export const permitsRest = (own: (secret: string) => Pick<RestSettings, 'auth' | 'request'> & Partial<RestSettings>) =>
  defineAdapter({
    id: 'permits-rest',
    agency: '行政审批局',
    options,
    secrets: ['secret'],
    source: ({ url, secret }) =>
      rest({
        baseUrl: url,
        envelope: { code: 'code', success: ['0'], rows: 'data.rows', total: 'data.total' },
        ...own(secret),
      }),
    entities: [bind('Permit', { ...shape, table: resource })],
  });

const service: SoapService = { service: 'XZXK', key: 'XKBH', equals: ['XKBH', 'ZJHM', 'LX'] };
export const soapGolden: Golden = golden;

export const permitsSoap = defineAdapter({
  id: 'permits-soap',
  agency: '行政审批局',
  options,
  secrets: ['secret'],
  source: ({ url, secret }) =>
    soap({
      url: `${url}/services`,
      namespace: 'http://example.invalid/permits',
      operation: 'query',
      caller: { element: 'Caller', fields: { id: 'hub', password: secret } },
      success: '0000',
      reasons: { 9001: 'CREDENTIALS' },
      largestPage: 5,
      valuesPerCall: 50,
    }),
  // A platform orders by its record key only: no column is called clean.
  entities: [
    bind('Permit', {
      ...shape,
      table: service,
      fields: { ...shape.fields, number: text('XKBH'), times: integer('CS') },
    }),
  ],
});
