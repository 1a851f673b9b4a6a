import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canaryOf } from '../../demo/lives/traps/canary.js';
import { at } from './answers.js';
import { callsOf, forgetCalls } from './column-check.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { numberOf, trapPersons } from './trap-watch.js';

// A sealed juvenile from the application to the end of the approval, with the demonstration's accounts.

const purpose = 'SUPERVISION';
const subjectNo = numberOf('sealed-juvenile', 'subjectNo');
const record = 'query Q($subjectNo: String!) { correctionSubject(subjectNo: $subjectNo) { subjectNo name status } }';
const request = `mutation Request($input: AccessRequestInput!) { requestAccess(input: $input) { id state } }`;
const approve = 'mutation Approve($id: ID!) { approveAccess(id: $id) { state } }';
const revoke = 'mutation Revoke($id: ID!) { revokeAccess(id: $id) { state } }';

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form);
  }, 180_000);
  afterAll(() => hub?.close());

  const seen = async (as: string) => {
    forgetCalls(hub);
    const { body, text } = await hub.ask(record, { as, purpose, variables: { subjectNo } });
    const columns = callsOf(hub).flatMap((call) => (call.place === 'sqjz_jzdx' ? call.columns : []));
    return { subject: at(body.data, 'correctionSubject') ?? null, text, readsName: columns.includes('xm') };
  };
  const act = async (as: string, query: string, variables: Readonly<Record<string, unknown>>) => {
    const { body } = await hub.ask(query, { as, purpose, variables });
    if (body.errors !== undefined) return body.errors[0]?.extensions.code;
    return Object.values(body.data ?? {})[0];
  };

  test('the juvenile prosecutor sees a sealed record while a colleague’s approval is in force, and nobody else does', async () => {
    const nothing = await seen('juvenile-prosecutor');
    expect([nothing.subject, nothing.text.includes(canaryOf['sealed-juvenile'])]).toEqual([null, false]);

    const persons = [hub.seals.sealPerson({ kind: 'citizen', citizenId: trapPersons.get('sealed-juvenile') ?? '' })];
    const input = { fields: ['CorrectionSubject'], persons, files: [subjectNo], reason: '核实未成年对象矫正执行情况' };
    const requested = (await act('juvenile-prosecutor', request, { input })) as { readonly id: string };
    expect(requested).toEqual({ id: expect.any(String), state: 'PENDING' });
    expect((await seen('juvenile-prosecutor')).subject).toBeNull();
    expect(await act('juvenile-prosecutor', approve, { id: requested.id })).toEqual(expect.any(String));
    expect(await act('deputy-chief-procurator', approve, { id: requested.id })).toEqual({ state: 'APPROVED' });

    const { subject, readsName } = await until((each) => each.subject !== null);
    expect(subject).toEqual({
      subjectNo,
      name: expect.stringContaining(canaryOf['sealed-juvenile']),
      status: 'IN_CORRECTION',
    });
    expect(readsName).toBe(true);
    for (const other of ['prosecutor', 'deputy-chief-procurator', 'resident-procurator'])
      expect([other, (await seen(other)).subject]).toEqual([other, null]);

    expect(await act('second-deputy-chief-procurator', revoke, { id: requested.id })).toEqual({ state: 'REVOKED' });
    expect((await until((each) => each.subject === null)).subject).toBeNull();
  }, 30_000);

  /** What was decided at the gateway holds in every process within a second. */
  async function until(isSo: (each: Awaited<ReturnType<typeof seen>>) => boolean) {
    const deadline = performance.now() + 2_000;
    for (;;) {
      const each = await seen('juvenile-prosecutor');
      if (isSo(each) || performance.now() > deadline) return each;
    }
  }
});
