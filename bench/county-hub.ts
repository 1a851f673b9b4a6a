import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { parseConfig } from '../gateway/config.js';
import { assemble, type Hub, layGround, openSources } from '../gateway/hub.js';
import { createRegistry } from '../gateway/registry/registry.js';
import { createInProcessTransport } from '../gateway/transport/in-process.js';
import type { OpenAdapter } from '../schema/adapter.js';
import { citizenId, code, defineAdapter, entity, type RestResource, rest, text, z } from '../sdk/index.js';
import { openStore } from '../store/open-store.js';
import { lawless } from './lessened.js';

/** Longest time of one read of a county, ms. */
export const timeoutMs = 1_000;

/** A county's register of subjects: a service that is asked by citizen id. */
export const countySystem = defineAdapter({
  id: 'county-corrections',
  agency: '司法局',
  options: z.object({ url: z.url() }).strict(),
  source: ({ url }) =>
    rest({
      baseUrl: url,
      request: {
        method: 'POST',
        fields: 'fields',
        page: { kind: 'page-number', number: 'pageNo', size: 'pageSize', largest: 1_000 },
        filters: { as: 'object', parameter: 'filters' },
        valuesPerCall: 500,
      },
      envelope: { code: 'code', success: ['0000'], rows: 'data.rows', total: 'data.total' },
    }),
  entities: [
    entity('CorrectionSubject', {
      table: { path: '/subjects', equals: ['sfzhm'] } satisfies RestResource,
      key: 'dxbh',
      fields: {
        subjectNo: text('dxbh'),
        citizenId: citizenId('sfzhm'),
        name: text('xm'),
        jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', { clean: true }),
      },
      lookups: ['citizenId'],
    }),
  ],
  timeoutMs: timeoutMs,
});

/** A hub over these systems alone, where everything is allowed: what is measured is the fan-out. */
export async function openCountyHub(
  adapters: readonly OpenAdapter[],
  file: string,
  closing: (() => Promise<void>)[],
): Promise<Hub> {
  const clock = () => new Date();
  const config = parseConfig({ store: { url: `file:${file}` }, secret: 'a secret of the county benchmark' });
  const ground = lawless(layGround(config.secret, clock));
  const store = await openStore({ ...config.store, secret: config.secret, clock });
  closing.push(() => store.close());
  const { subgraphs } = await openSources(config, ground, store, { clock });
  const hub = await assemble(ground, store, {
    reader: createRegistry(adapters, clock),
    transport: createInProcessTransport(subgraphs),
    close: async () => {},
  });
  closing.push(() => hub.close());
  return hub;
}

/** The same calls by hand, with Node's own client and nothing about them: connections kept, answers parsed and sorted. */
export function handWritten(
  urls: readonly string[],
  person: string,
  closing: (() => Promise<void>)[],
): () => Promise<unknown> {
  const agent = new Agent({ keepAlive: true });
  closing.push(async () => agent.destroy());
  const body = JSON.stringify({ fields: 'dxbh,sfzhm,xm', filters: { sfzhm: [person] }, pageNo: 1, pageSize: 101 });
  return async () => {
    const answers = await Promise.all(urls.map((url) => post(agent, url, body)));
    const rows = answers.flatMap((answer) => (JSON.parse(answer) as Listed).data.rows);
    return rows.sort((a, b) => (a.dxbh < b.dxbh ? -1 : 1)).slice(0, 100);
  };
}

interface Listed {
  readonly data: { readonly rows: readonly { readonly dxbh: string }[] };
}

async function post(agent: Agent, url: string, body: string): Promise<string> {
  const sent = request(`${url}/subjects`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return readText(response);
}
