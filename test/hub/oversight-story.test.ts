// long: one story, told in both forms from the finding to the closing.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import type { JWK } from 'jose';
import { countryIn } from '../../demo/country-files.js';
import { justiceBureauOf } from '../../demo/lives/agencies.js';
import { homeDivision } from '../../demo/lives/divisions.js';
import type { Plant } from '../../demo/lives/facts.js';
import { verifyStore } from '../../store/audit/verify-log.js';
import { openStore } from '../../store/open-store.js';
import { at, nodesAt } from './answers.js';
import type { AskOptions, GraphqlAnswer } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

// The six steps (domain 4.1) as they happened in Hongshan: probation of two years that the register has as 23 months (domain 1.3).

const famous = '张某某包庇案判一缓二,登记期间只有23个月';
const bureau = justiceBureauOf(homeDivision).code;

const officer = { as: 'prosecutor', purpose: 'SUPERVISION', matter: null } as const;
const chief = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
const clerk = { as: 'case-manager', purpose: 'SUPERVISION' } as const;
const agency = { as: 'corrections-officer', purpose: 'CORRECTION_MANAGEMENT' } as const;
const auditor = { as: 'auditor', purpose: 'AUDIT' } as const;

const inputTypes: Readonly<Record<string, string>> = {
  takeUpFindings: 'TakeUpInput',
  submitOpinion: 'OpinionInput',
  approveOpinion: 'DecisionInput',
  serveDocument: 'ServeInput',
  replyCorrected: 'AgencyAnswerInput',
};

