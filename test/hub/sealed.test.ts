// long: every way to a sealed record by its number, for whom it is and for whom it is not.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judicialOfficeOf } from '../../demo/lives/agencies.js';
import { citizenIdOf } from '../../demo/lives/check-digits.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { demoPersonNamed } from '../../demo/people.js';
import type { Purpose } from '../../schema/purpose.js';
import { at, nodesAt } from './answers.js';
import { askAround } from './around.js';
import type { AskOptions, Client } from './hub-client.js';
import { leavesOf, rootsOf } from './matrix-questions.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { principalNamed } from './principals.js';
import { caughtNumbers, trapPersons } from './trap-watch.js';

// What is sealed is for whoever domain 5.3 names; for everybody else it never was (domain 5.5.5): the very number of a sealed
// record is answered, read for and recorded as one that nobody ever gave. test/hub/sealed-worlds.test.ts has lists and counts.

const juvenile = trapPersons.get('sealed-juvenile') ?? '';
const numbersOf = caughtNumbers('sealed-juvenile');
const subjectNo = numbersOf.get('subjectNo')?.[0] ?? '';
const publicOrderNo = caughtNumbers('public-order').get('caseNo')?.[0] ?? '';
/** A citizen id that nobody in the country has. */
const nobodysId = citizenIdOf('37142219000101001');

const desk = { as: 'minors-corrections-officer', purpose: 'CORRECTION_MANAGEMENT' } as const;
const officer = { as: 'corrections-officer', purpose: 'CORRECTION_MANAGEMENT' } as const;
const clerk = { as: 'judicial-office-clerk', purpose: 'CORRECTION_MANAGEMENT' } as const;
const police = { as: 'police-officer', purpose: 'CASE_HANDLING' } as const;
const juvenileProsecutor = { as: 'juvenile-prosecutor', purpose: 'SUPERVISION' } as const;
const deputy = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
const auditor = { as: 'auditor', purpose: 'AUDIT' } as const;

/** Who may see nothing of either kind. */
const outsiders: readonly (readonly [string, Purpose])[] = [
  ['prosecutor', 'SUPERVISION'],
  ['deputy-chief-procurator', 'SUPERVISION'],
  ['juvenile-prosecutor', 'CASE_HANDLING'],
  ['judge', 'CASE_HANDLING'],
  ['corrections-officer', 'CORRECTION_MANAGEMENT'],
  ['judicial-office-clerk', 'CORRECTION_MANAGEMENT'],
  ['administrative-officer', 'CASE_HANDLING'],
  ['public', 'PUBLIC_SERVICE'],
];

