import {
  type Codec,
  code,
  dateTime,
  defineAdapter,
  entity,
  enumeration,
  type RestResource,
  rest,
  type Test,
  text,
  z,
} from 'plumbline/sdk';

const clean = { clean: true } as const;

const options = z
  .object({
    url: z.url().describe('Base URL of the devices’ feed'),
    apiKey: z.string().describe('Key that the corrections system gave to the hub'),
  })
  .strict();

const scans: RestResource = {
  path: '/openapi/v1/scans',
  equals: ['id', 'dxbh', 'hdbh'],
  // The feed filters by the instant of a scan, however its device wrote it.
  ranges: { smsj_ms: { from: 'kssj', to: 'jssj', write: (ms) => localTime(Number(ms)) } },
};

/** `YYYY-MM-DD HH:mm:ss` in +08:00. */
const localTime = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const written = dateTime('smsj');

/** When a device scanned; devices of one make write UTC. */
const at: Codec<string> = { ...written, seek: limited };

function limited(test: Test) {
  if (test.op !== 'ge' && test.op !== 'gt' && test.op !== 'le' && test.op !== 'lt') return null;
  const value = Date.parse(String(test.value));
  if (Number.isNaN(value)) return null;
  const op = test.op.startsWith('g') ? 'ge' : 'le';
  // The feed knows whole seconds: one more at the end, and what is outside is dropped after reading.
  const end = op === 'ge' ? value : value + 999;
  return { condition: { op, column: 'smsj_ms', value: end, type: 'number' } as const, exact: false };
}

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
      updated: 'cjsj',
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
      },
      lookups: ['id', 'subjectNo', 'sessionId'],
    }),
  ],
});
