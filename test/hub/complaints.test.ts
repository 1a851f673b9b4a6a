import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../eventually.js';
import { at, nodesAt } from './answers.js';
import type { AskOptions } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

// 崔某's service session of January that nobody had recorded (domain 1.1, no. 20): complained of, verified, answered (社区矫正法 34).

const subject = { as: 'subject', purpose: 'SELF_ACCESS' } as const;
const officer = { as: 'prosecutor', purpose: 'SUPERVISION', matter: null } as const;
const text = '一月十二日参加了社区服务,系统里没有记录';

const file = `mutation ($input: FileComplaintInput!) {
  fileComplaint(input: $input) { complaintNumber kind text progress answer }
}`;
const mine = '{ myComplaints { totalCount nodes { complaintNumber text progress answer answeredAt } } }';

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  let number: string;
  beforeAll(async () => {
    hub = await openDemoHub(form, {
      configure: ({ config: { oversight } }) => ({
        oversight: {
          ...{ ...oversight, sweepMs: 1_000 },
          intake: { ...oversight.intake, complaints: { everyMs: 1_000, days: 366 } },
        },
      }),
    });
  }, 180_000);
  afterAll(() => hub?.close());

  const ask = async (query: string, who: AskOptions, variables: Readonly<Record<string, unknown>> = {}) =>
    (await hub.ask(query, { ...who, variables })).body;
  const codes = async (query: string, who: AskOptions, variables = {}) =>
    (await ask(query, who, variables)).errors?.map(({ extensions }) => extensions.code);
  const step = async (mutation: string, type: string, input: object) => {
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { state } }`,
      officer,
      { input: { matterNumber: number, ...input } },
    );
    return errors?.map(({ extensions }) => extensions.code) ?? at(data, `${mutation}.state`);
  };

  test('a person under correction complains, and follows it in plain words', async () => {
    const { data, errors } = await ask(file, subject, { input: { kind: 'RECORD_MISSING', text } });
    expect(errors).toBeUndefined();
    const filed = at(data, 'fileComplaint') as { readonly complaintNumber: string };
    expect(filed).toEqual({
      complaintNumber: expect.stringMatching(/^宁检执监〔2026〕\d+号$/),
      ...{ kind: 'RECORD_MISSING', text, progress: 'RECEIVED', answer: null },
    });
    number = filed.complaintNumber;
    // Sent again by a telephone that had no answer.
    const again = await ask(file, subject, { input: { kind: 'RECORD_MISSING', text } });
    expect(again.data).toEqual(data);
  });

  test('the officer in charge reads the words; the accused agency, a colleague of another line and others learn of nothing', async () => {
    const query = `query ($number: String!) {
      supervisionMatter(matterNumber: $number) { origin title agencyCode steps { nodes { transition words } } }
    }`;
    const { data } = await ask(query, officer, { number });
    expect(at(data, 'supervisionMatter')).toMatchObject({ origin: 'COMPLAINT', title: '社区矫正记录完整性' });
    expect(nodesAt(at(data, 'supervisionMatter'), 'steps')[0]).toEqual({ transition: 'T1a', words: text });
    const others: readonly AskOptions[] = [
      { as: 'corrections-officer', purpose: 'CORRECTION_MANAGEMENT' },
      { as: 'judicial-office-clerk', purpose: 'CORRECTION_MANAGEMENT' },
      { as: 'civil-prosecutor', purpose: 'SUPERVISION' },
      { as: 'party', purpose: 'SELF_ACCESS' },
    ];
    for (const who of others) {
      const seen = await ask(query, who, { number });
      expect([who.as, at(seen.data, 'supervisionMatter')]).toEqual([who.as, null]);
      const complaints = await ask(mine, who);
      expect([who.as, at(complaints.data, 'myComplaints') ?? null]).toEqual([who.as, null]);
      expect([who.as, await codes(file, who, { input: { kind: 'OTHER', text } })]).toEqual([who.as, ['FIELD_DENIED']]);
    }
  });

  test('another person under correction sees none of it, and cannot complain about this correction', async () => {
    const other = { ...subject, person: hub.seals.sealPerson({ kind: 'citizen', citizenId: '371422199001019999' }) };
    expect((await ask(mine, other)).data).toEqual({ myComplaints: { totalCount: 0, nodes: [] } });
    expect(await codes(file, other, { input: { kind: 'OTHER', text } })).toEqual(['OVERSIGHT_GUARD']);
  });

  test('it is not closed before the complainant is told, who then reads the answer', async () => {
    expect(await step('acceptMatter', 'MatterStepInput', {})).toBe('UNDER_REVIEW');
    expect(at((await ask(mine, subject)).data, 'myComplaints.nodes.0.progress')).toBe('UNDER_REVIEW');
    const conclusion = { conclusion: '已由司法所当场补录,无违法情形', checklist: ['SUBSTANCE', 'PROCEDURE'] };
    expect(await step('closeWithoutIssue', 'ConclusionInput', conclusion)).toEqual(['OVERSIGHT_GUARD']);
    const answer = '您反映的社区服务记录已核实补录。';
    expect(await step('answerComplainant', 'ComplainantAnswerInput', { answer })).toBe('UNDER_REVIEW');
    expect((await ask(mine, subject)).data).toEqual({
      myComplaints: {
        totalCount: 1,
        nodes: [{ complaintNumber: number, text, progress: 'ANSWERED', answer, answeredAt: expect.any(String) }],
      },
    });
    expect(await step('closeWithoutIssue', 'ConclusionInput', conclusion)).toBe('CLOSED_NO_ISSUE');
    expect(at((await ask(mine, subject)).data, 'myComplaints.nodes.0.progress')).toBe('CLOSED');
  });

  test('what was complained of at the corrections agency comes in, too, each once, whose words the officer in charge reads there', async () => {
    const { data: register } = await hub
      .ask('{ correctionSubjects(first: 500) { nodes { complaints(first: 50) { nodes { id receivedAt } } } } }', {
        as: 'oversight-engine',
        purpose: 'SUPERVISION',
      })
      .then(({ body }) => body);
    const since = new Date(hub.clock().getTime() - 366 * 24 * 3_600_000).toISOString();
    const expected = nodesAt(register, 'correctionSubjects').flatMap((of) =>
      nodesAt(of, 'complaints').flatMap(({ id, receivedAt }) =>
        String(receivedAt) >= since ? `SubjectComplaint:${id}` : [],
      ),
    );
    expect(expected.length).toBeGreaterThan(0);
    const taken = async () => {
      const { data } = await ask(
        `{ supervisionMatters(first: 200, filter: { origin: { eq: COMPLAINT } }) { nodes {
          matterNumber steps { nodes { transition account records } } } } }`,
        { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' },
      );
      return nodesAt(data, 'supervisionMatters').flatMap((matter) =>
        nodesAt(matter, 'steps').flatMap(({ transition, account, records }) =>
          transition === 'T1a' && account === 'adapter:corrections-sql' ? (records as string[]) : [],
        ),
      );
    };
    await eventually(async () => (await taken()).length >= expected.length);
    expect((await taken()).sort()).toEqual(expected.sort());
  });

  test('a complaint that nobody accepts in time is put on record as a reminder, once, by whichever gateway comes first', async () => {
    await hub.openAnother('gateway-2');
    const { data } = await ask(file, subject, { input: { kind: 'OTHER', text: '外出申请一直没有答复' } });
    const waiting = at(data, 'fileComplaint.complaintNumber');
    hub.advance(5 * 24 * 3_600_000);
    const reminders = async () => {
      const story = await ask(
        'query ($number: String!) { supervisionMatter(matterNumber: $number) { dueDate steps { nodes { transition account toState } } } }',
        officer,
        { number: waiting },
      );
      return nodesAt(at(story.data, 'supervisionMatter'), 'steps').slice(2);
    };
    await eventually(async () => (await reminders()).length > 0);
    expect(await reminders()).toEqual([{ transition: '催办', account: 'system', toState: 'PENDING_REVIEW' }]);
  });
});
