import { defineAdapter, rest, z } from 'plumbline/sdk';
import { employment } from './employment.js';
import { pensionAdjustment, pensionEntitlement } from './entitlement.js';
import { pensionPayment } from './payment.js';

const options = z
  .object({
    url: z.url().describe('Base URL of the sharing platform'),
    appId: z.string().describe('Application that the platform knows the hub by'),
    appSecret: z.string().describe('Secret that calls are signed with'),
    callsPerSecond: z.number().int().positive().default(20).describe('Calls that the platform takes in a second'),
  })
  .strict();

/** The social security bureau's services on the sharing platform (政务数据共享平台, domain 6.1): signed calls, pages by cursor. */
export const socialSecurityRest = defineAdapter({
  id: 'social-security-rest',
  agency: '人力资源和社会保障局',
  options,
  secrets: ['appId', 'appSecret'],
  source: ({ url, appId, appSecret, callsPerSecond }) =>
    rest({
      baseUrl: url,
      auth: {
        kind: 'hmac',
        signing: {
          key: appId,
          secret: appSecret,
          algorithm: 'sm3',
          names: { key: 'x-app-id', timestamp: 'x-timestamp', nonce: 'x-nonce', signature: 'x-signature' },
          parts: ['method', 'path', 'timestamp', 'nonce', 'body'],
        },
      },
      request: {
        method: 'POST',
        fields: 'fields',
        page: { kind: 'cursor', cursor: 'cursor', next: { cursor: 'data.nextCursor' }, size: 'pageSize', largest: 200 },
        filters: { as: 'object', parameter: 'filters' },
        valuesPerCall: 1000,
      },
      envelope: {
        code: 'code',
        success: ['00000'],
        rows: 'data.rows',
        reasons: { 40101: 'CREDENTIALS', 42900: 'QUOTA' },
      },
      quota: { callsPerSecond },
    }),
  entities: [pensionEntitlement, pensionPayment, pensionAdjustment, employment],
  timeoutMs: 4_000,
});
