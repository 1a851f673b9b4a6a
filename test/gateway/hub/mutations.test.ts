import { afterEach, expect, test } from '@jest/globals';
import { deputy, openSmallHub, prosecutor, type SmallHub } from '../small-hub.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(): Promise<SmallHub> {
  const small = await openSmallHub();
  closing.push(small.close);
  return small;
}

const openMatter = `mutation ($number: String!) {
  openMatter(input: { number: $number, title: "a matter", divisionCode: "371422", files: ["K1"], handlers: ["prosecutor-1"] }) {
    number openedBy
  }
}`;

test('a mutation runs, is recorded with what it was about, and holds for the next request', async () => {
  const small = await open();
  const { data, errors } = await small.ask(openMatter, deputy, { number: 'M1' });
  expect(errors).toEqual([]);
  expect(data).toEqual({ openMatter: { number: 'M1', openedBy: 'deputy-1' } });
  const answer = await small.ask('{ agencies(first: 1) { nodes { name } } }', { ...prosecutor, matter: 'M1' });
  expect(answer.errors).toEqual([]);
  const [entry] = (await small.events()).filter(({ action }) => action === 'MUTATION');
  expect(entry).toMatchObject({
    action: 'MUTATION',
    outcome: 'OK',
    principal: { id: 'deputy-1' },
    fields: { ALLOW: ['Mutation.openMatter', 'Matter.number', 'Matter.openedBy'] },
  });
  expect(JSON.stringify(entry?.detail)).toContain('M1');
});

test('root fields of a mutation run one after the other', async () => {
  const small = await open();
  const { data, errors } = await small.ask(
    `mutation {
      first: openMatter(input: { number: "M1", title: "a matter", divisionCode: "371422", files: ["K1"], handlers: ["prosecutor-1"] }) { closedAt }
      second: closeMatter(number: "M1") { number }
      third: closeMatter(number: "M1") { number }
    }`,
    deputy,
  );
  expect(data).toEqual({ first: { closedAt: null }, second: { number: 'M1' }, third: null });
  expect(errors.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['third'], 'ACCESS_STATE']]);
});

test('a mutation that nobody was granted is cut like any field, and its door is shut', async () => {
  const small = await open();
  const { data, errors, extensions } = await small.ask(openMatter, prosecutor, { number: 'M1' });
  expect(data).toEqual({ openMatter: null });
  expect(errors.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['openMatter'], 'FIELD_DENIED']]);
  expect(extensions.access).toMatchObject([{ path: 'openMatter', field: 'Mutation.openMatter', effect: 'DENIED' }]);
  expect(await small.beside.access.matter('M1')).toBeNull();
  expect((await small.events()).at(-1)).toMatchObject({
    action: 'MUTATION',
    fields: { DENY: ['Mutation.openMatter'] },
  });
});

test('what the books refuse is said with its code: approval is asked for under a matter', async () => {
  const small = await open();
  const ask =
    'mutation { requestAccess(input: { fields: ["CorrectionSubject.phone"], files: ["K1"], reason: "to reach the person" }) { id } }';
  const { errors } = await small.ask(ask, prosecutor);
  expect(errors.map(({ path, extensions: { code } }) => [path, code])).toEqual([
    [['requestAccess'], 'MATTER_NOT_OPEN'],
  ]);
});

test('an approval holds for the applicant’s next request, and its end for the one after', async () => {
  const small = await open();
  const phone = '{ correctionSubjects(first: 1) { nodes { phone } } }';
  const acting = { ...prosecutor, matter: 'M1' };
  const decided = async () => {
    const { extensions } = await small.ask(phone, acting);
    return (extensions.access as { effect: string; otherwise?: unknown }[]).map(({ effect, otherwise }) => [
      effect,
      otherwise,
    ]);
  };
  await small.ask(openMatter, deputy, { number: 'M1' });
  expect(await decided()).toEqual([['DENIED', undefined]]);
  const asked = await small.ask(
    'mutation { requestAccess(input: { fields: ["CorrectionSubject.phone"], files: ["K1"], reason: "to reach the person" }) { id } }',
    acting,
  );
  expect(asked.errors).toEqual([]);
  const request = asked.data?.requestAccess as { readonly id: string } | undefined;
  const id = request?.id;
  const approve = 'mutation ($id: ID!) { approveAccess(id: $id) { state } }';
  expect((await small.ask(approve, deputy, { id })).data).toEqual({ approveAccess: { state: 'APPROVED' } });
  expect(await decided()).toEqual([['ALLOWED', ['DENIED']]]);
  expect((await small.events()).at(-1)?.approvals).toEqual([id]);
  const revoke = 'mutation ($id: ID!) { revokeAccess(id: $id) { state } }';
  expect((await small.ask(revoke, deputy, { id })).data).toEqual({ revokeAccess: { state: 'REVOKED' } });
  expect(await decided()).toEqual([['DENIED', undefined]]);
});
