import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { oversightShape } from '../../gateway/oversight/oversight-config.js';
import { openStore, type Store } from '../../store/open-store.js';
import { hit, progress, run } from '../store/oversight-facts.js';
import { at } from './answers.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

const officer = { as: 'prosecutor', purpose: 'SUPERVISION', matter: null } as const;

// A hub whose operator set no oversight up: it shares data as before, shows its rules, and says what is not there.
describe.each(forms)('%s without oversight', (form) => {
  let hub: OpenedHub;
  let beside: Store;
  beforeAll(async () => {
    hub = await openDemoHub(form, { configure: () => ({ oversight: oversightShape.parse({}) }) });
    beside = await openStore({ url: `file:${hub.store}`, clock: () => new Date(), chain: 'beside', digest: 'sha256' });
  }, 180_000);
  afterAll(async () => {
    await beside?.close();
    await hub?.close();
  });

  test('lists answer, empty but for the rules', async () => {
    const { body } = await hub.ask(
      `{ findings { totalCount nodes { findingId } } supervisionMatters { totalCount } supervisionDocuments { totalCount }
         oversightRuns { totalCount } oversightRules(filter: { ruleId: { eq: "CC-05" } }) { nodes { name severity } } }`,
      officer,
    );
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({
      findings: { totalCount: 0, nodes: [] },
      supervisionMatters: { totalCount: 0 },
      supervisionDocuments: { totalCount: 0 },
      oversightRuns: { totalCount: 0 },
      oversightRules: { nodes: [{ name: '教育学习时长虚假', severity: 'HIGH' }] },
    });
  });

  test('a step says which part is not set up', async () => {
    const { findings } = beside.oversight;
    await findings.startRun(run('run-1'));
    const found = hit('finding-1', { divisionCode: '371422' });
    await findings.recordPage({
      run: 'run-1',
      progress: progress(),
      hits: [found],
      cleared: [],
      at: '2026-11-02T01:00:00Z',
    });
    const { body } = await hub.ask(
      'mutation { takeUpFindings(input: { findingIds: ["finding-1"] }) { matterNumber } }',
      officer,
    );
    expect(at(body.data, 'takeUpFindings')).toBeNull();
    expect(body.errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', 'no procuratorate is set up for the division of these findings'],
    ]);
  });
});
