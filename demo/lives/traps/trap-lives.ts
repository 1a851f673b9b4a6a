import { tellAdminPenalty } from '../admin-lives.js';
import { policeUnit } from '../agencies.js';
import { chargeNamed } from '../charges.js';
import { tellCorrection } from '../correction-story.js';
import { dateText, dayOf, monthOf } from '../days.js';
import { tellDeath } from '../death-story.js';
import { homeDivision, townshipsOf } from '../divisions.js';
import { tellEnforcement } from '../enforcement-lives.js';
import type { Fact, Life } from '../facts.js';
import { fileBribery, tellOfficer, tellProcurement } from '../integrity-story.js';
import { type LifeBuilder, openLife, type Run } from '../life-builder.js';
import { tellPension } from '../pension-story.js';
import { drawPerson, type PersonWish } from '../people.js';
import type { PersonFact } from '../person-facts.js';
import { tellLicence, tellPost } from '../post-story.js';
import type { SessionBook } from '../sessions.js';
import { tellSubsidy } from '../subsidy-story.js';
import { canaryOf, personWithCanary, type TrapKind, trapKinds, withCanary } from './canary.js';

/** The life of a trap is called by this. */
export const trapKey = (kind: TrapKind) => `trap-${kind}`;

interface Trap {
  readonly sealed?: boolean;
  readonly isExcluded?: boolean;
  /** Where the person lives, and how old they are. */
  readonly person: Omit<PersonWish, 'key'>;
  readonly tell: (life: LifeBuilder, sessions: SessionBook, person: PersonFact) => void;
}

/** The office of a township that no account of the demonstration works in. */
const otherOffice = '371422105';
const neighbour = '371423';
const grownUp = { division: homeDivision, ageFrom: 30, ageTo: 50 };

const traps: Readonly<Record<TrapKind, Trap>> = {
  // 刑诉法 286, 社区矫正法 58: a juvenile's file in every system, sealed throughout.
  'sealed-juvenile': {
    sealed: true,
    person: { division: homeDivision, born: dayOf('2009-06-15') },
    tell: (life, sessions, person) => {
      tellCorrected(life, sessions, person, otherOffice);
      tellFine(life, person, homeDivision);
      tellSealedRegisters(life, person, homeDivision);
    },
  },
  // 治安管理处罚法 136.
  'public-order': {
    sealed: true,
    person: grownUp,
    tell: (life, _sessions, person) => tellPublicOrder(life, person, homeDivision),
  },
  'other-territory': {
    person: { ...grownUp, division: neighbour },
    tell: (life, sessions, person) => tellEverything(life, sessions, person, `${neighbour}001`),
  },
  // Another bureau of the county than the account's.
  'other-agency': {
    person: grownUp,
    tell: (life, _sessions, person) => {
      tellFine(life, person, homeDivision);
      tellBenefits(life, person, homeDivision);
      tellWork(life, person, homeDivision);
    },
  },
  // Domain 5.5, rule 8: what an agency never lets out, and therefore voids in the view that it shares.
  excluded: {
    isExcluded: true,
    person: grownUp,
    tell: (life, sessions, person) => {
      tellEverything(life, sessions, person, '371422001');
      tellBusiness(life, person, homeDivision, 'REGISTERED');
    },
  },
};

/** Lives whose every text is a canary; told once, whatever the scale. */
export function* trapLives(run: Run, sessions: SessionBook): Generator<Life, void, undefined> {
  for (const kind of trapKinds) {
    const { person, tell, sealed = false, isExcluded = false } = traps[kind];
    const life = openLife(run, trapKey(kind), { pinned: true, sealed, isExcluded });
    const sing = withCanary(canaryOf[kind]);
    life.reviseWith((fact) => sing(unpublished(fact)));
    const drawn = drawPerson(life.random, run, { ...person, key: `${life.key}-P1` });
    tell(life, sessions, life.know(personWithCanary(drawn, canaryOf[kind])));
    yield life.done();
  }
}

/** What is on the internet is everybody's. */
const unpublished = (fact: Fact): Fact => ('published' in fact ? { ...fact, published: false } : fact);

function tellEverything(life: LifeBuilder, sessions: SessionBook, person: PersonFact, township: string): void {
  const division = township.slice(0, 6);
  tellCorrected(life, sessions, person, township);
  tellPublicOrder(life, person, division);
  tellFine(life, person, division);
  tellDebt(life, person, division);
  tellBenefits(life, person, division);
  tellWork(life, person, division);
  if (!life.isExcluded) tellBusiness(life, person, division, 'UNREGISTERED');
}

