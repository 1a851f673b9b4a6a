import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoPersonNamed } from '../../../demo/people.js';
import { packageRoot } from '../../../schema/package-root.js';
import { openStore } from '../../../store/open-store.js';
import { nodesAt } from '../../hub/answers.js';
import { type OpenedHub, openDemoHub } from '../../hub/open-hubs.js';
import { matter, minute, step } from '../../store/oversight-facts.js';

// The question of docs/guides/webhooks.md, as it stands there.
const guide = readFileSync(join(packageRoot, 'docs', 'guides', 'webhooks.md'), 'utf8');
const query = /```graphql\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

let hub: OpenedHub;
beforeAll(async () => {
  hub = await openDemoHub('one process');
  const store = await openStore({ url: `file:${hub.store}`, clock: hub.clock, chain: 'writer', digest: 'sha256' });
  const { matters } = store.oversight;
  const procuratorateCode = demoPersonNamed('prosecutor').agency;
  const open = (number: string, extra: Parameters<typeof matter>[1]) =>
    matters.open(matter(number, { procuratorateCode, sourceKey: number, ...extra }), [step()], [], []);
  const me = { assignee: 'demo-prosecutor' };
  await open('宁检执监〔2026〕11号', { ...me, dueDate: '2026-11-20' });
  await open('宁检执监〔2026〕12号', { ...me, dueDate: '2026-11-10' });
  await open('宁检执监〔2026〕13号', { ...me, dueDate: '2026-11-01', closedAt: minute(1) });
  await open('宁检执监〔2026〕14号', { assignee: 'another', dueDate: '2026-11-05' });
  await store.close();
}, 180_000);
afterAll(() => hub?.close());

test('an officer finds the own open matters, first what is due first', async () => {
  const { body } = await hub.ask(query, {
    ...{ as: 'prosecutor', purpose: 'SUPERVISION', matter: null },
    variables: { me: 'demo-prosecutor' },
  });
  expect(body.errors).toBeUndefined();
  expect(nodesAt(body.data, 'supervisionMatters').map(({ matterNumber }) => matterNumber)).toEqual([
    '宁检执监〔2026〕12号',
    '宁检执监〔2026〕11号',
  ]);
});
