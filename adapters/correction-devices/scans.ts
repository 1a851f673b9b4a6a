import { dateTime, limitedTime, type RestResource, writeTime } from 'plumbline/sdk';

export const scans: RestResource = {
  path: '/openapi/v1/scans',
  equals: ['id', 'dxbh', 'hdbh'],
  // The feed filters by the instant of a scan, however its device wrote it, and is asked in whole seconds.
  ranges: {
    smsj_ms: { from: 'kssj', to: 'jssj', write: writeTime('yyyy-mm-dd hh:mm:ss') },
    cjsj: { from: 'gxsjq', write: String },
  },
};

/** When a device scanned; devices of one make write UTC. */
export const at = limitedTime(dateTime('smsj'), 'epoch-ms', { column: 'smsj_ms', seconds: true });
