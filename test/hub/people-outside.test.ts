// long: four people outside (domain 1.5; matrix 5.3, R13 to R15) at one hub: each has the own piece, and nobody else's leaves a trace.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { fullWidth } from '../../oversight/documents/punctuation.js';
import { at, nodesAt } from './answers.js';
import { askAround } from './around.js';
import type { AskOptions, Reply } from './hub-client.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';
import { applied, convicted, creditor, letters, representative, sealedCase } from './outside-people.js';
import { principalNamed } from './principals.js';

const subject = { as: 'subject', purpose: 'SELF_ACCESS' } as const;
const party = { as: 'party', purpose: 'SELF_ACCESS' } as const;
const lawyer = { as: 'lawyer', purpose: 'SELF_ACCESS' } as const;
const villager = { as: 'villager', purpose: 'PUBLIC_SERVICE' } as const;
const bidder = { as: 'bidder', purpose: 'PUBLIC_SERVICE' } as const;
const passerBy = { as: 'public', purpose: 'PUBLIC_SERVICE' } as const;
const chief = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;

let hub: OpenedHub;
beforeAll(async () => {
  hub = await openDemoHub('many processes');
}, 180_000);
afterAll(() => hub?.close());

const tokenOf = (citizenId: string) => hub.seals.sealPerson({ kind: 'citizen', citizenId });
const ask = (query: string, who: AskOptions, variables = {}): Promise<Reply> => hub.ask(query, { ...who, variables });
const dataOf = async (query: string, who: AskOptions, variables = {}) => (await ask(query, who, variables)).body.data;
const codesOf = async (query: string, who: AskOptions, variables = {}) =>
  (await ask(query, who, variables)).body.errors?.map(({ extensions }) => extensions.code) ?? [];
/** An answer's bytes without what no two answers share. */
const bytesOf = ({ text }: Reply) => text.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(/"asOf":"[^"]*"/g, '');

describe('a person under correction', () => {
  const own = `{ myCorrections(months: 2) {
    subjectNo startDate endDate daysLeft nextCheckInBy
    checkIns { to progress }
    education { month bookedHours scannedMinutes sessions }
    service { month bookedHours scannedMinutes sessions }
    rights { basis }
    procuratorate { name phone }
    subject { status leaveRequests { totalCount } rewardsPunishments { totalCount } }
  } }`;

  test('has the term, what is due and was done, hours beside scans, rights and whom to turn to in one piece', async () => {
    const [mine, ...others] = at(await dataOf(own, subject), 'myCorrections') as readonly Readonly<
      Record<string, unknown>
    >[];
    expect(others).toEqual([]);
    expect(mine).toEqual({
      subjectNo: samplePerson.correctionSubjectNo,
      startDate: '2025-03-21',
      endDate: '2027-03-20',
      daysLeft: 139,
      nextCheckInBy: null,
      checkIns: expect.arrayContaining([{ to: '2026-10-31', progress: 'DONE' }]),
      education: expect.arrayContaining([
        { month: '2026-10', bookedHours: 12, scannedMinutes: 742, sessions: 2 },
        { month: '2026-09', bookedHours: 8, scannedMinutes: 500, sessions: 2 },
      ]),
      service: expect.arrayContaining([{ month: '2026-10', bookedHours: 4, scannedMinutes: 247, sessions: 1 }]),
      rights: expect.arrayContaining([{ basis: '社区矫正法 第三十四条' }]),
      procuratorate: { name: '宁津县人民检察院', phone: '0534-0000000' },
      subject: { status: 'IN_CORRECTION', leaveRequests: { totalCount: 0 }, rewardsPunishments: { totalCount: 0 } },
    });
  });

  test('has read for it what was asked for and no more, on record under the request', async () => {
    hub.statements.length = 0;
    const { data, extensions } = (await ask('{ myCorrections { startDate rights { basis } } }', subject)).body;
    expect(at(data, 'myCorrections.0.startDate')).toBe('2025-03-21');
    expect(hub.statements).toHaveLength(1);
    const log = '{ auditEntries(first: 5) { nodes { requestId } } }';
    expect(nodesAt(await dataOf(log, { as: 'auditor', purpose: 'AUDIT' }), 'auditEntries')).toEqual(
      expect.arrayContaining(['', '.1'].map((place) => ({ requestId: `${extensions?.requestId}${place}` }))),
    );
  });

  test('sees nobody else’s, and of the own neither risk nor where a document is stored', async () => {
    const stranger = { ...subject, person: tokenOf(creditor) };
    const nobody = { ...subject, person: tokenOf('371422199001019999') };
    expect((await ask(own, stranger)).body.data).toEqual({ myCorrections: [] });
    expect(bytesOf(await ask(own, stranger))).toBe(bytesOf(await ask(own, nobody)));
    const hidden = '{ myCorrections { subject { riskLevel keyFlags documents { nodes { storageRef } } } } }';
    expect((await codesOf(hidden, subject)).filter((code) => code === 'FIELD_DENIED')).toHaveLength(3);
    expect(await codesOf(own, party)).toEqual(['FIELD_DENIED']);
    expect(await codesOf('{ myCorrections(months: 25) { subjectNo } }', subject)).toEqual(['BAD_USER_INPUT']);
  });

  test('is told which source is missing, and never that nobody scanned', async () => {
    await hub.demo.country.systems.devices.stop();
    try {
      const { data, extensions } = (await ask(own, subject)).body;
      const [october] = at(data, 'myCorrections.0.education') as readonly object[];
      expect(october).toMatchObject({ bookedHours: 12, scannedMinutes: null });
      expect(
        extensions?.sources.filter(({ status }) => status === 'UNAVAILABLE').map(({ adapter }) => adapter),
      ).toEqual(['correction-devices']);
    } finally {
      await hub.demo.country.systems.devices.start();
    }
  });
});