const bySubject = 'query ($no: String!) { correctionSubject(subjectNo: $no) { subjectNo status sealed } }';
const byCase =
  'query ($no: String!) { publicOrderCases(filter: { caseNo: { eq: $no } }) { nodes { caseNo } totalCount } }';

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form, { callsPerSecond: 10_000 });
  }, 180_000);
  afterAll(() => hub?.close());

  const subjectFor = async (who: AskOptions, client: Client = hub) =>
    at((await client.ask(bySubject, { ...who, variables: { no: subjectNo } })).body.data, 'correctionSubject');
  const sealedSubject = { subjectNo, status: 'IN_CORRECTION', sealed: true };

  test('the minors’ desk has the sealed subject, and so has the office’s worker for minors; their colleagues do not', async () => {
    const ownOffice = { division: '371422105', organisation: judicialOfficeOf('371422105').code };
    expect(await subjectFor(desk)).toEqual(sealedSubject);
    expect(await subjectFor({ ...clerk, ...ownOffice, lines: ['JUVENILE'] })).toEqual(sealedSubject);
    expect(await subjectFor(officer)).toBeNull();
    expect(await subjectFor({ ...clerk, ...ownOffice })).toBeNull();
    expect(await subjectFor({ ...clerk, lines: ['JUVENILE'] })).toBeNull();
  });

  test('the person has the own sealed records; a party’s lawyer has not', async () => {
    const person = hub.seals.sealPerson({ kind: 'citizen', citizenId: juvenile });
    expect(await subjectFor({ as: 'subject', purpose: 'SELF_ACCESS', person })).toEqual(sealedSubject);
    expect(await subjectFor({ as: 'party', purpose: 'SELF_ACCESS', person })).toBeNull();
    expect(await subjectFor({ as: 'subject', purpose: 'SELF_ACCESS' })).toBeNull();
  });

  test('the police unit has its own public-order records', async () => {
    const ask = async (who: AskOptions) => (await hub.ask(byCase, { ...who, variables: { no: publicOrderNo } })).body;
    expect((await ask(police)).data).toEqual({
      publicOrderCases: { nodes: [{ caseNo: publicOrderNo }], totalCount: 1 },
    });
    expect(at((await ask(deputy)).data, 'publicOrderCases')).toBeNull();
  });

  // Every outsider asks every second question, and of many processes two outsiders; PLUMBLINE_FORMS=all asks everything of both forms.
  const isWhole = process.env.PLUMBLINE_FORMS === 'all';
  test.each(isWhole || form === 'one process' ? outsiders : outsiders.filter((_each, place) => place % 4 === 0))(
    '%s for %s is answered on every sealed number as on one that never was',
    async (as, purpose) => {
      const different: string[] = [];
      const from = outsiders.findIndex(([name, under]) => name === as && under === purpose);
      for (const [field, value] of sealedNumbers())
        for (const query of questionsBy(field).filter((_, place) => isWhole || (place + from) % 2 === 0)) {
          // An adapter looks for odd spellings of a key once in a while, whatever the key: the first answer is not compared.
          const [, sealed, absent] = [
            await answerTo(query, { as, purpose }, absentTwin(field, value)),
            await answerTo(query, { as, purpose }, value),
            await answerTo(query, { as, purpose }, absentTwin(field, value)),
          ];
          if (JSON.stringify(sealed) !== JSON.stringify(absent))
            different.push(`${query.slice(0, 90)}\n${JSON.stringify(sealed)}\n${JSON.stringify(absent)}`);
        }
      expect(different).toEqual([]);
    },
  );

  test('the log tells of both alike', async () => {
    const ids: string[] = [];
    for (const no of [subjectNo, absentTwin('subjectNo', subjectNo)]) {
      const { body } = await hub.ask(bySubject, { ...officer, variables: { no } });
      ids.push(body.extensions?.requestId ?? '');
    }
    const query = `{ auditEntries(first: 50, filter: { account: "demo-corrections-officer", action: [QUERY] }) { nodes {
      requestId operation outcome subjects release fields { effect coordinates } sources { adapter status } detail { key value }
    } } }`;
    const { body } = await hub.ask(query, auditor);
    const [sealed, absent] = ids.map((id) =>
      nodesAt(body.data, 'auditEntries').flatMap(({ requestId, ...entry }) => (requestId === id ? [entry] : [])),
    );
    expect(sealed).toEqual(absent);
    expect(sealed).toMatchObject([{ outcome: 'OK', subjects: [] }]);
  });

  test('a cursor that stands at a sealed record leads others on as the one before it does', async () => {
    const list = `query ($after: String, $first: Int!) { correctionSubjects(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { subjectNo }
    } }`;
    const page = async (who: AskOptions, first: number, after: unknown = null) =>
      at((await hub.ask(list, { ...who, variables: { first, after } })).body.data, 'correctionSubjects');
    const numbers = nodesAt({ all: await page(desk, 100) }, 'all').map((node) => node.subjectNo);
    const place = numbers.indexOf(subjectNo);
    expect(place).toBeGreaterThan(0);
    const atSealed = at(await page(desk, place + 1), 'pageInfo.endCursor');
    const before = at(await page(officer, place), 'pageInfo.endCursor');
    const next = await page(officer, 5, atSealed);
    expect(next).toEqual(await page(officer, 5, before));
    expect(nodesAt({ next }, 'next').map((node) => node.subjectNo)).not.toContain(subjectNo);
  });

  test('who looked at the own sealed records is told to nobody: not to the person’s lawyer, not by its absence', async () => {
    const viewers = async (as: string, citizenId: string) => {
      const person = hub.seals.sealPerson({ kind: 'citizen', citizenId });
      const query = '{ whoViewedMe(first: 5) { nodes { purpose fields isOwn } pageInfo { hasNextPage endCursor } } }';
      const { body } = await hub.ask(query, { as, purpose: 'SELF_ACCESS', person });
      return { data: body.data, errors: body.errors };
    };
    const before = await viewers('party', juvenile);
    for (const query of [bySubject, bySubject.replace('subjectNo status', 'citizenId')])
      await hub.ask(query, { ...desk, variables: { no: subjectNo } });
    await hub.ask('{ correctionSubjects(first: 100) { nodes { subjectNo citizenId name } } }', desk);
    await hub.ask('{ correctionSubjects(first: 5) { nodes { subjectNo } } }', {
      as: 'subject',
      purpose: 'SELF_ACCESS',
      person: hub.seals.sealPerson({ kind: 'citizen', citizenId: juvenile }),
    });
    expect(await viewers('party', juvenile)).toEqual(before);
    // What an account did itself is no news to it.
    const own = nodesAt((await viewers('subject', juvenile)).data, 'whoViewedMe');
    expect(own[0]).toMatchObject({ isOwn: true, fields: expect.arrayContaining(['CorrectionSubject.subjectNo']) });
  });

  test('the prosecutor of the juvenile line has the sealed subject after approval, under the matter, and no other has it', async () => {
    const asked = await hub.ask(
      `mutation ($files: [String!]) {
        requestAccess(input: { fields: ["CorrectionSubject"], files: $files, reason: "监督未成年人社区矫正" }) { id }
      }`,
      { ...juvenileProsecutor, variables: { files: [subjectNo] } },
    );
    expect(await subjectFor(juvenileProsecutor)).toBeNull();
    const id = at(asked.body.data, 'requestAccess.id');
    await hub.ask('mutation ($id: ID!) { approveAccess(id: $id) { state } }', { ...deputy, variables: { id } });
    hub.advance(1_001);
    expect(await subjectFor(juvenileProsecutor)).toEqual(sealedSubject);
    expect(await subjectFor({ ...juvenileProsecutor, matter: null })).toBeNull();
    expect(await subjectFor({ ...juvenileProsecutor, purpose: 'CASE_HANDLING' })).toBeNull();
    expect(await subjectFor({ as: 'prosecutor', purpose: 'SUPERVISION', matter: matterNumbers.execution })).toBeNull();
    expect(await subjectFor(deputy)).toBeNull();
  });

  if (form === 'many processes') {
    test.each(outsiders)(
      'a subgraph around the gateway gives %s for %s of a sealed record what it gives of none',
      async (as, purpose) => {
        const principal = principalNamed(as, purpose, matterOf(as));
        const different: string[] = [];
        for (const [name, { types }] of hub.catalog.subgraphs)
          for (const type of types.keys()) {
            const key = hub.catalog.types.get(type)?.entityKey;
            const values = [...sealedNumbers()].filter(([field]) => field === key).map(([, value]) => value);
            if (!key || values.length === 0 || !hub.subgraphs.has(name)) continue;
            const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${leavesOf(types, type)} } } }`;
            const asked = async (keys: readonly string[]) => {
              const of = keys.map((value) => ({ __typename: type, [key]: value }));
              const { text } = await askAround(hub, name, { query, variables: { of } }, principal);
              // A reference answers to the number that it was asked by, whatever is behind it.
              return keys.reduce((told, value) => told.replaceAll(value, 'asked'), withoutMoment(text));
            };
            const [sealed, absent] = [await asked(values), await asked(values.map((value) => absentTwin(key, value)))];
            if (sealed !== absent) different.push(`${type}\n${sealed}\n${absent}`);
          }
        expect(different).toEqual([]);
      },
    );

    test('a subgraph around the gateway gives the minors’ desk the record', async () => {
      const query =
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on CorrectionSubject { subjectNo sealed } } }';
      const of = [{ __typename: 'CorrectionSubject', subjectNo }];
      const principal = principalNamed(desk.as, desk.purpose);
      const { body } = await askAround(hub, 'corrections', { query, variables: { of } }, principal);
      expect(body.data).toEqual({ _entities: [{ subjectNo, sealed: true }] });
    });
  }

  /** Questions by a number: for the record itself, and for lists of what has it. */
  function questionsBy(field: string): readonly string[] {
    const { catalog } = hub;
    const type = scalars[field] ?? 'String!';
    const ones = [...rootsOf(catalog, 'one'), ...rootsOf(catalog, 'existence')].flatMap(({ name, target, shape }) =>
      'by' in shape && shape.by === field
        ? [`query ($no: ${type}) { ${name}(${field}: $no) { ${leavesOf(catalog.types, target)} } }`]
        : [],
    );
    const page = 'totalCount pageInfo { hasNextPage endCursor } nodes { __typename }';
    const lists = rootsOf(catalog, 'list').flatMap(({ name, target }) =>
      catalog.types.get(target)?.fields.get(field)?.filterOps.includes('eq')
        ? [`${name}: ${name}(filter: { ${field}: { eq: $no } }) { ${page} }`]
        : [],
    );
    return [...ones, ...lists.map((list) => `query ($no: ${type}) { ${list} }`)];
  }

  async function answerTo(query: string, who: AskOptions, no: string) {
    hub.statements.length = 0;
    const { status, text } = await hub.ask(query, { ...who, matter: matterOf(who.as), variables: { no } });
    return { status, text: withoutMoment(text), calls: hub.statements.length };
  }
});

const scalars: Readonly<Record<string, string>> = {
  citizenId: 'CitizenId!',
  caseNumber: 'CaseNumber!',
  documentId: 'ID!',
};

/** A matter that names the sealed records tells its handlers of them: these ask under none. */
const matterOf = (account: string) => (account === 'juvenile-prosecutor' ? null : demoPersonNamed(account).matter);

/** Numbers of sealed records, and who they are about, by field. */
function* sealedNumbers(): Generator<readonly [string, string]> {
  yield ['citizenId', juvenile];
  for (const [field, values] of [...numbersOf, ['caseNo', [publicOrderNo]] as const])
    for (const value of values) if (field !== 'caseNumber' || value.startsWith('(')) yield [field, value];
}

/** A number of the same form that nobody ever gave. */
const absentTwin = (field: string, value: string): string =>
  field === 'citizenId' ? nobodysId : value.replace(/\d{1,4}(?=\D*$)/, (digits) => '9876'.slice(0, digits.length));

/** Without what is of the moment: the request's id, and when systems answered that answer as of now. */
const withoutMoment = (text: string) =>
  text.replace(/"requestId":"[^"]*"/g, '').replace(/"asOf":"2026-11-02T0[19]:[^"]*"/g, '"asOf":now');
