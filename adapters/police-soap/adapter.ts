import { defineAdapter, soap, z } from 'plumbline/sdk';
import { cases } from './cases.js';
import { measures } from './measures.js';
import { person } from './person.js';
import { publicOrder } from './public-order.js';
import { registers } from './registers.js';
import { travel } from './travel.js';

const options = z
  .object({
    url: z.url().describe('Address of the request platform, with its path'),
    callerId: z.string().describe('Caller (请求方标识) that the police gave to the hub'),
    password: z.string().describe('Password of the caller'),
    valuesPerCall: z.number().int().positive().default(3000).describe('Most values of an IN list'),
  })
  .strict();

/** The police's request platform (请求服务平台, domain 6.1): SOAP, GB18030, one operation for every service. */
export const policeSoap = defineAdapter({
  id: 'police-soap',
  agency: '公安局',
  options,
  secrets: ['password'],
  source: ({ url, callerId, password, valuesPerCall }) =>
    soap({
      url,
      namespace: 'http://rbsp.ga.gov.cn/RequestService',
      operation: 'queryService',
      caller: { element: 'Caller', fields: { callerId, password } },
      success: '0000',
      reasons: { 9001: 'CREDENTIALS', 9002: 'CREDENTIALS' },
      largestPage: 1000,
      valuesPerCall,
    }),
  entities: [person, ...cases, ...measures, ...publicOrder, ...registers, ...travel],
  // Two reads that wait for each other must both fit into a request's ten seconds.
  timeoutMs: 4_000,
});
