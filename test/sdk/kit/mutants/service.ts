import { type OpenSource, type RestResource, SourceFailure, z } from '../../../../sdk/index.js';
import type { Golden } from '../../../../sdk/testing/index.js';
import { golden } from './permit.js';

export const options = z.object({ url: z.url(), secret: z.string() }).strict();
export const opening = { url: 'http://10.1.2.3:8080/open', secret: 'made-up-secret' };
export const resource: RestResource = { path: '/permits/query', equals: ['XKBH', 'ZJHM', 'LX'] };
export const [rows = []] = golden.tables.values();
export const restGolden: Golden = { ...golden, tables: new Map([['permits.query', rows]]) };

export interface Given {
  readonly url: string;
  readonly secret: string;
}

/** Gives up when a call takes longer than a service’s pause. */
export const impatient = <Place>(source: OpenSource<Place>): Partial<OpenSource<Place>> => ({
  rows: async (query, { requestId, signal }) => {
    const soon = AbortSignal.timeout(600);
    try {
      return await source.rows(query, { requestId, signal: AbortSignal.any([signal, soon]) });
    } catch (cause) {
      throw soon.aborted ? new SourceFailure('QUOTA', 'HTTP 429') : cause;
    }
  },
});
