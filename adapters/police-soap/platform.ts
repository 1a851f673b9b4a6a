import { soap, z } from 'plumbline/sdk';

export const options = z
  .object({
    url: z.url().describe('Address of the request platform, with its path'),
    callerId: z.string().describe('Caller (请求方标识) that the police gave to the hub'),
    password: z.string().describe('Password of the caller'),
    valuesPerCall: z.number().int().positive().default(3000).describe('Most values of an IN list'),
  })
  .strict();

/** 请求服务平台: one operation for every service, the service's name beside the caller's. */
export const platform = ({ url, callerId, password, valuesPerCall }: z.output<typeof options>) =>
  soap({
    url,
    namespace: 'http://rbsp.ga.gov.cn/RequestService',
    operation: 'queryService',
    caller: { element: 'Caller', fields: { callerId, password } },
    success: '0000',
    reasons: { 9001: 'CREDENTIALS', 9002: 'CREDENTIALS' },
    largestPage: 1000,
    valuesPerCall,
  });
