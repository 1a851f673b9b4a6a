import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoPersonNamed } from '../../demo/people.js';
import type { Hit } from '../../schema/oversight/finding.js';
import { openStore, type Store } from '../../store/open-store.js';
import { document, hit, matter, minute, progress, run, scanned, step } from '../store/oversight-facts.js';
import { at, nodesAt } from './answers.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';

// Findings, matters and documents in the hub's own books, as each account of the demonstration finds them.

const served = '宁检执监〔2026〕1号';
const open = '宁检民监〔2026〕1号';
const corrections = demoPersonNamed('corrections-officer').agency;
const court = demoPersonNamed('court-leader').agency;
const procuratorateCode = demoPersonNamed('prosecutor').agency;

let hub: OpenedHub;
let store: Store;
beforeAll(async () => {
  hub = await openDemoHub('one process');
  store = await openStore({ url: `file:${hub.store}`, clock: hub.clock, chain: 'writer', digest: 'sha256' });
  const person = hub.seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId });
  const sensitive = { ...scanned('2026-01-05T08:30:00+08:00'), name: 'scan', isSensitive: true };
  const found: readonly Hit[] = [
    hit('execution', { person, agencyCode: corrections, evidence: [scanned('240'), sensitive] }),
    hit('civil', { person, agencyCode: court, line: 'CIVIL' }),
    hit('sealed', { person, agencyCode: corrections, sealed: true }),
    hit('elsewhere', { person, divisionCode: '371423' }),
  ];
  const { findings, matters } = store.oversight;
  await findings.startRun(run('run', { division: '371422', rules: [progress()] }));
  await findings.recordPage({ run: 'run', progress: progress({ hits: 4 }), hits: found, cleared: [], at: minute(1) });
  const own = { procuratorateCode, assignee: 'demo-prosecutor' };
  await matters.open(matter(served, { ...own, agencyCode: corrections }), [step()], ['execution'], []);
  await matters.open(matter(open, { ...own, agencyCode: court, line: 'CIVIL' }), [step()], ['civil'], []);
  const steps = [
    step({ transition: 'T7', to: 'OPINION_SUBMITTED', words: '拟提出纠正意见' }),
    step({ transition: 'T11', to: 'SERVED', words: '已送达', confidential: false }),
  ];
  const paper = document('宁检纠违〔2026〕1号', {
    ...{ matter: served, procuratorateCode, agencyCode: corrections },
    servedAt: minute(3),
  });
  for (const [version, { position: _, ...each }] of steps.entries())
    await matters.apply({
      number: served,
      version: version + 1,
      set: { state: each.to },
      step: each,
      documents: version === 1 ? [paper] : [],
      events: [],
    });
}, 180_000);
afterAll(async () => {
  await store?.close();
  await hub?.close();
});

const ask = async (query: string, as: string, purpose = 'SUPERVISION', matterNumber: string | null = null) =>
  (await hub.ask(query, { as, purpose, matter: matterNumber })).body;

test.each([
  ['prosecutor', ['execution']],
  ['juvenile-prosecutor', ['sealed']],
  ['civil-prosecutor', ['civil']],
  ['public-interest-prosecutor', []],
  ['deputy-chief-procurator', ['civil', 'execution']],
  ['case-manager', ['civil', 'execution']],
  ['resident-procurator', ['execution']],
])(
  '%s finds the findings of the own lines and territory, sealed ones in the juvenile line alone',
  async (as, expected) => {
    const { data, errors } = await ask('{ findings { totalCount nodes { findingId } } }', as);
    expect(errors).toBeUndefined();
    expect(
      nodesAt(data, 'findings')
        .map(({ findingId }) => findingId)
        .sort(),
    ).toEqual(expected);
    expect(at(data, 'findings.totalCount')).toBe(expected.length);
  },
);

test.each([
  ['corrections-officer', 'CORRECTION_MANAGEMENT'],
  ['court-leader', 'CASE_HANDLING'],
  ['police-legal-officer', 'CASE_HANDLING'],
  ['oversight-engine', 'SUPERVISION'],
  ['subject', 'SELF_ACCESS'],
  ['public', 'PUBLIC_SERVICE'],
])('%s finds no finding, and learns nothing by asking for one', async (as, purpose) => {
  const { data, errors } = await ask(
    '{ findings { nodes { findingId } } finding(findingId: "execution") { text } }',
    as,
    purpose,
  );
  expect(data).toEqual({ findings: null, finding: null });
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FIELD_DENIED']));
});

test('the supervised agency finds the matter that was served, the steps that face it and the document', async () => {
  const query = `{
    supervisionMatters { totalCount nodes { matterNumber state steps { nodes { transition words } } documents { nodes { title } } } }
    supervisionDocuments { nodes { documentNumber servedAt } }
  }`;
  const { data, errors } = await ask(query, 'corrections-officer', 'CORRECTION_MANAGEMENT');
  expect(errors).toBeUndefined();
  expect(at(data, 'supervisionMatters')).toEqual({
    totalCount: 1,
    nodes: [
      {
        matterNumber: served,
        state: 'SERVED',
        steps: { nodes: [{ transition: 'T11', words: '已送达' }] },
        documents: { nodes: [{ title: '纠正违法通知书' }] },
      },
    ],
  });
  expect(nodesAt(data, 'supervisionDocuments').length).toBe(1);
  const other = await ask(query, 'court-leader', 'CASE_HANDLING');
  expect([nodesAt(other.data, 'supervisionMatters'), nodesAt(other.data, 'supervisionDocuments')]).toEqual([[], []]);
});

test('sensitive evidence is seen under a matter within which its person lies, the rest without', async () => {
  const query = '{ findings { nodes { evidence { nodes { value sensitiveValue } } } } }';
  const without = await ask(query, 'prosecutor');
  expect(without.errors?.map(({ extensions }) => extensions.code)).toEqual(['FIELD_DENIED']);
  expect(nodesAt(nodesAt(without.data, 'findings')[0], 'evidence')).toEqual([
    { value: '240', sensitiveValue: null },
    { value: null, sensitiveValue: null },
  ]);
  const under = await ask(query, 'prosecutor', 'SUPERVISION', demoPersonNamed('prosecutor').matter);
  expect(nodesAt(nodesAt(under.data, 'findings')[0], 'evidence').map(({ sensitiveValue }) => sensitiveValue)).toEqual([
    null,
    '2026-01-05T08:30:00+08:00',
  ]);
});

test('case management sees that something was found, and neither evidence nor whom', async () => {
  const { data, errors } = await ask(
    '{ findings { nodes { text subject { id } evidence { nodes { value } } } } }',
    'case-manager',
  );
  expect(nodesAt(data, 'findings').map(({ subject, evidence }) => [subject, evidence])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FIELD_DENIED']));
});

test('the committee is told numbers, and none so small that it names', async () => {
  const { data, errors } = await ask(
    '{ findingCounts(by: [LINE]) { total smallestCell groups { count } } findings { nodes { text } } }',
    'political-legal-committee',
    'STATISTICS',
  );
  expect(errors?.map(({ path }) => path)).toEqual([['findings']]);
  expect(data?.findings).toBeNull();
  expect(data?.findingCounts).toEqual({ total: null, smallestCell: 3, groups: [] });
});
