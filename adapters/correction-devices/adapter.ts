import { code, dateTime, defineAdapter, entity, enumeration, flag, rest, text, z } from 'plumbline/sdk';
import { at, scans } from './scans.js';

const clean = { clean: true } as const;

const options = z
  .object({
    url: z.url().describe('Base URL of the devices’ feed'),
    apiKey: z.string().describe('Key that the corrections system gave to the hub'),
  })
  .strict();

/** The scan devices of the judicial offices: the feed that the corrections system serves (SF/T 0016). Events, never templates. */
export const correctionDevices = defineAdapter({
  id: 'correction-devices',
  agency: '社区矫正机构',
  options,
  secrets: ['apiKey'],
  source: ({ url, apiKey }) =>
    rest({
      baseUrl: url,
      auth: { kind: 'apiKey', header: 'x-api-key', key: apiKey },
      request: {
        method: 'POST',
        page: { kind: 'page-number', number: 'pageNo', size: 'pageSize', largest: 1000 },
        filters: { as: 'parameters' },
        valuesPerCall: 500,
      },
      envelope: { code: 'code', success: ['200'], rows: 'data.list', total: 'data.total' },
    }),
  entities: [
    entity('BiometricScan', {
      table: scans,
      key: 'id',
      updated: dateTime('cjsj', clean),
      fields: {
        id: text('id', clean),
        subjectNo: text('dxbh', clean),
        deviceId: text('sbbh', clean),
        modality: enumeration('ymfs', { FINGER_VEIN: 'zjm', FACE: 'rl', FINGERPRINT: 'zw' }),
        at,
        direction: enumeration('fx', { SIGN_IN: 'in', SIGN_OUT: 'out' }),
        matchResult: enumeration('pdjg', { MATCHED: '1', UNMATCHED: '0' }),
        sessionId: text('hdbh', clean),
        agencyCode: text('jgdm', clean),
        jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', clean),
        sealed: flag('fcbz', clean),
      },
      lookups: ['id', 'subjectNo', 'sessionId'],
    }),
  ],
});