const found = `query ($no: String!) {
  findings(filter: { ruleId: { eq: "CC-09" }, recordKey: { eq: $no } }) { nodes {
    findingId status text returns agencyCode rule { name }
    evidence { nodes { label value unit coordinate adapter recordId asOf } }
  } }
}`;
const record = `query ($no: String!) {
  correctionSubjects(filter: { subjectNo: { eq: $no } }) { nodes { correctionEndDate person { phone } } }
}`;
const story = `query ($number: String!) {
  supervisionMatter(matterNumber: $number) { state version findings { nodes { findingId status } }
    steps { nodes { transition toState account words records } } documents { nodes { documentNumber contentHash servedAt repliedAt } } }
}`;

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  let plant: Plant;
  let finding: string;
  let number: string;
  /** Last day by law. */
  let expectedEnd: string;
  beforeAll(async () => {
    hub = await openDemoHub(form);
    const { plants } = JSON.parse(readFileSync(countryIn(hub.demo.files.folder).manifest, 'utf8')) as {
      readonly plants: readonly Plant[];
    };
    const told = plants.find(({ why }) => why === famous);
    if (told === undefined) throw new Error('the famous story is not told');
    plant = told;
  }, 180_000);
  afterAll(() => hub?.close());

  const subjectNo = () => plant.records[0] ?? '';
  const ask = async (query: string, who: AskOptions, variables: Readonly<Record<string, unknown>> = {}) =>
    (await hub.ask(query, { ...who, variables })).body;

  /** Takes a step; answers the state that the matter is in then, or the codes of the refusal. */
  async function step(mutation: string, who: AskOptions, input: Readonly<Record<string, unknown>> = {}) {
    const type = inputTypes[mutation] ?? 'MatterStepInput';
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { matterNumber state } }`,
      who,
      { input: mutation === 'takeUpFindings' ? input : { matterNumber: number, ...input } },
    );
    if (errors !== undefined) return errors.map(({ extensions }) => extensions.code);
    return at(data, `${mutation}.state`);
  }

  /** In whose inbox the matter is, and whose step the account is told that it is. */
  async function waitsFor(): Promise<readonly string[]> {
    const asked = Object.values({ officer, chief, clerk, agency }).map(async (who) => {
      const { data, errors } = await ask('{ inbox { nodes { matterNumber waitsFor } } }', who);
      expect(errors).toBeUndefined();
      const own = nodesAt(data, 'inbox').filter(({ matterNumber }) => matterNumber === number);
      return own.map((matter) => `${who.as}: ${String(matter.waitsFor)}`);
    });
    return (await Promise.all(asked)).flat();
  }

  async function run() {
    const { state, rules } = await hub.engine.run({ rules: ['CC-09'], signal: AbortSignal.timeout(120_000) });
    const [progress] = rules;
    expect([state, progress?.failure]).toEqual(['DONE', null]);
  }

  /** What is at the address of a document for an account, its bytes digested. */
  async function download(documentNumber: string, { as, purpose = '' }: AskOptions) {
    const response = await fetch(new URL(`/oversight/documents/${encodeURIComponent(documentNumber)}`, hub.url), {
      headers: { authorization: `Bearer ${await hub.tokenOf(as)}`, 'x-plumbline-purpose': purpose },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const digest = createHash('sm3').update(bytes).digest('hex');
    const { errors } = response.status === 200 ? {} : (JSON.parse(new TextDecoder().decode(bytes)) as GraphqlAnswer);
    return { status: response.status, headers: response.headers, bytes, digest, code: errors?.[0]?.extensions.code };
  }

  const findingNow = async () => nodesAt((await ask(found, officer, { no: subjectNo() })).data, 'findings')[0];
  const storyNow = async () => at((await ask(story, officer, { number })).data, 'supervisionMatter');

  test('the prosecutor sees what the engine found, with what it stands on', async () => {
    await run();
    const seen = await findingNow();
    expect(seen).toMatchObject({ status: 'NEW', agencyCode: bureau, rule: { name: '矫正期限(考验期)计算错误' } });
    finding = String(seen?.findingId);
    const evidence = new Map(nodesAt(seen, 'evidence').map(({ label, ...rest }) => [label, rest]));
    expect(evidence.get('登记期限')).toMatchObject({ value: '23', unit: 'month' });
    expect(evidence.get('法院宣告缓刑考验期')).toMatchObject({
      value: '24',
      coordinate: 'Sentence.probationMonths',
      adapter: 'judgments-sql',
      asOf: expect.any(String),
    });
    expect(evidence.get('登记止日')).toMatchObject({
      adapter: 'corrections-sql',
      coordinate: 'CorrectionSubject.correctionEndDate',
    });
    expectedEnd = String(evidence.get('应止日')?.value);
    expect(seen?.text).toContain('23个月');
  });

  test('taken up, it becomes a matter under whose number its officer, and nobody else, reads the person’s records', async () => {
    const { data, errors } = await ask(
      'mutation ($input: TakeUpInput!) { takeUpFindings(input: $input) { matterNumber state assignee } }',
      officer,
      { input: { findingIds: [finding] } },
    );
    expect(errors).toBeUndefined();
    number = String(at(data, 'takeUpFindings.matterNumber'));
    expect(data).toMatchObject({ takeUpFindings: { state: 'PENDING_REVIEW', assignee: 'demo-prosecutor' } });
    expect(number).toMatch(/^宁检执监〔2026〕\d+号$/);
    expect(await step('acceptMatter', officer)).toBe('UNDER_REVIEW');
    expect(await waitsFor()).toEqual(['prosecutor: OFFICER']);

    const under = await ask(record, { ...officer, matter: number }, { no: subjectNo() });
    expect(under.errors).toBeUndefined();
    expect(nodesAt(under.data, 'correctionSubjects')).toHaveLength(1);
    const colleague = await hub.ask(record, {
      ...{ as: 'resident-procurator', purpose: 'SUPERVISION', matter: number },
      variables: { no: subjectNo() },
    });
    expect([colleague.status, colleague.body.errors?.[0]?.extensions.code]).toEqual([403, 'MATTER_NOT_OPEN']);
  });

  test('the agency learns of nothing before it is served', async () => {
    const mine = '{ supervisionMatters { totalCount } supervisionDocuments { totalCount } }';
    const nothing = { supervisionMatters: { totalCount: 0 }, supervisionDocuments: { totalCount: 0 } };
    expect((await ask(mine, agency)).data).toEqual(nothing);
    const opinion = {
      document: 'CORRECTION_NOTICE',
      facts: '经查,判决宣告缓刑考验期二年,矫正登记期间仅二十三个月。',
      basis: ['中华人民共和国刑法第七十三条', '人民检察院刑事诉讼规则第六百四十三条'],
      opinion: '请依法更正矫正期限,并核查其他在矫人员的期限。',
      replyBy: '2026-11-20',
    };
    expect(await step('issueDocument', officer)).toEqual(['OVERSIGHT_STATE']);
    expect(await step('submitOpinion', officer, opinion)).toBe('OPINION_SUBMITTED');
    expect(await waitsFor()).toEqual(['deputy-chief-procurator: APPROVER']);
    expect(await step('approveOpinion', officer)).toEqual(['FIELD_DENIED']);
    expect(await step('approveOpinion', chief, { reason: '同意监督' })).toBe('APPROVED');
    expect(await step('issueDocument', officer)).toBe('DOCUMENT_ISSUED');
    expect(await waitsFor()).toEqual(['prosecutor: CLERK', 'case-manager: CLERK']);
    expect((await ask(mine, agency)).data).toEqual(nothing);
    expect(await step('replyCorrected', agency, { answer: '尚未收到文书' })).toEqual(['BAD_USER_INPUT']);
    expect(await step('serveDocument', clerk, { receivedBy: '矫正局收发室' })).toBe('SERVED');
    expect(await waitsFor()).toEqual(['corrections-officer: AGENCY']);
  });

  test('the agency sees the matter, the document and the step that face it, and nothing internal', async () => {
    const { data, errors } = await ask(
      `{ supervisionMatters { nodes { matterNumber state dueDate steps { nodes { transition words } } documents { nodes { title } } } }
         supervisionDocuments { nodes { documentNumber title replyBy contentHash } } }`,
      agency,
    );
    expect(errors).toBeUndefined();
    expect(nodesAt(data, 'supervisionMatters')).toEqual([
      {
        ...{ matterNumber: number, state: 'SERVED', dueDate: '2026-11-20' },
        steps: { nodes: [{ transition: 'T11', words: '矫正局收发室' }] },
        documents: { nodes: [{ title: '纠正违法通知书' }] },
      },
    ]);
    expect(nodesAt(data, 'supervisionDocuments')).toEqual([
      {
        documentNumber: expect.stringMatching(/^宁检纠违〔2026〕\d+号$/),
        ...{ title: '纠正违法通知书', replyBy: '2026-11-20', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    const internal = await ask(
      `{ supervisionMatters { nodes { assignee findings { nodes { text } } } } finding(findingId: "${finding}") { text } }`,
      agency,
    );
    expect(internal.data).toEqual({
      supervisionMatters: { nodes: [{ assignee: null, findings: null }] },
      finding: null,
    });
  });

  test('whoever sees the hash of a document downloads what it is of, on record; to others it is not there, as no other is', async () => {
    const { data } = await ask('{ supervisionDocuments { nodes { documentNumber contentHash } } }', agency);
    const [{ documentNumber, contentHash } = {}] = nodesAt(data, 'supervisionDocuments');
    const own = String(documentNumber);
    for (const who of [agency, officer, chief]) {
      const { status, headers, bytes, digest } = await download(own, who);
      expect([status, digest]).toEqual([200, contentHash]);
      expect(new TextDecoder().decode(bytes.subarray(0, 2))).toBe('PK');
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="_2026_1_.docx"; filename*=UTF-8''${encodeURIComponent(own)}.docx`,
      );
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
    }
    const others: readonly (readonly [string, AskOptions])[] = [
      [own, { as: 'civil-prosecutor', purpose: 'SUPERVISION' }],
      [own, { as: 'police-legal-officer', purpose: 'CASE_HANDLING' }],
      [own, { as: 'oversight-engine', purpose: 'SUPERVISION' }],
      [own, { as: 'public', purpose: 'PUBLIC_SERVICE' }],
      ['宁检纠违〔2026〕999号', agency],
    ];
    for (const [asked, who] of others) {
      const { status, code } = await download(asked, who);
      expect([who.as, status, code]).toEqual([who.as, 404, 'NOT_FOUND']);
    }
    const log = await ask(
      '{ auditEntries(filter: { action: [EXPORT] }) { nodes { account outcome detail { key value } } } }',
      auditor,
    );
    expect(log.errors).toBeUndefined();
    const entries = nodesAt(log.data, 'auditEntries');
    expect(entries.map(({ account }) => account)).toEqual([
      'demo-deputy-chief-procurator',
      'demo-prosecutor',
      'demo-corrections-officer',
    ]);
    expect(detailOf(entries[0] ?? {})).toMatchObject({ document: own, digest: `sm3:${contentHash}` });
  });

  test.each([
    ['another procuratorate’s officer', { ...officer, division: '371423' }],
    ['an officer of another line', { as: 'civil-prosecutor', purpose: 'SUPERVISION' }],
    ['another agency', { as: 'police-legal-officer', purpose: 'CASE_HANDLING' }],
    ['the engine', { as: 'oversight-engine', purpose: 'SUPERVISION' }],
    ['a party', { as: 'party', purpose: 'SELF_ACCESS' }],
    ['the person under correction', { as: 'subject', purpose: 'SELF_ACCESS' }],
    ['the public', { as: 'public', purpose: 'PUBLIC_SERVICE' }],
  ])('%s sees none of it and does nothing', async (_who, who) => {
    const { data } = await ask(
      `query ($number: String!) {
        supervisionMatters { nodes { matterNumber } } supervisionMatter(matterNumber: $number) { state }
        supervisionDocuments { nodes { documentNumber } } findings { nodes { matterNumber } }
      }`,
      who,
      { number },
    );
    expect(JSON.stringify(data)).not.toContain('宁检');
    expect(at(data, 'supervisionMatter')).toBeNull();
    const before = await storyNow();
    for (const mutation of ['acceptMatter', 'approveOpinion', 'serveDocument', 'replyCorrected', 'verifyCorrection']) {
      const input = { serveDocument: { receivedBy: '某' }, replyCorrected: { answer: '已经纠正完毕' } }[mutation] ?? {};
      const refused = await step(mutation, who, input);
      expect([['FIELD_DENIED'], ['BAD_USER_INPUT']]).toContainEqual(refused);
    }
    expect(await storyNow()).toEqual(before);
  });

  test('what the agency says closes nothing: the source does', async () => {
    const answer = { answer: '已将矫正期限更正为二年', records: [`CorrectionSubject:${subjectNo()}`] };
    expect(await step('verifyCorrection', officer)).toEqual(['OVERSIGHT_STATE']);
    expect(await step('replyCorrected', agency, answer)).toBe('REPLIED_CORRECTED');
    expect(await step('verifyCorrection', agency)).toEqual(['FIELD_DENIED']);
    expect(await step('verifyCorrection', officer)).toEqual(['OVERSIGHT_GUARD']);
    expect(await storyNow()).toMatchObject({ state: 'REPLIED_CORRECTED' });
  });

  test('when the agency has corrected its own register the matter is verified and closed, with the values before and after', async () => {
    const before = await endInRegister(hub, subjectNo());
    await correctRegister(hub, subjectNo(), before, expectedEnd);
    expect(await step('verifyCorrection', officer)).toBe('VERIFIED_CLOSED');
    expect(await waitsFor()).toEqual([]);
    const told = await storyNow();
    expect(nodesAt(told, 'steps').map(({ transition, account }) => [transition, account])).toEqual([
      ['T1a', 'demo-prosecutor'],
      ['T2', 'system'],
      ['T3', 'demo-prosecutor'],
      ['T7', 'demo-prosecutor'],
      ['T8', 'demo-deputy-chief-procurator'],
      ['T10', 'demo-prosecutor'],
      ['T11', 'demo-case-manager'],
      ['T12', 'demo-corrections-officer'],
      ['T17', 'demo-prosecutor'],
    ]);
    const verified = nodesAt(told, 'steps').at(-1);
    expect(verified?.words).toContain(`→ ${expectedEnd}`);
    expect(verified?.words).toContain('登记期限 23 → 24');
    expect(verified?.records).toContain(`CorrectionSubject:${subjectNo()}`);
    expect(nodesAt(told, 'findings')).toEqual([{ findingId: finding, status: 'CONFIRMED' }]);
  });

  test('the next run finds it no more, keeps what was confirmed, and finds it again when the register says so again', async () => {
    await run();
    expect(await findingNow()).toMatchObject({ findingId: finding, status: 'CONFIRMED', returns: 0 });
    const corrected = await endInRegister(hub, subjectNo());
    await correctRegister(hub, subjectNo(), corrected, '2027-10-01');
    await run();
    expect(await findingNow()).toMatchObject({ findingId: finding, status: 'NEW', returns: 1 });
    const note = { note: '登记止日再次错误' };
    expect(await step('reopenMatter', officer, note)).toEqual(['FIELD_DENIED']);
    const under = async () =>
      (await ask(record, { ...officer, matter: number }, { no: subjectNo() })).errors?.[0]?.extensions.code;
    expect(await under()).toBe('MATTER_NOT_OPEN');
    expect(await step('reopenMatter', chief, note)).toBe('PENDING_REVIEW');
    expect(await under()).toBeUndefined();
  });

  test('the log tells the story in order, every refusal with it, and its chains are whole', async () => {
    const { data } = await ask(
      '{ auditEntries(first: 100, filter: { action: [MUTATION] }) { nodes { account detail { key value } } } }',
      auditor,
    );
    const steps = nodesAt(data, 'auditEntries')
      .map((entry) => ({ account: entry.account, detail: detailOf(entry) }))
      .filter(({ detail }) => detail.matter === number)
      .reverse();
    expect(steps.map(({ account, detail }) => [account, detail.state])).toEqual([
      ['demo-prosecutor', 'PENDING_REVIEW'],
      ['demo-prosecutor', 'UNDER_REVIEW'],
      ['demo-prosecutor', 'OPINION_SUBMITTED'],
      ['demo-deputy-chief-procurator', 'APPROVED'],
      ['demo-prosecutor', 'DOCUMENT_ISSUED'],
      ['demo-case-manager', 'SERVED'],
      ['demo-corrections-officer', 'REPLIED_CORRECTED'],
      ['demo-prosecutor', 'VERIFIED_CLOSED'],
      ['demo-deputy-chief-procurator', 'PENDING_REVIEW'],
    ]);
    await hub.closeGateways();
    const store = await openStore({ url: `file:${hub.store}`, clock: hub.clock, chain: 'reader', digest: 'sha256' });
    const { d: _private, ...publicKey } = JSON.parse(readFileSync(hub.demo.files.auditKey, 'utf8')) as JWK;
    const verdict = await verifyStore(store.database, { publicKeys: { keys: [publicKey] } });
    await store.close();
    expect(verdict.isIntact).toBe(true);
  });
});

