import { createMaker } from '../../../oversight/documents/maker.js';
import type { OwnCorrection } from '../../../oversight/workflow/complaint.js';
import { createDesk } from '../../../oversight/workflow/desk.js';
import type { House } from '../../../oversight/workflow/house.js';
import type { IntakeParts } from '../../../oversight/workflow/intake.js';
import type { Reread } from '../../../oversight/workflow/step.js';
import { sweep } from '../../../oversight/workflow/sweep.js';
import type { Actor, SupervisionDesk } from '../../../schema/oversight/desk.js';
import type { Hit } from '../../../schema/oversight/finding.js';
import type { Store } from '../../../store/open-store.js';
import { hit, progress, run } from '../../store/oversight-facts.js';
import { backends, open } from '../../store/stores.js';

const procuratorate = '371422-JCY';
const agency = '371422-SFJ';

const account = (id: string, roles: readonly string[], extra: Partial<Actor> = {}): Actor => ({
  id,
  agency: procuratorate,
  division: '371422',
  roles,
  lines: ['EXECUTION'],
  ...extra,
});

/** Everybody who acts in these tests. */
export const people = {
  officer: account('officer', ['prosecutor']),
  colleague: account('colleague', ['prosecutor']),
  chief: account('chief', ['deputy-chief-procurator']),
  secondChief: account('second-chief', ['deputy-chief-procurator']),
  clerk: account('clerk', ['case-manager']),
  agency: account('bureau', ['corrections-officer'], { agency }),
  otherAgency: account('police', ['police-legal-officer'], { agency: '371422-GAJ' }),
  otherChief: account('other-chief', ['deputy-chief-procurator'], { agency: '371423-JCY', division: '371423' }),
} as const;
export type Person = keyof typeof people;

const house: House = {
  code: procuratorate,
  short: '宁检',
  division: '371422',
  officers: [
    { account: 'officer', lines: ['EXECUTION', 'CRIMINAL'], recusedFrom: ['token-of-officer'] },
    { account: 'colleague', lines: ['EXECUTION'], recusedFrom: ['token-recused', '371422-RECUSED'] },
    { account: 'second-chief', lines: [], recusedFrom: ['token-of-chief'] },
  ],
};

/** Who may complain, of which corrections. */
const going = { agencyCode: agency, divisionCode: '371422', isGoingOn: true, isSealed: false };
const corrections: Readonly<Record<string, readonly OwnCorrection[]>> = {
  subject: [
    { ...going, subjectNo: 'S-1', person: 'token-subject', isGoingOn: false },
    { ...going, subjectNo: 'S-2', person: 'token-subject' },
  ],
  minor: [{ ...going, subjectNo: 'S-3', person: 'token-minor', isSealed: true }],
  elsewhere: [{ ...going, subjectNo: 'S-4', person: 'token-elsewhere', divisionCode: '371423' }],
};

/** A desk over a real store, with a clock that a test turns. */
export interface OpenedHouse {
  readonly store: Store;
  readonly desk: SupervisionDesk;
  /** What matters are opened with. */
  readonly parts: IntakeParts;
  /** Acts as one of `people`. */
  act(mutation: string, by: Person, input: Readonly<Record<string, unknown>>): ReturnType<SupervisionDesk['act']>;
  /** Lets a rule find something; answers the finding's id. */
  found(extra?: Partial<Hit>): Promise<string>;
  /** What reading the sources again will say, of each finding. */
  atSource: Reread['outcome'];
  setTime(instant: string): void;
  sweep(): ReturnType<typeof sweep>;
  close(): Promise<void>;
}

export async function openHouse(): Promise<OpenedHouse> {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no database');
  const database = await libsql.create();
  let time = Date.parse('2026-03-02T02:00:00.000Z');
  // Every look at the clock is a second later than the last: what is written has an order.
  const clock = () => {
    time += 1_000;
    return new Date(time);
  };
  const store = await open(database.url, { clock });
  const { findings, matters } = store.oversight;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `event-${String(ids).padStart(4, '0')}`;
  };
  await findings.startRun(run('run'));
  const opened = { atSource: 'STANDS' as Reread['outcome'] };
  const parts: IntakeParts = {
    ...{ matters, findings, clock, newId },
    isTaken: async (number) => (await store.access.matter(number)) !== null,
    intake: { houseOf: (division) => (division.startsWith('371422') ? house : null) },
  };
  const desk = createDesk({
    ...parts,
    correctionsOf: async ({ id }) => corrections[id] ?? [],
    services: {
      makeDocument: createMaker({
        book: matters,
        issuerOf: () => ({ name: '宁津县人民检察院', short: '宁检', division: '371422' }),
        agencyName: async () => '宁津县司法局',
        words: () => null,
      }),
      reread: async (asked) =>
        asked.map(({ id, recordType, recordKey }) => ({
          finding: id,
          outcome: opened.atSource,
          words: opened.atSource === 'GONE' ? '扫描间隔 240 → 480' : null,
          records: [`${recordType}:${recordKey}`],
        })),
    },
  });
  return Object.assign(opened, {
    store,
    desk,
    parts,
    act: (mutation: string, by: Person, input: Readonly<Record<string, unknown>>) =>
      desk.act(mutation, input, people[by]),
    async found(extra: Partial<Hit> = {}) {
      const id = `finding-${newId()}`;
      const at = new Date(time).toISOString();
      await findings.recordPage({
        run: 'run',
        progress: progress({ cursor: id }),
        hits: [hit(id, extra)],
        cleared: [],
        at,
      });
      return id;
    },
    setTime: (instant: string) => {
      time = Date.parse(instant);
    },
    sweep: () => sweep({ matters, clock, newId }, AbortSignal.timeout(60_000)),
    async close() {
      await store.close();
      await database.drop();
    },
  });
}

/** An input that a step takes, of the matter. */
export function inputOf(mutation: string, matterNumber: string): Readonly<Record<string, unknown>> {
  return { matterNumber, ...inputs[mutation] };
}

const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  assignMatter: { assignee: 'colleague', note: '轮换' },
  requestMaterial: { request: '调取三月教育学习签到原始记录' },
  answerMaterialRequest: { answer: '已附原始记录', records: ['EducationAttendance:A-1'] },
  closeWithoutIssue: { conclusion: '经审查,无违法情形', checklist: ['SUBSTANCE', 'PROCEDURE'] },
  correctOrally: { told: '司法所所长', toldAt: '2026-03-02T02:00:01.000Z', content: '补录三月签到记录' },
  confirmOralCorrection: { conclusion: '已当场补录' },
  submitOpinion: {
    document: 'CORRECTION_NOTICE',
    facts: '经查,三月五日登记学习八小时,签到至签退仅四小时。',
    basis: ['人民检察院刑事诉讼规则第六百四十三条'],
    opinion: '请依法纠正,并核查该所教育学习记录。',
    replyBy: '2026-03-20',
  },
  returnOpinion: { reason: '请补充扫描设备运行情况' },
  rejectOpinion: { reason: '设备故障,证据不足' },
  serveDocument: { receivedBy: '张科长', copies: ['371400-JCY'] },
  replyCorrected: { answer: '已更正学时为四小时', records: ['EducationAttendance:A-1'] },
  objectToDocument: { answer: '当日下午另有一场学习' },
  decideObjection: { decision: 'UPHELD', reason: '无扫描记录印证' },
  urgeAgency: { note: '更正后仍为八小时' },
  verifyCorrection: {},
  reopenMatter: { note: '同一情形再次出现' },
  transferMatter: { to: '371422-JCW', reason: '涉嫌职务违法线索' },
};
