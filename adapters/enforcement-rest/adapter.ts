import { defineAdapter, rest, z } from 'plumbline/sdk';
import { assetFinding } from './asset-finding.js';
import { dishonestListing } from './dishonest-listing.js';
import { enforcementCase } from './enforcement-case.js';
import { enforcementMeasure } from './measure.js';
import { fundDisbursement, terminationRuling } from './termination.js';

const options = z
  .object({
    url: z.url().describe('Base URL of the enforcement system'),
    appKey: z.string().describe('Application key given by the court'),
    appSecret: z.string().describe('Secret of the application key'),
    callsPerSecond: z.number().int().positive().default(20).describe('Calls that the system takes in a second'),
  })
  .strict();

/** The courts' enforcement case system (domain 6.1): JSON over HTTP, a token of two hours, a quota of calls. */
export const enforcementRest = defineAdapter({
  id: 'enforcement-rest',
  agency: '法院执行局',
  options,
  secrets: ['appKey', 'appSecret'],
  source: ({ url, appKey, appSecret, callsPerSecond }) =>
    rest({
      baseUrl: url,
      auth: {
        kind: 'token',
        login: {
          path: '/oauth/token',
          body: { appKey, appSecret },
          token: 'data.accessToken',
          expiresIn: 'data.expiresIn',
          expiredCodes: ['1002', '1003'],
        },
      },
      request: {
        method: 'POST',
        fields: 'fields',
        page: { kind: 'page-number', number: 'pageNo', size: 'pageSize', largest: 1000 },
        filters: { as: 'object', parameter: 'filters' },
        valuesPerCall: 3000,
      },
      envelope: {
        code: 'code',
        success: ['0000'],
        rows: 'data.rows',
        total: 'data.total',
        reasons: { 1001: 'CREDENTIALS', 1002: 'CREDENTIALS', 1003: 'CREDENTIALS', 4290: 'QUOTA' },
      },
      quota: { callsPerSecond },
    }),
  entities: [enforcementCase, assetFinding, enforcementMeasure, terminationRuling, dishonestListing, fundDisbursement],
  // Two reads that wait for each other must both fit into a request's ten seconds.
  timeoutMs: 4_000,
});
