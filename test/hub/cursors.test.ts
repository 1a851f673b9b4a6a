import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { layGround } from '../../gateway/hub.js';
import { errorTable } from '../../schema/errors.js';
import { at, nodesAt } from './answers.js';
import type { Reply } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

const prosecutor = { as: 'prosecutor', purpose: 'SUPERVISION' } as const;
const byEffect = `query Page($after: String) {
  judgments(first: 2, after: $after, orderBy: [{ field: EFFECTIVE_DATE }]) { pageInfo { endCursor } nodes { documentId } }
}`;
const byPronouncement = byEffect.replace('EFFECTIVE_DATE', 'PRONOUNCED_DATE');
const descending = byEffect.replace('EFFECTIVE_DATE }', 'EFFECTIVE_DATE, direction: DESC }');
const changed = byEffect.replace('first: 2', 'first: 2, changedSince: "2020-01-01T00:00:00+08:00"');
const changedElsewhere = changed.replace('changedSince:', 'changedIn: [SENTENCES], changedSince:');
const otherList = `query Page($after: String) {
  courtCases(first: 2, after: $after) { pageInfo { endCursor } nodes { caseNumber } }
}`;

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  let cursor: string;
  beforeAll(async () => {
    hub = await openDemoHub(form);
    cursor = cursorOf(await hub.ask(byEffect, prosecutor));
  }, 240_000);
  afterAll(() => hub?.close());

  test('a cursor goes on where its page ended', async () => {
    const first = await hub.ask(byEffect.replace('first: 2', 'first: 4'), prosecutor);
    const next = await hub.ask(byEffect, { ...prosecutor, variables: { after: cursor } });
    expect(at(next.body.data, 'judgments.nodes')).toEqual(
      (at(first.body.data, 'judgments.nodes') as unknown[]).slice(2),
    );
  });

  test.each([
    ['another order', byPronouncement],
    ['another direction', descending],
    ['another list', otherList],
    ['changes alone', changed],
    ['changes elsewhere alone', changedElsewhere],
  ])('a cursor is refused by %s', async (_of, query) => {
    expectInvalid(await hub.ask(query, { ...prosecutor, variables: { after: cursor } }));
  });

  test('a list goes on through the rows of which a related record changed', async () => {
    const first = await hub.ask(changedElsewhere, prosecutor);
    const next = await hub.ask(changedElsewhere, { ...prosecutor, variables: { after: cursorOf(first) } });
    const both = await hub.ask(changedElsewhere.replace('first: 2', 'first: 4'), prosecutor);
    const rows = [first, next].flatMap(({ body }) => nodesAt(body.data, 'judgments'));
    expect([rows.length, rows]).toEqual([4, nodesAt(both.body.data, 'judgments')]);
  });

  test('a cursor that another hub sealed is refused', async () => {
    const { seals: elsewhere } = layGround('another hub’s secret, which nobody else has', hub.clock);
    const text = hub.seals.openCursor(cursor) ?? '';
    expectInvalid(await hub.ask(byEffect, { ...prosecutor, variables: { after: elsewhere.sealCursor(text) } }));
    expect(
      at(
        (await hub.ask(byEffect, { ...prosecutor, variables: { after: hub.seals.sealCursor(text) } })).body.data,
        'judgments',
      ),
    ).not.toBeNull();
  });

  test.each([
    ['made up', () => 'AAAA'],
    ['altered', (given: string) => `${given.startsWith('A') ? 'B' : 'A'}${given.slice(1)}`],
    ['cut', (given: string) => given.slice(0, -1)],
    ['the token of a person', (_given: string) => hub.seals.sealPerson({ kind: 'citizen', citizenId: '1' })],
  ])('a cursor that was %s is refused', async (_how, change) => {
    expectInvalid(await hub.ask(byEffect, { ...prosecutor, variables: { after: change(cursor) } }));
  });

  test('a cursor tells nothing of the row that it stands for', () => {
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/judgments-sql|20\d\d-/);
  });

  test.each([
    [
      'masked',
      'person(citizenId: "371422198805120052") { id } sentences(filter: { citizenId: { eq: "371422198805120052" } }) { totalCount }',
    ],
    [
      'masked, in a negation',
      'sentences(filter: { not: { citizenId: { in: ["371422198805120052"] } } }) { totalCount }',
    ],
    [
      'masked, in an alternative',
      'sentences(filter: { or: [{ citizenId: { eq: "371422198805120052" } }] }) { totalCount }',
    ],
  ])('a filter on a field that is %s is FILTER_DENIED, and nothing is read', async (_how, selection) => {
    hub.statements.length = 0;
    const { status, body } = await hub.ask(`{ ${selection} }`, prosecutor);
    const { status: documented } = errorTable.FILTER_DENIED;
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: documented, code: 'FILTER_DENIED' });
    expect(body.data).toBeUndefined();
    expect(hub.statements).toEqual([]);
  });

  test('a filter or an order on a field that is denied is FILTER_DENIED, by variable as by literal', async () => {
    const police = { as: 'police-officer', purpose: 'CASE_HANDLING' } as const;
    const filtered = 'query Q($filter: CourtCaseFilter) { courtCases(filter: $filter) { totalCount } }';
    const ordered = '{ courtCases(orderBy: [{ field: FILED_DATE }]) { nodes { status } } }';
    hub.statements.length = 0;
    for (const [query, variables] of [
      [filtered, { filter: { closingModeCode: { eq: '01' } } }],
      [filtered, { filter: { and: [{ filedDate: { ge: '2026-01-01' } }] } }],
      [ordered, {}],
    ] as const) {
      const { status, body } = await hub.ask(query, { ...police, variables });
      expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'FILTER_DENIED' });
    }
    expect(hub.statements).toEqual([]);
  });

  test('a list filtered by people has the rows that hang on them, and says which citizen ids neither it nor its statements', async () => {
    const listed = await hub.ask('{ sentences(first: 3) { nodes { person { id } } } }', prosecutor);
    const tokens = nodesAt<{ person: { id: string } }>(listed.body.data, 'sentences').map(({ person: { id } }) => id);
    const rows = 'nodes { caseNumber person { id } source { recordId } }';
    const query = `query Q($t: [ID!]!) { sentences(filter: { person: { in: $t } }, first: 100) { ${rows} } }`;
    hub.statements.length = 0;
    const { body, text } = await hub.ask(query, { ...prosecutor, variables: { t: tokens } });
    const said = JSON.stringify([text, hub.statements]);
    const own = tokens.map((id, at) => `p${at}: person(id: "${id}") { sentences(first: 100) { ${rows} } }`);
    const { body: people } = await hub.ask(`{ ${[...new Set(own)].join(' ')} }`, prosecutor);
    const byPerson = Object.values(people.data ?? {}).flatMap((person) => nodesAt(person, 'sentences'));
    const inOrder = (of: readonly unknown[]) => [...new Set(of.map((row) => JSON.stringify(row)))].sort();
    expect(inOrder(nodesAt(body.data, 'sentences'))).toEqual(inOrder(byPerson));
    expect(byPerson.length).toBeGreaterThan(2);
    expect(said).not.toMatch(/\d{17}[\dX]/);
  });

  test('a list is filtered by no token of another hub, and no count by any', async () => {
    const { seals: elsewhere } = layGround('another hub’s secret, which nobody else has', hub.clock);
    const handle = { kind: 'citizen', citizenId: '371422198805120052' } as const;
    const asked = async (root: string, token: string) => {
      hub.statements.length = 0;
      const selected = root.endsWith('Counts') ? 'total' : 'totalCount';
      const { body } = await hub.ask(`{ ${root}(filter: { person: { eq: "${token}" } }) { ${selected} } }`, prosecutor);
      return { codes: body.errors?.map(({ extensions: { code } }) => code), statements: hub.statements };
    };
    expect(await asked('sentences', elsewhere.sealPerson(handle))).toEqual({
      codes: ['BAD_USER_INPUT'],
      statements: [],
    });
    expect(await asked('sentenceCounts', hub.seals.sealPerson(handle))).toEqual({
      ...{ codes: ['FILTER_DENIED'], statements: [] },
    });
    expect((await asked('sentences', hub.seals.sealPerson(handle))).codes).toBeUndefined();
  });
});

function cursorOf({ body }: Reply): string {
  return at(body.data, 'judgments.pageInfo.endCursor') as string;
}

/** The list is null, and the code is in the table. */
function expectInvalid({ body, status, text }: Reply): void {
  expect({ codes: body.errors?.map(({ extensions: { code } }) => code), status }).toEqual({
    codes: ['CURSOR_INVALID'],
    status: 200,
  });
  expect(Object.values(body.data ?? {})).toEqual([null]);
  expect(text).not.toContain('judgments-sql');
}
