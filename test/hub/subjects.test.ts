import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { openStore, type Store } from '../../store/open-store.js';
import { nodesAt } from './answers.js';
import { askAround } from './around.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { type Population, readPopulation } from './population.js';
import { principalNamed } from './principals.js';
import { agencyRootsOf, listsOf, onesOf, personRelations, relationsOf, whoseIn } from './whose.js';

const catalog = readCatalog();

/** Who sees the most of each agency, and who sees less: what is hidden from them must leave no trace. */
type Asker = readonly [as: string, purpose: string];
const askers: readonly Asker[] = [
  ['deputy-chief-procurator', 'SUPERVISION'],
  ['prosecutor', 'SUPERVISION'],
  ['corrections-officer', 'CORRECTION_MANAGEMENT'],
  ['police-officer', 'CASE_HANDLING'],
  ['enforcement-judge', 'CASE_HANDLING'],
  ['administrative-officer', 'CASE_HANDLING'],
];

/**
 * Many processes have every path, and each relation is asked for by two of the six; PLUMBLINE_FORMS=all asks everything of one
 * process as well, and by everybody.
 */
const isWhole = process.env.PLUMBLINE_FORMS === 'all';
const asked = isWhole ? forms : (['many processes'] as const);
const sharesOf = (asker: Asker) => (_document: string, at: number) => isWhole || at % 3 === askers.indexOf(asker) % 3;

describe.each(asked)('%s', (form) => {
  let hub: OpenedHub;
  let store: Store;
  let population: Population;
  beforeAll(async () => {
    hub = await openDemoHub(form, { scale: 'county', callsPerSecond: 1000 });
    store = await openStore({ url: `file:${hub.store}`, clock: hub.clock, chain: 'reader', digest: 'sha256' });
    population = await readPopulation(hub, store, catalog);
  }, 180_000);
  afterAll(async () => {
    await population?.close();
    await store?.close();
    await hub?.close();
  });

  const digestsOf = (citizenIds: Iterable<string>) => [...citizenIds].map(hub.seals.digestSubject).sort();

  async function ask(document: string, [as, purpose]: Asker) {
    const { body, text } = await hub.ask(document, { as, purpose });
    if (body.data === undefined || body.data === null) throw new Error(`${document}\n${text}`);
    const { records } = await store.auditReader.entries({ chain: 'gateway', first: 20 });
    const entry = records.find(({ event }) => event.requestId === body.extensions?.requestId);
    return { data: body.data, subjects: [...(entry?.event.subjects ?? [])].sort() };
  }

  const subjectsOf = async (document: string, asker: Asker) => (await ask(document, asker)).subjects;

  /** Asks, and holds the entry against the records that were answered; says of which types these were. */
  async function hold(document: string, asker: Asker, citizenId?: string): Promise<ReadonlySet<string>> {
    const { data, subjects } = await ask(document, asker);
    const { persons, types } = await whoseIn(catalog, population, data, citizenId);
    expect({ document, subjects }).toEqual({ document, subjects: digestsOf(persons) });
    return types;
  }

  async function holdAll(documents: readonly string[], asker: Asker, citizenId?: string) {
    const types = new Set<string>();
    for (const document of documents) for (const type of await hold(document, asker, citizenId)) types.add(type);
    return [...types].sort();
  }

  const listed = new Set<string>();

  test.each(askers)(
    '%s for %s: a root list names the persons of its rows, and no others',
    async (...asker) => {
      for (const type of await holdAll(listsOf(catalog), asker)) listed.add(type);
    },
    120_000,
  );

  test('lists of every type were among them that any of these may list and that has rows for them', () => {
    const types = agencyRootsOf(catalog, 'list').map(({ target }) => target);
    expect(types.filter((type) => !listed.has(type)).sort()).toEqual([
      'CommutationRuling',
      'ExitEntryRecord',
      'ParoleRuling',
      'PoliceIncident',
      'TemporaryServiceDecision',
      'TravelHit',
    ]);
  });

  test.each(askers)(
    '%s for %s: one record names its persons',
    async (...asker) => {
      expect(await holdAll(await onesOf(catalog, population), asker)).not.toEqual([]);
    },
    120_000,
  );

  test.each(askers.map((asker) => ({ asker, named: asker.join(' for ') })))(
    '$named: a relation names the persons of the rows on both of its ends',
    async ({ asker }) => {
      expect(await holdAll(relationsOf(catalog).filter(sharesOf(asker)), asker)).not.toEqual([]);
    },
    180_000,
  );

  test.each(askers)(
    '%s for %s: what hangs on a person names that person, and whoever its rows name',
    async (...asker) => {
      const { citizenId } = samplePerson;
      expect(await holdAll(personRelations(catalog, citizenId), asker, citizenId)).not.toEqual([]);
    },
    120_000,
  );

  test('rows that are only counted name nobody, and asking whether there is a record names who was asked about', async () => {
    const counted = `{
      sentences { totalCount pageInfo { hasNextPage endCursor } } checkIns { totalCount } courtCaseCounts { total }
    }`;
    expect(await subjectsOf(counted, ['prosecutor', 'SUPERVISION'])).toEqual([]);
    const asked = `{ underCorrection(citizenId: "${samplePerson.citizenId}") { exists } }`;
    expect(await subjectsOf(asked, ['prosecutor', 'SUPERVISION'])).toEqual(digestsOf([samplePerson.citizenId]));
  });

  test('whoViewedMe tells of rows of lists that nobody was named in', async () => {
    const filter = `filter: { subjectNo: { eq: "${samplePerson.correctionSubjectNo}" } }`;
    const officer = ['corrections-officer', 'CORRECTION_MANAGEMENT'] as const;
    await subjectsOf(`{ correctionSubjects(${filter}) { nodes { status } } }`, officer);
    await subjectsOf(`{ checkIns(first: 1, ${filter}) { nodes { mode } } }`, officer);
    const own = { as: 'subject', purpose: 'SELF_ACCESS' };
    const { body } = await hub.ask('{ whoViewedMe(first: 2) { nodes { purpose fields isOwn } } }', own);
    expect(nodesAt(body.data, 'whoViewedMe')).toEqual([
      { purpose: 'CORRECTION_MANAGEMENT', fields: ['CheckIn.mode'], isOwn: false },
      { purpose: 'CORRECTION_MANAGEMENT', fields: ['CorrectionSubject.status'], isOwn: false },
    ]);
  });

  if (form === 'many processes')
    test('a subgraph that is asked for entities around the gateway names their persons in its own chain', async () => {
      const { courtCaseNumber: caseNumber } = samplePerson;
      const request = {
        query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on CourtCase { status } } }',
        variables: { of: [{ __typename: 'CourtCase', caseNumber }] },
      };
      const { body } = await askAround(hub, 'judgments', request, principalNamed('prosecutor', 'SUPERVISION'));
      expect(body.data).toEqual({ _entities: [{ status: 'CLOSED' }] });
      const { records } = await store.auditReader.entries({ chain: 'judgments', first: 1 });
      const parties = await population.personsOf({ of: 'Party', by: 'caseNumber' }, caseNumber);
      expect(parties).toContain(samplePerson.citizenId);
      expect(records.map(({ event: { action, subjects } }) => [action, [...subjects].sort()])).toEqual([
        ['READ', digestsOf(parties)],
      ]);
    });
});
