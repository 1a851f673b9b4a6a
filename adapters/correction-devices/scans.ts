import { type Codec, dateTime, type RestResource, type Test } from 'plumbline/sdk';

export const scans: RestResource = {
  path: '/openapi/v1/scans',
  equals: ['id', 'dxbh', 'hdbh'],
  // The feed filters by the instant of a scan, however its device wrote it.
  ranges: {
    smsj_ms: { from: 'kssj', to: 'jssj', write: (ms) => localTime(Number(ms)) },
    cjsj: { from: 'gxsjq', write: String },
  },
};

/** `YYYY-MM-DD HH:mm:ss` in +08:00. */
const localTime = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const written = dateTime('smsj');

/** When a device scanned; devices of one make write UTC. */
export const at: Codec<string> = { ...written, seek: limited };

function limited(test: Test) {
  if (test.op !== 'ge' && test.op !== 'gt' && test.op !== 'le' && test.op !== 'lt') return null;
  const value = Date.parse(String(test.value));
  if (Number.isNaN(value)) return null;
  const op = test.op.startsWith('g') ? 'ge' : 'le';
  // The feed knows whole seconds: one more at the end, and what is outside is dropped after reading.
  const end = op === 'ge' ? value : value + 999;
  return { condition: { op, column: 'smsj_ms', value: end, type: 'number' } as const, exact: false };
}