/** From the offence to the corrections office: police, courts, corrections, devices. */
function tellCorrected(life: LifeBuilder, sessions: SessionBook, person: PersonFact, township: string): void {
  tellCorrection(life, {
    person,
    township,
    type: 'PROBATION',
    effective: life.run.asOf - 400,
    charge: chargeNamed('掩饰、隐瞒犯罪所得罪'),
    termMonths: 12,
    probationMonths: 24,
    status: 'IN_CORRECTION',
    sessions,
    diligent: true,
    quiet: true,
  });
}

function tellPublicOrder(life: LifeBuilder, person: PersonFact, division: string): void {
  const filed = life.run.asOf - 500;
  life.add(
    'PublicOrderCase',
    { agency: policeUnit(division, 51).code, division, day: filed + 9, sealed: true },
    {
      caseNo: life.run.numbers.document(`${division === homeDivision ? '宁' : '庆'}公(治)立字`, filed),
      incidentNo: null,
      person: person.key,
      violationCode: '70',
      violation: '赌博',
      filedDate: dateText(filed),
      decidedDate: dateText(filed + 9),
      penalties: ['FINE'],
      days: null,
      fineAmount: 50_000,
      detentionExecuted: null,
      detentionStart: null,
      injuryGrade: null,
      lossAmount: null,
      mediated: false,
    },
  );
}

function tellFine(life: LifeBuilder, person: PersonFact, division: string): void {
  const filed = life.run.asOf - 200;
  tellAdminPenalty(life, {
    bureau: 'ECOLOGY',
    division,
    violator: person.key,
    violatorOrganization: null,
    violation: '未按规定处置危险废物',
    itemCode: 'HB007',
    filed,
    decided: filed + 30,
    goodsValue: 400_000,
    fine: 200_000,
    performed: filed + 35,
  });
}

function tellDebt(life: LifeBuilder, respondent: PersonFact, division: string): void {
  tellEnforcement(life, {
    division,
    applicant: respondent,
    respondent,
    filed: life.run.asOf - 100,
    closed: null,
    closingMode: null,
    claim: 2_000_000,
  });
}

/** What is paid to the person, and that the person has died since. */
function tellBenefits(life: LifeBuilder, person: PersonFact, division: string): void {
  const { asOf } = life.run;
  tellSubsidy(life, {
    division,
    village: villageIn(division),
    subsidyKind: 'FARMLAND_FERTILITY',
    paidAt: asOf - 134,
    households: [{ person, contractedMu: 4.4 }],
    isPublished: false,
  });
  tellPension(life, {
    person,
    division,
    scheme: 'RESIDENT',
    entitledFrom: asOf - 900,
    paid: { first: monthOf(asOf - 90), last: monthOf(asOf - 40) },
    // Before the sentence: none is due while it runs.
    raised: [asOf - 700],
    status: { status: 'SUSPENDED', suspendedFrom: dateText(asOf - 30), suspendedReason: '资格认证未通过' },
  });
  tellDeath(life, { person, division, died: asOf - 5, registers: ['HEALTH', 'CIVIL_AFFAIRS'] });
}

const villageIn = (division: string) => {
  const [township] = townshipsOf(division);
  return { code: `${township?.code ?? `${division}001`}204`, name: '西赵村' };
};

function tellWork(life: LifeBuilder, person: PersonFact, division: string): void {
  const from = life.run.asOf - 2000;
  tellPost(life, { person, division, employment: 'CONTRACT', unit: '物业服务有限公司', from });
  // Given up before the sentence.
  const change = { status: 'CANCELLED' as const, endedAt: dateText(from + 500) };
  tellLicence(life, { person, division, profession: 'CONSTRUCTOR', from, change });
}

/** Bids and bribes; who is an officer of a company is everybody's to know, wherever it is. */
function tellBusiness(
  life: LifeBuilder,
  person: PersonFact,
  division: string,
  officer: 'REGISTERED' | 'UNREGISTERED',
): void {
  const name = person.employer ?? '';
  const organization = life.organization({ division, legalRepresentative: person.key, name });
  const effective = life.run.asOf - 20;
  tellProcurement(life, {
    division,
    opened: life.run.asOf - 60,
    bidders: [{ organization, legalRepresentative: person }],
    estimate: 50_000_000,
  });
  const caseNumber = life.run.numbers.courtCase(division, '刑初', effective - 60);
  fileBribery(life, { division, person, organization, effective, amount: 2_000_000, caseNumber });
  if (officer === 'REGISTERED') tellOfficer(life, organization, person);
}

/** What registers hold of a minor: each record sealed. */
function tellSealedRegisters(life: LifeBuilder, person: PersonFact, division: string): void {
  tellWork(life, person, division);
  const effective = life.run.asOf - 20;
  const caseNumber = life.run.numbers.courtCase(division, '刑初', effective - 60);
  fileBribery(life, { division, person, effective, amount: 2_000_000, caseNumber });
}
