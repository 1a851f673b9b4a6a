import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { parseConfig } from '../../../gateway/config.js';
import { openSubgraphService } from '../../../gateway/open-subgraph.js';
import { intakeShape } from '../../../gateway/oversight/intake/intake-config.js';
import { createLog } from '../../../gateway/server/log.js';
import { packageRoot } from '../../../schema/package-root.js';
import { eventually } from '../../eventually.js';
import { nodesAt } from '../../hub/answers.js';
import { type OpenedHub, openDemoHub } from '../../hub/open-hubs.js';
import { boundary, deliveryOf, multipartOf, pdf, secret, signed } from '../../sdk/pushing.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-pushed-'));
const adapters = [{ use: join(folder, 'adapter.js'), divisions: ['371422'], options: { secret } }];
let hub: OpenedHub;

beforeAll(async () => {
  // The guide's page holds no types: an agency's own build would write the same.
  const page = readFileSync(join(packageRoot, 'docs', 'guides', 'pushing.md'), 'utf8');
  const [, adapter = ''] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'adapter.js'), adapter);
  const stanza = parseConfig({ store: { url: 'file:x' }, secret: 'x'.repeat(32), adapters }).adapters;
  hub = await openDemoHub('one process', {
    configure: ({ config }) => ({
      adapters: [...config.adapters, ...stanza],
      oversight: {
        ...config.oversight,
        intake: intakeShape.parse({
          everyMs: 1_000,
          pushes: [{ id: 'civil', entity: 'CourtCase', line: 'CIVIL', title: '民事裁判监督', agency: court }],
        }),
      },
    }),
    hasLanded: false,
  });
}, 120_000);
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

const court = '371422-FY';
const ah = '（2026）鲁1422民初9001号';
const bare = { ah, ay: '民间借贷纠纷', larq: '2026-01-05', cbr: '王某', sffc: '0', sfyx: '1' };
const body = multipartOf([
  {
    name: 'delivery',
    type: 'application/json',
    bytes: deliveryOf([bare], { attachments: [{ part: 'a', key: ah, name: '民事判决书.pdf' }] }),
  },
  { name: 'a', type: 'application/pdf', bytes: pdf('判决') },
]);

async function send(at: URL, path: string, when: Date) {
  const contentType = `multipart/form-data; boundary=${boundary}`;
  const headers = signed({ body, path, contentType, at: when });
  const answer = await fetch(new URL(path, at), { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

test('what a court pushes to the gateway, a deputy chief procurator reads; the same pushed to a subgraph over the same store has landed', async () => {
  const question =
    'query Q($ah: CaseNumber!) { courtCase(caseNumber: $ah) { causeName filedDate judgments { nodes { title } } } }';
  const asked = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION', variables: { ah: '(2026)鲁1422民初9001号' } };
  const before = await hub.ask(question, asked);
  expect(before.body.data).toEqual({ courtCase: null });

  const first = await send(hub.url, '/push/hongshan-court', hub.clock());
  expect(first).toMatchObject({ status: 201, body: { landed: 1, attachments: 1 } });
  const { body: answer } = await hub.ask(question, asked);
  expect(answer.data).toEqual({
    courtCase: {
      causeName: '民间借贷纠纷',
      filedDate: '2026-01-05',
      judgments: { nodes: [{ title: '民事判决书.pdf' }] },
    },
  });

  const { publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const config = parseConfig({
    store: { url: `file:${hub.store}`, chain: 'judgments' },
    secret: 'a secret that is long enough for a test',
    adapters,
    passport: { publicKeys: JSON.stringify({ keys: [await exportJWK(publicKey)] }) },
  });
  const service = await openSubgraphService(config, 'judgments', { clock: hub.clock, log: createLog('silent') });
  const url = await service.listen({ host: '127.0.0.1', port: 0 });
  expect(await send(url, '/push/hongshan-court', hub.clock())).toEqual({
    status: 200,
    body: { ...(first.body as object), status: 'ALREADY_LANDED' },
  });
  await service.close();
});

test('what was pushed becomes one matter, in the charge of an officer of its line', async () => {
  const leader = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
  const question = `{ supervisionMatters(filter: { origin: { eq: PUSH } }) { nodes {
    title line state agencyCode assignee steps { nodes { transition account records } } } } }`;
  const matters = async () => nodesAt((await hub.ask(question, leader)).body.data, 'supervisionMatters');
  await eventually(async () => (await matters()).length > 0);
  const canonical = '(2026)鲁1422民初9001号';
  expect(await matters()).toEqual([
    {
      ...{ title: '民事裁判监督', line: 'CIVIL', state: 'PENDING_REVIEW', agencyCode: court },
      assignee: expect.any(String),
      steps: {
        nodes: [
          {
            ...{ transition: 'T1', account: 'adapter:hongshan-court' },
            records: [
              `CourtCase:${canonical}`,
              expect.stringMatching(/^sm3:[0-9a-f]{64}$/),
              expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
            ],
          },
          { transition: 'T2', account: 'system', records: [] },
        ],
      },
    },
  ]);
});
