import { afterEach, expect, test } from '@jest/globals';
import { watchFolder } from '../../../gateway/policies/watch-folder.js';
import { openSmallHub, type SmallHub } from '../small-hub.js';
import { openAgency, writeSet } from '../small-policies.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(): Promise<SmallHub> {
  const small = await openSmallHub();
  closing.push(small.close);
  return small;
}

const names = '{ agencies { nodes { name kind } } }';
const [court, procuratorate] = ['宁津县人民法院', '宁津县人民检察院'];

test('a changed set is in force for the next request, and the log says which followed which', async () => {
  const small = await open();
  const { version: first } = small.hub.policies.current().sets;
  expect((await small.ask(names)).data).toEqual({
    agencies: {
      nodes: [
        { name: court, kind: 'COURT' },
        { name: procuratorate, kind: 'PROCURATORATE' },
      ],
    },
  });
  openAgency(small.policies, ['agencyCode', 'name']);
  const reload = await small.hub.reloadPolicies();
  const { version: second } = small.hub.policies.current().sets;
  expect(reload).toEqual({ outcome: 'IN_FORCE', version: second, previous: first });
  expect((await small.ask(names)).data).toEqual({
    agencies: {
      nodes: [
        { name: court, kind: null },
        { name: procuratorate, kind: null },
      ],
    },
  });
  expect(await small.hub.reloadPolicies()).toEqual({ outcome: 'UNCHANGED', version: second });
  const entries = (await small.events()).filter(({ action }) => action === 'POLICY');
  expect(entries.map(({ policyVersion, outcome, detail }) => [policyVersion, outcome, detail])).toEqual([
    [first, 'OK', undefined],
    [second, 'OK', { previous: first }],
  ]);
});

test('an invalid set changes nothing, and is told by file and line, by readiness and in the log until it is mended', async () => {
  const small = await open();
  const { version } = small.hub.policies.current().sets;
  writeSet(small.policies, 'set: small\nabout: broken\ngrants:\n  - id: small.agency\n    rolls: [prosecutor]\n');
  const reload = await small.hub.reloadPolicies();
  expect(reload).toMatchObject({ outcome: 'REFUSED', version });
  const problems = reload.outcome === 'REFUSED' ? reload.problems : [];
  expect(problems[0]).toMatch(/small\.policy\.yaml:\d+/);
  expect((await small.ask(names)).data).toMatchObject({ agencies: { nodes: [{ name: court }, {}] } });
  expect(await small.hub.ready()).toEqual([
    `POLICY_INVALID: the policy folder has ${problems.length} faults, which the log names; version ${version} stays in force`,
  ]);
  await small.hub.reloadPolicies();
  openAgency(small.policies, ['agencyCode', 'name', 'kind', 'level']);
  expect(await small.hub.reloadPolicies()).toEqual({ outcome: 'UNCHANGED', version });
  expect(await small.hub.ready()).toEqual([]);
  const entries = (await small.events()).filter(({ action }) => action === 'POLICY');
  expect(entries.map(({ outcome }) => outcome)).toEqual(['OK', 'POLICY_INVALID', 'OK']);
});

test('while a set flips fifty times every request is answered, each by one version throughout', async () => {
  const small = await open();
  const flips = [
    ['agencyCode', 'name'],
    ['agencyCode', 'kind'],
    ['agencyCode', 'level'],
  ];
  // What a caller sees under each set: never a mixture.
  const shown = new Set(['宁津县人民法院 null null', 'null COURT null', 'null null COUNTY']);
  openAgency(small.policies, flips[0] ?? []);
  await small.hub.reloadPolicies();
  const query =
    '{ agencies(first: 1) { nodes { name kind level } } again: agencies(first: 1) { nodes { name kind level } } }';
  const underWay: Promise<string[]>[] = [];
  const versions = new Set<string>();
  for (let flip = 1; flip <= 50; flip += 1) {
    for (let each = 0; each < 4; each += 1)
      underWay.push(
        small.ask(query).then(({ data }) =>
          Object.values(data ?? {}).map((list) => {
            const { nodes } = list as { nodes: { name: unknown; kind: unknown; level: unknown }[] };
            return nodes.map(({ name, kind, level }) => `${name} ${kind} ${level}`).join();
          }),
        ),
      );
    openAgency(small.policies, flips[flip % 3] ?? []);
    versions.add((await small.hub.reloadPolicies()).version);
  }
  const answers = await Promise.all(underWay);
  expect(answers).toHaveLength(200);
  for (const [first = '', again] of answers) {
    expect(again).toBe(first);
    expect(shown).toContain(first);
  }
  expect(new Set(answers.map(([first]) => first))).toEqual(shown);
  expect(versions.size).toBe(3);
});

test('a folder is looked at when a file of it changes, and not for files that are no policies', async () => {
  const small = await open();
  let changed: () => void = () => undefined;
  const change = new Promise<void>((resolve) => {
    changed = resolve;
  });
  const watching = watchFolder(small.policies, changed);
  closing.push(watching.close);
  openAgency(small.policies, ['agencyCode', 'name']);
  await change;
});
