import type { FindingBook, SupervisionBook } from '../../schema/oversight/book.js';
import type { Actor } from '../../schema/oversight/desk.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { MatterState, MatterStepRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { dayOf } from '../../schema/values/day.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { dueDay } from './deadlines.js';
import { matterEvent } from './events.js';
import type { House } from './house.js';
import { type Input, listOf, textOf } from './input.js';
import { assertNotRecused, isRecused } from './recusal.js';
import { badInput, notYours } from './refusals.js';
import { bareStep } from './step.js';
import { type entryStates, transitions } from './transitions.js';

export interface Intake {
  /** The procuratorate of a division; null where none is set up. */
  readonly houseOf: (division: string) => House | null;
}

export interface IntakeParts {
  readonly matters: SupervisionBook;
  readonly findings: FindingBook;
  /** Whether a number is that of a matter that was opened by hand: both kinds are declared in one header. */
  readonly isTaken: (number: string) => Promise<boolean>;
  readonly intake: Intake;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** Word of a line in a matter's number. */
const lineWords: Readonly<Record<BusinessLine, string>> = {
  JUVENILE: '未监',
  EXECUTION: '执监',
  CRIMINAL: '侦监',
  CIVIL: '民监',
  ADMINISTRATIVE: '行监',
  PUBLIC_INTEREST: '公监',
};

/** T1a, T2: findings of one agency and line become a matter, in the charge of whoever takes them up or, for a leader, by rotation. */
export async function takeUpFindings(parts: IntakeParts, input: Input, actor: Actor): Promise<SupervisionMatterRecord> {
  const ids = listOf(input, 'findingIds', 100);
  if (ids.length === 0) throw badInput('findingIds names no finding');
  const found = await Promise.all(ids.map((id) => parts.findings.finding(id)));
  const findings = found.filter((finding) => finding !== null);
  const [first] = findings;
  // Which findings exist is told to nobody who may not see them: the door has looked at that before.
  if (first === undefined || findings.length < ids.length)
    throw badInput('findingIds names a finding that is not there');
  for (const { agencyCode, line, divisionCode } of findings)
    if (agencyCode !== first.agencyCode || line !== first.line || divisionCode !== first.divisionCode)
      throw badInput(
        'findingIds names findings of several agencies, lines or divisions: a matter is about one of each',
      );
  const house = houseOf(parts, first.divisionCode, actor);
  const persons = personsOf(findings);
  assertNotRecused(house, actor.id, { agencyCode: first.agencyCode, persons });
  const officer = house.officers.find(({ account, lines }) => account === actor.id && lines.length > 0);
  return open(parts, house, {
    origin: 'ALERT',
    entry: 'ALERTED',
    transition: 'T1a',
    title: input.title === null || input.title === undefined ? first.title.zh : textOf(input, 'title', 2, 200),
    line: first.line,
    agencyCode: first.agencyCode,
    divisionCode: first.divisionCode ?? house.division,
    sealed: findings.some(({ sealed }) => sealed),
    persons,
    files: [...new Set(findings.flatMap(({ files }) => files))],
    complainant: null,
    complaint: null,
    sourceKey: null,
    assignee: officer?.account ?? null,
    findings: ids,
    by: actor,
    step: {},
  });
}

/** How a matter comes in, whatever it comes from; `assignee` null: by rotation. */
export interface NewMatter
  extends Pick<
    SupervisionMatterRecord,
    | 'origin'
    | 'title'
    | 'line'
    | 'agencyCode'
    | 'divisionCode'
    | 'sealed'
    | 'persons'
    | 'files'
    | 'complainant'
    | 'complaint'
    | 'sourceKey'
    | 'assignee'
  > {
  readonly entry: (typeof entryStates)[number];
  readonly transition: 'T1' | 'T1a';
  readonly findings: readonly string[];
  readonly by: Pick<Actor, 'id' | 'agency'>;
  /** What its first entry says. */
  readonly step: Partial<Pick<MatterStepRecord, 'words' | 'records'>>;
}

/** Opens a matter and assigns it. A second of one source key, or of a finding, is `OVERSIGHT_STATE`. */
export async function open(parts: IntakeParts, house: House, coming: NewMatter): Promise<SupervisionMatterRecord> {
  const { matters, clock, newId } = parts;
  const now = clock();
  const at = now.toISOString();
  const today = dayOf(now);
  const year = Number(today.slice(0, 4));
  const assignee = coming.assignee ?? (await rotate(matters, house, coming));
  const number = await freeNumber(parts, house, { line: coming.line, year });
  const { entry, transition, findings, by, step, assignee: _wished, ...facts } = coming;
  const matter: SupervisionMatterRecord = {
    ...facts,
    number,
    // Nobody to take it: it waits at the entry, and its due day makes it loud.
    state: assignee === null ? entry : 'PENDING_REVIEW',
    stateSince: at,
    openedAt: at,
    closedAt: null,
    dueDate: dueDay('PENDING_REVIEW', today),
    remindAfter: null,
    assignee,
    version: assignee === null ? 1 : 2,
    procuratorateCode: house.code,
    complainantToldAt: null,
    complaintAnswer: null,
    opinion: null,
    reopenedFrom: null,
  };
  const first = { ...entryStep(transition, entry, at, by), ...step };
  const second = {
    ...entryStep('T2', 'PENDING_REVIEW', at, { id: 'system', agency: house.code }),
    from: entry,
    position: 2,
  };
  const event = matterEvent(
    { ...matter, version: matter.version - 1 },
    { ...transitions.assign, to: matter.state },
    { id: newId(), at, document: null },
  );
  return matters.open(matter, assignee === null ? [first] : [first, second], findings, [event]);
}

/** The next number that no matter bears, of whichever book. */
async function freeNumber(
  { matters, isTaken }: IntakeParts,
  { code, short }: House,
  { line, year }: { readonly line: BusinessLine; readonly year: number },
): Promise<string> {
  for (;;) {
    const sequence = await matters.nextNumber({ procuratorate: code, kind: 'MATTER', year });
    const number = `${short}${lineWords[line]}〔${year}〕${sequence}号`;
    if (!(await isTaken(number))) return number;
  }
}

function entryStep(
  transition: string,
  to: MatterState,
  at: string,
  by: Pick<Actor, 'id' | 'agency'>,
): Omit<MatterStepRecord, 'matter'> {
  return {
    ...bareStep,
    position: 1,
    transition,
    from: null,
    to,
    at,
    account: by.id,
    actorAgency: by.agency,
    confidential: true,
  };
}

// Whoever of the line has the fewest open matters and need not keep out of this one; accounts in order break ties.
async function rotate(matters: SupervisionBook, house: House, coming: NewMatter): Promise<string | null> {
  const workload = await matters.workload(house.code);
  const able = house.officers.filter((officer) => officer.lines.includes(coming.line) && !isRecused(officer, coming));
  const order = [...able].sort(
    (a, b) => (workload.get(a.account) ?? 0) - (workload.get(b.account) ?? 0) || (a.account < b.account ? -1 : 1),
  );
  return order[0]?.account ?? null;
}

function houseOf({ intake }: IntakeParts, division: string | null, actor: Actor): House {
  const house = intake.houseOf(division ?? actor.division);
  if (house === null) throw badInput('no procuratorate is set up for the division of these findings');
  if (house.code !== actor.agency) throw notYours('the findings are another procuratorate’s');
  return house;
}

function personsOf(findings: readonly FindingRecord[]): readonly string[] {
  return [...new Set(findings.flatMap(({ person }) => person ?? []))];
}