function detailOf(entry: object): Readonly<Record<string, string>> {
  const { detail } = entry as { readonly detail: readonly { readonly key: string; readonly value: string }[] | null };
  return Object.fromEntries((detail ?? []).map(({ key, value }) => [key, value]));
}

async function inRegister<Value>(hub: OpenedHub, work: (database: ReturnType<typeof createClient>) => Promise<Value>) {
  const database = createClient({ url: `file:${countryIn(hub.demo.files.folder).corrections}` });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** The last day as the register spells it. */
async function endInRegister(hub: OpenedHub, subjectNo: string): Promise<string> {
  const sql = 'SELECT jzjsrq FROM sqjz_jzdx WHERE dxbh = ?';
  return inRegister(hub, async (database) =>
    String((await database.execute({ sql, args: [subjectNo] })).rows[0]?.jzjsrq),
  );
}

/** The agency's own clerk at the agency's own system. */
async function correctRegister(hub: OpenedHub, subjectNo: string, before: string, end: string): Promise<void> {
  const spelt = /^\d{8}$/.test(before) ? end.replaceAll('-', '') : end;
  const sql = 'UPDATE sqjz_jzdx SET jzjsrq = ? WHERE dxbh = ?';
  await inRegister(hub, (database) => database.execute({ sql, args: [spelt, subjectNo] }));
}
