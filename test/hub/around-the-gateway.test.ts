import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { errorTable } from '../../schema/errors.js';
import type { Purpose } from '../../schema/purpose.js';
import { at } from './answers.js';
import { askAround, passportFor as passportOf, sendAround } from './around.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';
import { principalNamed } from './principals.js';

const personFields = `query Around($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Person { id name citizenId phone residenceAddress birthDate } }
}`;
const listed = '{ correctionSubjects(first: 5) { nodes { subjectNo name citizenId phone } totalCount } }';
const policeOfficer = { role: 'police-officer', purpose: 'CASE_HANDLING' } as const;
const judge = { role: 'judge', purpose: 'CASE_HANDLING' } as const;
const publicAccount = { role: 'public', purpose: 'PUBLIC_SERVICE' } as const;

interface Caller {
  readonly role: string;
  readonly purpose: Purpose;
}

describe('a subgraph that is reached around the gateway', () => {
  let hub: OpenedHub;
  let token: string;
  beforeAll(async () => {
    hub = await openDemoHub('many processes');
    token = hub.seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId });
  }, 180_000);
  afterAll(() => hub?.close());

  const passportFor = (subgraph: string, body: string, { role, purpose }: Caller, key = hub.passportKey) =>
    passportOf(hub, subgraph, body, principalNamed(role, purpose), key);
  const send = (subgraph: string, body: string, passport?: string) => sendAround(hub, subgraph, body, passport);
  const ask = (subgraph: string, request: object, { role, purpose }: Caller) =>
    askAround(hub, subgraph, request, principalNamed(role, purpose));
  const persons = () => ({
    query: personFields,
    variables: { representations: [{ __typename: 'Person', id: token }] },
  });

  test.each([
    ['without a passport', async () => undefined],
    ['with words for a passport', async () => 'passport'],
    [
      'with a passport that another key signed',
      async (body: string) => {
        const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
        const forged: JWK = { ...(await exportJWK(privateKey)), kid: String(hub.passportKey?.kid) };
        return passportFor('identity', body, policeOfficer, forged);
      },
    ],
    ['with a passport for another subgraph', (body: string) => passportFor('judgments', body, policeOfficer)],
    ['with a passport for another body', (body: string) => passportFor('identity', `${body} `, policeOfficer)],
    ['with a token of the issuer', () => hub.tokenOf('prosecutor')],
  ])('%s answers PASSPORT_INVALID and reads nothing', async (_how, passport) => {
    hub.statements.length = 0;
    const body = JSON.stringify(persons());
    const reply = await send('identity', body, await passport(body));
    expectRefused(reply);
    expect(hub.statements).toEqual([]);
  });

  test('a passport holds once', async () => {
    const body = JSON.stringify(persons());
    const passport = await passportFor('identity', body, policeOfficer);
    expect((await send('identity', body, passport)).status).toBe(200);
    expectRefused(await send('identity', body, passport));
  });

  test('_entities of a person give a low role no more than the gateway does', async () => {
    const query = 'query Q($id: ID!) { person(id: $id) { id name citizenId phone residenceAddress birthDate } }';
    const administrative = { role: 'administrative-officer', purpose: 'CASE_HANDLING' } as const;
    for (const caller of [administrative, policeOfficer]) {
      const through = await hub.ask(query, { as: caller.role, purpose: caller.purpose, variables: { id: token } });
      const around = await ask('identity', persons(), caller);
      const { __typename, ...person } = at(around.body, 'data._entities.0') as Record<string, unknown>;
      expect(person).toEqual(at(through.body.data, 'person'));
    }
  });

  test('_entities of a person give the public nothing, and name nobody', async () => {
    hub.statements.length = 0;
    const { body, text } = await ask('identity', persons(), publicAccount);
    expect(at(body, 'data._entities.0.name') ?? null).toBeNull();
    for (const secret of [samplePerson.name, samplePerson.citizenId, '13905340018', '1988-05-12']) {
      expect(text).not.toContain(secret);
    }
    expect(hub.statements).toEqual([]);
  });

  test('a list gives a low role no field, row or count beyond the gateway’s', async () => {
    const through = await hub.ask(listed, { as: 'judge', purpose: 'CASE_HANDLING' });
    const around = await ask('corrections', { query: listed }, judge);
    expect(at(around.body, 'data.correctionSubjects')).toEqual(at(through.body.data, 'correctionSubjects'));
    const codes = around.body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
    expect(new Set(codes)).toEqual(new Set(['FIELD_DENIED']));
    const none = await ask('corrections', { query: listed }, publicAccount);
    expect(at(none.body, 'data.correctionSubjects') ?? null).toBeNull();
  });

  test('a filter on a hidden field is refused there as well', async () => {
    const query = '{ courtCases(filter: { filedDate: { ge: "2025-01-01" } }) { totalCount } }';
    const { body } = await ask('judgments', { query }, policeOfficer);
    expect(body.data).toEqual({ courtCases: null });
    expect(body.errors).toMatchObject([{ extensions: { code: 'FILTER_DENIED' } }]);
  });

  test('the SDL is not served, and neither is introspection of what is not the caller’s', async () => {
    const { body } = await ask('identity', { query: '{ _service { sdl } }' }, policeOfficer);
    expect(body.data?._service ?? null).toBeNull();
  });
});

function expectRefused({ status, text, body }: { status: number; text: string; body: unknown }): void {
  expect({ status, code: at(body, 'errors.0.extensions.code') }).toEqual({
    status: errorTable.PASSPORT_INVALID.status,
    code: 'PASSPORT_INVALID',
  });
  expect(text).not.toMatch(/\bat \S+ \(|eyJ/);
}
