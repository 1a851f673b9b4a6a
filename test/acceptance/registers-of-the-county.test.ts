import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FactOf, Life } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { packageRoot } from '../../schema/package-root.js';
import { at } from '../hub/answers.js';
import { forms, type OpenedHub, openDemoHub } from '../hub/open-hubs.js';
import { dataOf, everyNode, plantsOf, queryNumbered } from './ask-files.js';

// Questions 12 and 13 of domain 2.11 and the example of the registers, over the demonstration's county.

const lives: readonly Life[] = [...generateLives()].filter(({ key }) => /^(sample|plant-XD|village)/.test(key));
const factsOf = <K extends 'BriberyConviction' | 'SubsidyPayment'>(kind: K, of: readonly Life[] = lives) =>
  of.flatMap(({ facts }) => facts.filter((fact): fact is FactOf<K> => fact.kind === kind));

/** The credit code of the unit that a planted life convicts, or of the bidder where none is convicted. */
function unitOf(why: string): string {
  const life = lives.find(({ plants }) => plants.some((plant) => plant.why === why));
  return life?.organizations[0]?.uscc ?? '';
}

const anybody = { as: 'public', purpose: 'PUBLIC_SERVICE' } as const;
const villager = { as: 'villager', purpose: 'PUBLIC_SERVICE' } as const;

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form, { scale: 'county' });
  }, 180_000);
  afterAll(() => hub?.close());

  test('12: the letter says of a unit that was convicted yes, of one whose head alone was no, and of another person nothing', async () => {
    const ask = (creditCode: string) =>
      dataOf(hub, queryNumbered(12), { ...anybody, variables: { creditCode, citizenId: samplePerson.citizenId } });
    const convicted = unitOf('单位行贿罪判决生效十四个月后中标');
    const blameless = unitOf('法定代表人犯行贿罪两年后投标');
    expect(await ask(convicted)).toEqual({ organization: { exists: true }, myself: { exists: false } });
    expect(await ask(blameless)).toEqual({ organization: { exists: false }, myself: { exists: false } });
  });

  test('13: a villager finds who of the village received which subsidy, under masked names, and every one on notice', async () => {
    const variables = { village: samplePerson.villageCode, year: 2026 };
    const nodes = await everyNode(hub, queryNumbered(13), 'subsidyPayments', { ...villager, variables });
    const notice = factsOf('SubsidyPayment').filter(
      ({ villageCode, year, published }) => villageCode === samplePerson.villageCode && year === 2026 && published,
    );
    expect(notice.length).toBeGreaterThan(20);
    // A record in two hundred is deleted, one in fifty was pushed twice, one in two hundred has a damaged name of its village.
    expect(Math.abs(nodes.length - notice.length)).toBeLessThan(5);
    const told = new Set(notice.map(({ paymentNo }) => paymentNo));
    expect(nodes.filter(({ paymentNo }) => !told.has(String(paymentNo)))).toEqual([]);
    const mine = nodes.find(
      ({ project }) => at(project, 'name') === `${samplePerson.villageName}2026年耕地地力保护补贴`,
    );
    expect(mine?.name).toMatch(/^.某$/);
    const names = nodes.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
    expect(names.filter((name) => !/^.某/.test(name))).toEqual([]);
    const amounts = nodes.map(({ amount }) => Number(amount));
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
  });

  test('13: of another village the notice is seen, and no name', async () => {
    const variables = { village: '371422104201', year: 2026 };
    const nodes = await everyNode(hub, queryNumbered(13), 'subsidyPayments', { ...villager, variables });
    expect(nodes.length).toBeGreaterThan(20);
    expect(new Set(nodes.map(({ name }) => name))).toEqual(new Set([null]));
  });

  test('the example of the registers finds whoever was paid a pension after dying, and what the sample person receives', async () => {
    const query = readFileSync(join(packageRoot, 'docs', 'examples', 'registers.graphql'), 'utf8');
    const data = await dataOf(hub, query, { as: 'prosecutor', purpose: 'SUPERVISION' });
    const deaths = at(data, 'deathRecords.nodes') as readonly { readonly pensionPayments: { totalCount: number } }[];
    const paid = deaths.filter(({ pensionPayments }) => pensionPayments.totalCount > 0);
    const [plant] = plantsOf(hub, 'XD-01', 'PLANTED');
    expect(plant?.why).toContain('养老金又发了五个月');
    expect(paid).toMatchObject([{ register: 'FUNERAL', pensionPayments: { totalCount: expect.any(Number) } }]);
    expect(at(data, 'person.subsidyPayments.nodes')).toMatchObject([
      { year: 2026, areaMu: 5.2, amount: 65_000, project: { published: true }, source: { adapter: 'subsidies-sql' } },
      { year: 2025, areaMu: 5.2, amount: 65_000, project: { published: true }, source: { adapter: 'subsidies-sql' } },
    ]);
    expect(at(data, 'person.employments.nodes')).toMatchObject([{ post: '送货员' }]);
  });
});
