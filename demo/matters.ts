import type { MatterRecord } from '../schema/access-book.js';
import { courtOf, policeBureauOf, procuratorateOf } from './lives/agencies.js';
import { homeDivision } from './lives/divisions.js';
import { generateLives } from './lives/generate-lives.js';
import { samplePerson } from './lives/sample-person.js';
import { matterNumbers } from './matter-numbers.js';
import type { Origin } from './seeding.js';

/** A matter that is open when the demonstration begins; `persons` are citizen ids. */
export type DemoMatter = Omit<MatterRecord, 'closedAt'>;

type Named = Pick<DemoMatter, 'persons' | 'files'>;

const ofSamplePerson: Named = {
  persons: [samplePerson.citizenId],
  files: [
    samplePerson.correctionSubjectNo,
    samplePerson.courtCaseNumber,
    samplePerson.civilCaseNumber,
    samplePerson.enforcementCaseNumber,
    samplePerson.policeCaseNumber,
    samplePerson.adminCaseNumber,
    samplePerson.adminDecisionNumber,
  ],
};

const county = { division: homeDivision };
const procuratorate = { ...county, agency: procuratorateOf(homeDivision).code };
const court = { ...county, agency: courtOf(homeDivision).code };
const police = { ...county, agency: policeBureauOf(homeDivision).code };
const byCaseManager = { openedBy: 'demo-case-manager', openedAt: '2026-10-12T09:00:00+08:00' };

/** Every matter of a country: those about the sample person, and those about planted and trapped lives. */
export function mattersOf(origin: Origin): readonly DemoMatter[] {
  const { handover, custody, juvenile } = namedByPlants(origin);
  return [
    {
      ...procuratorate,
      number: matterNumbers.campaign,
      kind: 'CAMPAIGN',
      line: 'EXECUTION',
      title: '社区矫正与刑罚执行专项监督',
      persons: [],
      files: [],
      handlers: ['demo-prosecutor'],
      openedBy: 'demo-deputy-chief-procurator',
      openedAt: '2026-10-08T09:00:00+08:00',
    },
    {
      ...procuratorate,
      ...byCaseManager,
      number: matterNumbers.execution,
      kind: 'CASE',
      line: 'EXECUTION',
      title: '于建国社区矫正执行监督案',
      ...ofSamplePerson,
      handlers: ['demo-prosecutor'],
    },
    {
      ...procuratorate,
      ...byCaseManager,
      number: matterNumbers.handover,
      kind: 'CASE',
      line: 'EXECUTION',
      title: '判处缓刑后未接收监督案',
      ...handover,
      handlers: ['demo-prosecutor'],
    },
    {
      ...procuratorate,
      ...byCaseManager,
      number: matterNumbers.custody,
      kind: 'CASE',
      line: 'CRIMINAL',
      title: '超期羁押侦查监督案',
      ...custody,
      handlers: ['demo-prosecutor'],
    },
    {
      ...procuratorate,
      ...byCaseManager,
      number: matterNumbers.juvenile,
      kind: 'CASE',
      line: 'JUVENILE',
      title: '未成年社区矫正对象监督案',
      ...juvenile,
      handlers: ['demo-juvenile-prosecutor'],
    },
    {
      ...court,
      number: matterNumbers.trial,
      kind: 'CASE',
      line: null,
      title: '于建国盗窃案',
      ...ofSamplePerson,
      handlers: ['demo-judge'],
      openedBy: 'demo-court-leader',
      openedAt: '2026-10-12T10:00:00+08:00',
    },
    {
      ...court,
      number: matterNumbers.enforcement,
      kind: 'CASE',
      line: null,
      title: '于建国买卖合同纠纷执行案',
      ...ofSamplePerson,
      handlers: ['demo-enforcement-judge'],
      openedBy: 'demo-court-leader',
      openedAt: '2026-10-12T10:30:00+08:00',
    },
    {
      ...police,
      number: matterNumbers.investigation,
      kind: 'CASE',
      line: null,
      title: '于建国涉嫌盗窃案',
      ...ofSamplePerson,
      handlers: ['demo-police-officer'],
      openedBy: 'demo-police-legal-officer',
      openedAt: '2026-10-12T11:00:00+08:00',
    },
  ];
}

/** Whom the matters name that are not the sample person: by what was planted, whatever the seed drew for it. */
function namedByPlants(origin: Origin): Readonly<Record<'handover' | 'custody' | 'juvenile', Named>> {
  const found = { handover: nobody, custody: nobody, juvenile: nobody };
  for (const { key, persons, facts, plants } of generateLives(origin)) {
    const [plant] = plants;
    const named = { persons: [plant?.citizenId ?? ''], files: plant?.records ?? [] };
    if (plant?.sort === 'PLANTED' && plant.why === '判处缓刑生效两月,无矫正登记') found.handover = named;
    if (plant?.sort === 'PLANTED' && plant.rule === 'PO-05' && plant.why.includes('未提请批捕')) found.custody = named;
    if (key === 'trap-sealed-juvenile') {
      const files = facts.flatMap((fact) =>
        fact.kind === 'CorrectionSubject' ? [fact.subjectNo, fact.caseNumber] : [],
      );
      found.juvenile = { persons: persons.map(({ citizenId }) => citizenId), files };
      // The traps come right after the plants; what follows is everybody else.
      return found;
    }
  }
  return found;
}

const nobody: Named = { persons: [], files: [] };
