import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { at, nodesAt } from './answers.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

/** Who is shown a person within a matter alone (domain 5.3: F(matter), F own case). */
const withinMatters = [
  ['prosecutor', 'SUPERVISION', matterNumbers.execution],
  ['judge', 'CASE_HANDLING', matterNumbers.trial],
  ['enforcement-judge', 'CASE_HANDLING', matterNumbers.enforcement],
  ['police-officer', 'CASE_HANDLING', matterNumbers.investigation],
] as const;
const nameOf = 'query Q($id: CitizenId!) { person(citizenId: $id) { name } }';

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form, { scale: 'county' });
  }, 180_000);
  afterAll(() => hub?.close());

  test.each(withinMatters)(
    '%s for %s sees a person under a matter that names the person, and nobody else',
    async (as, purpose, matter) => {
      const asked = async (citizenId: string, under: string | null) => {
        const { body } = await hub.ask(nameOf, { as, purpose, matter: under, variables: { id: citizenId } });
        return { name: at(body.data, 'person.name') ?? null, access: body.extensions?.access };
      };
      expect(await asked(samplePerson.citizenId, matter)).toEqual({ name: samplePerson.name, access: [] });
      expect((await asked('371422199912319037', matter)).name).toBeNull();
      const { name, access } = await asked(samplePerson.citizenId, null);
      expect(name).toBeNull();
      expect(access).toMatchObject([{ path: 'person', reason: 'MATTER', changes: [{ kind: 'MATTER' }] }]);
    },
  );

  test('a prosecutor finds police cases and unpublished documents of a campaign’s territory, or of a case’s files, or none', async () => {
    const query = `{
      policeCases(first: 100) { totalCount nodes { jurisdictionDivisionCode caseNumber } }
      judgments(first: 1, filter: { published: { eq: false } }) { totalCount }
    }`;
    const under = async (matter: string | null) => {
      const { body } = await hub.ask(query, { as: 'prosecutor', purpose: 'SUPERVISION', matter });
      return {
        divisions: [...new Set(nodesAt(body.data, 'policeCases').map((node) => node.jurisdictionDivisionCode))],
        cases: at(body.data, 'policeCases.totalCount'),
        unpublished: at(body.data, 'judgments.totalCount'),
      };
    };
    const campaign = await under(matterNumbers.campaign);
    expect(campaign).toMatchObject({ divisions: ['371422'], cases: expect.any(Number) });
    expect(Number(campaign.cases)).toBeGreaterThan(500);
    expect(Number(campaign.unpublished)).toBeGreaterThan(50);
    expect(await under(matterNumbers.execution)).toEqual({ divisions: ['371422'], cases: 1, unpublished: 0 });
    expect(await under(null)).toEqual({ divisions: [], cases: undefined, unpublished: 0 });
  });
});
