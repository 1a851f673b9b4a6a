import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { at, nodesAt } from './answers.js';
import type { AskOptions, Client, Reply } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

// Purpose, matter and approval as one story (domain 5.3, M→A; 5.5.3; 5.5.10), over two gateways that share a store.

const prosecutor = { as: 'prosecutor', purpose: 'SUPERVISION' } as const;
const deputy = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
const second = { as: 'second-deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
const courtLeader = { as: 'court-leader', purpose: 'CASE_HANDLING' } as const;
const auditor = { as: 'auditor', purpose: 'AUDIT' } as const;
const [clear, masked] = ['13905340018', '139****0018'];

const phones = `query Phones($id: CitizenId!) {
  person(citizenId: $id) { phone }
  correctionSubjects(first: 6, filter: { status: { eq: IN_CORRECTION } }) { nodes { citizenId person { phone } } }
}`;
const request = `mutation ($person: ID!) {
  requestAccess(input: { fields: ["Person.phone"], persons: [$person], reason: "核实监督对象的联系方式" }) { id state }
}`;
const emergency = request.replace('requestAccess', 'breakGlass');
const approve =
  'mutation ($id: ID!, $until: DateTime) { approveAccess(id: $id, until: $until) { state until decidedBy } }';
const revoke = 'mutation ($id: ID!) { revokeAccess(id: $id) { state revokedBy } }';

const hour = 3_600_000;
/** What the books said longer ago than this is not acted on, ms. */
const staleAfter = 1_001;

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  let other: Client;
  let person: string;
  beforeAll(async () => {
    hub = await openDemoHub(form);
    other = await hub.openAnother('gateway-2');
    person = hub.seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId });
  }, 180_000);
  afterAll(() => hub?.close());

  /** Asks a second later: as long as a gateway may act on what it remembers of the books. */
  async function later(client: Client, query: string, options: AskOptions): Promise<Reply> {
    hub.advance(staleAfter);
    for (;;) {
      const reply = await client.ask(query, options);
      // A look into the books that began before the second was over counts as none.
      if (reply.body.errors?.[0]?.extensions.code !== 'WARRANTS_UNAVAILABLE') return reply;
    }
  }

  async function phonesOf(client: Client, who: AskOptions = prosecutor) {
    const { body } = await later(client, phones, { ...who, variables: { id: samplePerson.citizenId } });
    const others = nodesAt<{ citizenId: string; person: { phone: string | null } }>(body.data, 'correctionSubjects');
    return {
      phone: at(body.data, 'person.phone'),
      areOthersMasked: others.length > 1 && others.every(({ person: { phone } }) => isMasked(phone) || phone === clear),
      told: body.extensions?.access
        .filter(({ field }) => field === 'Person.phone')
        .map(({ path, effect, ...entry }) => ({ path, effect, ...some(entry) })),
      requestId: body.extensions?.requestId,
    };
  }

  const onlyMasked = { phone: masked, areOthersMasked: true, told: both('MASKED') };
  const codeOf = ({ body }: Reply) => body.errors?.map(({ extensions }) => extensions.code);
  const filed = async (query: string) => {
    const { body } = await hub.ask(query, { ...prosecutor, variables: { person } });
    expect(body.errors).toBeUndefined();
    return String(at(body.data, query === request ? 'requestAccess.id' : 'breakGlass.id'));
  };

  test('a phone is masked, opens after approval for the one person and account alone, and is masked again after revocation', async () => {
    for (const gateway of [hub, other]) expect(await phonesOf(gateway)).toMatchObject(onlyMasked);

    const id = await filed(request);
    expect(codeOf(await hub.ask(approve, { ...prosecutor, variables: { id } }))).toEqual(['FIELD_DENIED']);
    expect(codeOf(await hub.ask(approve, { ...courtLeader, variables: { id } }))).toEqual(['ACCESS_SEPARATION']);
    for (const gateway of [hub, other]) expect(await phonesOf(gateway)).toMatchObject(onlyMasked);

    const approved = await hub.ask(approve, { ...deputy, variables: { id } });
    expect(approved.body.data).toMatchObject({
      approveAccess: { state: 'APPROVED', decidedBy: 'demo-deputy-chief-procurator' },
    });
    for (const gateway of [other, hub]) {
      const seen = await phonesOf(gateway);
      expect(seen).toMatchObject({ phone: clear, areOthersMasked: true, told: both('ALLOWED') });
      expect(await entriesOf(seen.requestId)).toMatchObject([{ approvals: [id] }]);
    }
    // The approval is the account's, for the purpose and under the matter that it was asked for.
    expect((await phonesOf(other, deputy)).phone).toBe(masked);
    expect((await phonesOf(other, { ...prosecutor, purpose: 'CASE_HANDLING' })).phone).toBe(masked);

    const revoked = await hub.ask(revoke, { ...second, variables: { id } });
    expect(revoked.body.data).toEqual({
      revokeAccess: { state: 'REVOKED', revokedBy: 'demo-second-deputy-chief-procurator' },
    });
    for (const gateway of [other, hub]) expect(await phonesOf(gateway)).toMatchObject(onlyMasked);
    expect(codeOf(await hub.ask(revoke, { ...second, variables: { id } }))).toEqual(['ACCESS_STATE']);
    expect(codeOf(await hub.ask(approve, { ...deputy, variables: { id } }))).toEqual(['ACCESS_STATE']);
  });

  test('who may approve does not approve an own request: a colleague does', async () => {
    const matter = form === 'one process' ? '宁检执监〔2026〕21号' : '宁检执监〔2026〕22号';
    const opened = await hub.ask('mutation ($input: MatterInput!) { openMatter(input: $input) { number } }', {
      as: 'case-manager',
      purpose: 'SUPERVISION',
      variables: {
        input: {
          number: matter,
          title: '社区矫正执行监督案',
          line: null,
          divisionCode: '371422',
          persons: [person],
          handlers: ['demo-deputy-chief-procurator'],
        },
      },
    });
    expect(opened.body).toMatchObject({ data: { openMatter: { number: matter } } });
    const under = { ...deputy, matter };
    const asked = await later(hub, request, { ...under, variables: { person } });
    const id = at(asked.body.data, 'requestAccess.id');
    expect(codeOf(await hub.ask(approve, { ...under, variables: { id } }))).toEqual(['ACCESS_SEPARATION']);
    expect((await phonesOf(other, under)).phone).toBe(masked);
    expect(codeOf(await hub.ask(approve, { ...second, variables: { id } }))).toBeUndefined();
    expect((await phonesOf(other, under)).phone).toBe(clear);
    await hub.ask('mutation ($number: String!) { closeMatter(number: $number) { closedAt } }', {
      as: 'case-manager',
      purpose: 'SUPERVISION',
      variables: { number: matter },
    });
    const closed = await later(other, phones, { ...under, variables: { id: samplePerson.citizenId } });
    expect({ status: closed.status, codes: codeOf(closed) }).toEqual({ status: 403, codes: ['MATTER_NOT_OPEN'] });
  });

  test('an emergency opens nothing before it is approved, for a day at most; the auditor is told, and it ends by itself', async () => {
    const id = await filed(emergency);
    expect(await phonesOf(hub)).toMatchObject(onlyMasked);
    const tooLong = new Date(hub.clock().getTime() + 25 * hour).toISOString();
    expect(codeOf(await hub.ask(approve, { ...deputy, variables: { id, until: tooLong } }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    const { body } = await hub.ask(approve, { ...deputy, variables: { id } });
    const until = Date.parse(String(at(body.data, 'approveAccess.until')));
    expect(until - hub.clock().getTime()).toBeLessThanOrEqual(24 * hour);
    for (const gateway of [other, hub]) expect((await phonesOf(gateway)).phone).toBe(clear);

    const report = await hub.ask(
      '{ accessRequests(isBreakGlass: true) { nodes { id applicant fields subjects state decidedBy persons { id } } } }',
      auditor,
    );
    expect(nodesAt(report.body.data, 'accessRequests')).toEqual([
      {
        id,
        applicant: 'demo-prosecutor',
        fields: ['Person.phone'],
        subjects: [hub.seals.digestSubject(samplePerson.citizenId)],
        state: 'APPROVED',
        decidedBy: 'demo-deputy-chief-procurator',
        persons: null,
      },
    ]);

    hub.advance(24 * hour);
    for (const gateway of [other, hub]) expect(await phonesOf(gateway)).toMatchObject(onlyMasked);
  });

  async function entriesOf(requestId: string | undefined) {
    const { body } = await hub.ask(
      '{ auditEntries(first: 10, filter: { account: "demo-prosecutor", action: [QUERY] }) { nodes { requestId approvals } } }',
      auditor,
    );
    return nodesAt(body.data, 'auditEntries').filter((entry) => entry.requestId === requestId);
  }
});

const isMasked = (phone: string | null) => phone === null || /^\d{3}\*{4}\d{4}$/.test(phone);

function both(effect: 'MASKED' | 'ALLOWED') {
  const entry = effect === 'ALLOWED' ? { effect, rows: 'SOME', otherwise: ['MASKED'] } : { effect };
  return ['person.phone', 'correctionSubjects.nodes.person.phone'].map((path) => ({ path, ...entry }));
}

/** What is said of rows, where it is. */
function some(entry: object): object {
  const { rows, otherwise } = entry as { readonly rows?: string; readonly otherwise?: readonly string[] };
  return rows === undefined ? {} : { rows, otherwise };
}