describe('a party', () => {
  const progress = `query ($number: CaseNumber!) { myCaseProgress(caseNumber: $number) {
    caseNumber cause stage court { name }
    stages { kind date }
    deadlines { kind until daysLeft basis of }
    enforcements { caseNumber side claimAmount paidAmount }
  } }`;
  const of = (number: string) => ({ number });

  test('follows the own case by its number or that of its enforcement, and so does the lawyer', async () => {
    const whole = await dataOf(progress, party, of(samplePerson.civilCaseNumber));
    expect(whole).toEqual({
      myCaseProgress: {
        caseNumber: samplePerson.civilCaseNumber,
        cause: '买卖合同纠纷',
        stage: 'MEASURE',
        court: { name: '宁津县人民法院' },
        stages: [
          { kind: 'FILED', date: '2025-09-02' },
          { kind: 'PRONOUNCED', date: '2025-10-17' },
          { kind: 'CLOSED', date: '2025-10-17' },
          { kind: 'SERVED', date: '2025-10-19' },
          { kind: 'EFFECTIVE', date: '2025-11-04' },
          { kind: 'ENFORCEMENT_FILED', date: '2026-08-20' },
          { kind: 'ENFORCEMENT_NOTICE', date: '2026-08-23' },
          { kind: 'MEASURE', date: expect.any(String) },
          { kind: 'MEASURE', date: expect.any(String) },
        ],
        deadlines: [
          {
            kind: 'ENFORCEMENT',
            until: '2027-02-22',
            daysLeft: 113,
            basis: '最高人民法院关于人民法院办理执行案件若干期限的规定 第一条',
            of: samplePerson.enforcementCaseNumber,
          },
        ],
        enforcements: [
          {
            caseNumber: samplePerson.enforcementCaseNumber,
            side: 'RESPONDENT',
            claimAmount: 3_620_000,
            paidAmount: 0,
          },
        ],
      },
    });
    expect(await dataOf(progress, lawyer, of(samplePerson.enforcementCaseNumber))).toEqual(whole);
    expect(await dataOf('{ myCases { caseNumber } }', party)).toEqual({
      myCases: [{ caseNumber: samplePerson.civilCaseNumber }, { caseNumber: samplePerson.courtCaseNumber }],
    });
  });

  test('who applied for enforcement follows it, without the number and the assets of the other side', async () => {
    const claimant = { ...party, person: tokenOf(creditor) };
    const { myCaseProgress: mine } = (await dataOf(progress, claimant, of(samplePerson.civilCaseNumber))) as Readonly<
      Record<string, object>
    >;
    expect(mine).toMatchObject({ stage: 'MEASURE', enforcements: [{ side: 'APPLICANT', claimAmount: 3_620_000 }] });
    const rows = `{ enforcementCases { nodes {
      citizenId applicantCitizenId measures { nodes { kind } } assetFindings { totalCount }
    } } }`;
    expect(nodesAt(await dataOf(rows, claimant), 'enforcementCases')).toEqual([
      {
        citizenId: null,
        applicantCitizenId: creditor,
        measures: { nodes: [expect.anything(), expect.anything()] },
        assetFindings: { totalCount: 0 },
      },
    ]);
    // Past the gateway too, the own side alone.
    const around = async (citizenId: string) => {
      const representations = [{ __typename: 'EnforcementCase', caseNumber: samplePerson.enforcementCaseNumber }];
      const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on EnforcementCase { caseNumber citizenId applicantCitizenId }
      } }`;
      const principal = { ...principalNamed('party', 'SELF_ACCESS'), subject: citizenId };
      return (await askAround(hub, 'enforcement', { query, variables: { representations } }, principal)).body.data;
    };
    const own = { caseNumber: samplePerson.enforcementCaseNumber, citizenId: null, applicantCitizenId: creditor };
    expect(await around(creditor)).toEqual({ _entities: [own] });
    expect(at(await around(representative.citizenId), '_entities.0') ?? null).toBeNull();
    const filtered = `{ enforcementCases(filter: { citizenId: { eq: "${samplePerson.citizenId}" } }) { totalCount } }`;
    expect(await codesOf(filtered, claimant)).toEqual(['FILTER_DENIED']);
  });

  test('somebody else’s case, a sealed one and one that there is not are answered alike, to the source and the byte', async () => {
    const asked = async (number: string, who: AskOptions = party) => {
      hub.statements.length = 0;
      const reply = await ask(progress, who, of(number));
      return [bytesOf(reply), hub.statements.length];
    };
    const [none] = [await asked('(2026)鲁1422民初99999号')];
    expect(none[0]).toContain('"data":{"myCaseProgress":null}');
    expect(await asked(convicted.caseNumber)).toEqual(none);
    const sealed = sealedCase.caseNumber;
    const juvenile = tokenOf(sealedCase.citizenId);
    expect(await asked(sealed)).toEqual(none);
    // Whoever has a lawyer’s account for the person has none of the sealed; the person has (matrix 5.3, R13 and R14).
    const hidden = { ...party, person: juvenile };
    expect(await dataOf(progress, hidden, of(sealed))).toEqual({ myCaseProgress: null });
    expect(bytesOf(await ask(progress, hidden, of(sealed)))).toBe(
      bytesOf(await ask(progress, hidden, of('(2026)鲁1422民初99999号'))),
    );
    expect(at(await dataOf(progress, { ...subject, person: juvenile }, of(sealed)), 'myCaseProgress.caseNumber')).toBe(
      sealed,
    );
    expect(await codesOf(progress, passerBy, of(samplePerson.civilCaseNumber))).toEqual(['FIELD_DENIED']);
  });

  test('half of an answer does not pass for one that there is not', async () => {
    await hub.demo.country.systems.judgments.stop();
    try {
      expect(await codesOf(progress, party, of('(2026)鲁1422民初99999号'))).toEqual(['SOURCE_UNAVAILABLE']);
      const half = await ask(progress, party, of(samplePerson.enforcementCaseNumber));
      expect(at(half.body.data, 'myCaseProgress')).toMatchObject({
        ...{ cause: null, stage: null, enforcements: [{ side: 'RESPONDENT' }] },
      });
      expect(half.body.errors?.map(({ path }) => path?.join('.'))).toEqual([
        'myCaseProgress.cause',
        'myCaseProgress.stage',
      ]);
    } finally {
      await hub.demo.country.systems.judgments.start();
    }
  });
});

describe('a villager', () => {
  const board = `query ($village: String!, $first: Int, $after: String) {
    villageSubsidies(villageCode: $village, year: 2026, first: $first, after: $after) {
      villageName totalCount
      payments { name subsidy policy areaMu amount paidAt }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const village = { village: samplePerson.villageCode };

  test('reads what hangs on the own village’s board, names masked; others read no names', async () => {
    const mine = await dataOf(board, villager, village);
    expect(at(mine, 'villageSubsidies.payments')).toEqual([
      {
        name: '于某',
        subsidy: '耕地地力保护补贴',
        policy: expect.any(String),
        areaMu: 5.2,
        amount: 65_000,
        paidAt: '2026-06-20',
      },
    ]);
    const elsewhere = await dataOf(board, { ...villager, division: '371422001201' }, village);
    expect(at(elsewhere, 'villageSubsidies.payments.0')).toMatchObject({ name: null, amount: 65_000 });
  });

  test('a page says the same whenever it is asked for, and pages join to the whole', async () => {
    const other = { village: '371422001201' };
    const [one, again] = [await ask(board, villager, other), await ask(board, villager, other)];
    expect(bytesOf(one)).toBe(bytesOf(again));
    const whole = at(one.body.data, 'villageSubsidies.payments') as readonly unknown[];
    expect(whole.length).toBeGreaterThan(2);
    const joined: unknown[] = [];
    for (let after: unknown = null; ; ) {
      const page = await dataOf(board, villager, { ...other, first: Math.ceil(whole.length / 2), after });
      joined.push(...(at(page, 'villageSubsidies.payments') as readonly unknown[]));
      after = at(page, 'villageSubsidies.pageInfo.endCursor');
      if (at(page, 'villageSubsidies.pageInfo.hasNextPage') !== true) break;
    }
    expect(joined).toEqual(whole);
  });

  test('more than a board holds, more than a village, and another’s cursor are refused', async () => {
    expect(await codesOf(board, villager, { ...village, first: 101 })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(board, villager, { village: '371422' })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(board, villager, { ...village, after: 'made up' })).toEqual(['CURSOR_INVALID']);
    expect(await codesOf(board, subject, village)).toEqual(['FIELD_DENIED']);
  });
});

describe('a bidder', () => {
  const { apply, issue, verify, mine } = letters;
  const authorised = { authorisation: '授权委托书〔2026〕1号(2026-10-30)' };
  const download = async (number: string, who: AskOptions) => {
    const headers = {
      authorization: `Bearer ${await hub.tokenOf(who.as, who)}`,
      'x-plumbline-purpose': who.purpose ?? '',
    };
    return fetch(new URL(`/people/letters/${encodeURIComponent(number)}`, hub.url), { headers });
  };
  let letter: Readonly<Record<string, string>>;

  test('applies with the company’s letter, once; without it only who represents the company by law', async () => {
    expect(await codesOf(apply, bidder, applied(convicted.company))).toEqual(['OVERSIGHT_GUARD']);
    expect(at(await dataOf(apply, bidder, applied(convicted.company, authorised)), 'applyForBriberyLetter')).toEqual({
      applicationNumber: '宁检查申〔2026〕1号',
      ...{ state: 'RECEIVED', capacity: 'AGENT', hasRecord: null, letterNumber: null, validUntil: null },
      ...{ verificationCode: null, contentHash: null, dueDate: '2026-11-05' },
    });
    expect(await codesOf(apply, bidder, applied(convicted.company, authorised))).toEqual(['OVERSIGHT_STATE']);
    const own = { ...bidder, person: tokenOf(representative.citizenId) };
    expect(at(await dataOf(apply, own, applied(representative.company)), 'applyForBriberyLetter')).toMatchObject({
      ...{ state: 'RECEIVED', capacity: 'LEGAL_REPRESENTATIVE' },
    });
    const misnamed = applied({ ...representative.company, name: '宁津县他人有限公司' });
    expect(await codesOf(apply, own, misnamed)).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(apply, passerBy, applied(convicted.company, authorised))).toEqual(['OVERSIGHT_GUARD']);
  });

  test('an officer decides, who is not the applicant; another’s application is as one that there is not', async () => {
    const number = '宁检查申〔2026〕1号';
    expect(await codesOf(issue, bidder, { number })).toEqual(['FIELD_DENIED']);
    expect(await codesOf(issue, { ...chief, person: tokenOf(samplePerson.citizenId) }, { number })).toEqual([
      'OVERSIGHT_DUTY',
    ]);
    expect(await codesOf(issue, { ...chief, division: '371424' }, { number })).toEqual(['BAD_USER_INPUT']);
    const one = 'query ($number: String!) { briberyLetter(applicationNumber: $number) { state } }';
    const other = { ...bidder, person: tokenOf(creditor) };
    expect(bytesOf(await ask(one, other, { number }))).toBe(
      bytesOf(await ask(one, other, { number: '宁检查申〔2026〕9号' })),
    );
    expect(await dataOf(mine, other)).toEqual({ briberyLetters: { totalCount: 0, nodes: [] } });
  });

  test('no letter is made while the archive does not answer', async () => {
    await hub.demo.country.systems.bribery.stop();
    try {
      expect(await codesOf(issue, chief, { number: '宁检查申〔2026〕1号' })).toEqual(['OVERSIGHT_GUARD']);
    } finally {
      await hub.demo.country.systems.bribery.start();
    }
  });

  test('the letter tells of the record, is downloaded by its applicant alone, and its bytes are those of its hash', async () => {
    letter = at(await dataOf(issue, chief, { number: '宁检查申〔2026〕1号' }), 'issueBriberyLetter') as Readonly<
      Record<string, string>
    >;
    expect(letter).toMatchObject({
      ...{ state: 'ISSUED', hasRecord: true, letterNumber: '宁检行贿查〔2026〕1号' },
      ...{ validUntil: '2027-01-02', decidedBy: 'demo-deputy-chief-procurator' },
    });
    expect(await codesOf(issue, chief, { number: letter.applicationNumber })).toEqual(['OVERSIGHT_STATE']);
    const number = letter.letterNumber ?? '';
    const reply = await download(number, bidder);
    const bytes = Buffer.from(await reply.arrayBuffer());
    expect(createHash('sm3').update(bytes).digest('hex')).toBe(letter.contentHash);
    const words = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    for (const said of [convicted.caseNumber, '单位行贿罪', letter.verificationCode, '2027年1月2日', '特此函告'])
      expect(words).toContain(fullWidth(String(said)));
    expect((await download(number, passerBy)).status).toBe(404);
    expect((await download('宁检行贿查〔2026〕9号', bidder)).status).toBe(404);
    const { data } = (await ask('{ auditEntries(first: 20) { nodes { action detail { key value } } } }', chief)).body;
    expect(
      nodesAt<{ readonly detail: readonly object[] }>(data, 'auditEntries').flatMap(({ detail }) => detail),
    ).toEqual(
      expect.arrayContaining([
        { key: 'application', value: '宁检查申〔2026〕1号' },
        { key: 'state', value: 'ISSUED' },
      ]),
    );
  });

  test('of a company without a record the letter says so; an application may be refused', async () => {
    const own = { ...bidder, person: tokenOf(representative.citizenId) };
    const [waiting] = nodesAt<{ readonly applicationNumber: string }>(await dataOf(mine, own), 'briberyLetters');
    const issued = await dataOf(issue, chief, { number: waiting?.applicationNumber });
    expect(at(issued, 'issueBriberyLetter')).toMatchObject({ hasRecord: false, letterNumber: '宁检行贿查〔2026〕2号' });
    const again = applied(convicted.company, { ...authorised, projectNo: 'SDGP371422202611000002' });
    const number = at(await dataOf(apply, bidder, again), 'applyForBriberyLetter.applicationNumber');
    const refuse = `mutation ($number: String!) {
      refuseBriberyLetter(applicationNumber: $number, reason: "未提交项目文件") { state refusal letterNumber }
    }`;
    expect(await dataOf(refuse, chief, { number })).toEqual({
      refuseBriberyLetter: { state: 'REFUSED', refusal: '未提交项目文件', letterNumber: null },
    });
  });

  test('whoever holds it has it verified by number and code; wrong codes and numbers that there are not look alike', async () => {
    const { letterNumber: number, verificationCode, contentHash } = letter;
    const genuine = {
      ...{ isGenuine: true, validity: 'VALID', organizationName: convicted.company.name, hasRecord: true },
      ...{ projectName: '宁津县道路养护工程', issuedOn: '2026-11-02', validUntil: '2027-01-02' },
    };
    for (const code of [verificationCode, contentHash?.toUpperCase()])
      expect(await dataOf(verify, passerBy, { number, code })).toEqual({ verifyBriberyLetter: genuine });
    const wrong = await ask(verify, passerBy, { number, code: '0'.repeat(64) });
    expect(at(wrong.body.data, 'verifyBriberyLetter.isGenuine')).toBe(false);
    const none = await ask(verify, passerBy, { number: '宁检行贿查〔2026〕9号', code: verificationCode });
    expect(bytesOf(wrong)).toBe(bytesOf(none));
    hub.advance(62 * 24 * 3_600_000);
    expect(at(await dataOf(verify, passerBy, { number, code: verificationCode }), 'verifyBriberyLetter.validity')).toBe(
      'EXPIRED',
    );
  });
});
