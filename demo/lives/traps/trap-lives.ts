import { tellAdminPenalty } from '../admin-lives.js';
import { policeUnit } from '../agencies.js';
import { chargeNamed } from '../charges.js';
import { tellCorrection } from '../correction-story.js';
import { dateText, dayOf } from '../days.js';
import { homeDivision } from '../divisions.js';
import { tellEnforcement } from '../enforcement-lives.js';
import type { Fact, Life } from '../facts.js';
import { type LifeBuilder, openLife, type Run } from '../life-builder.js';
import { drawPerson, type PersonWish } from '../people.js';
import type { PersonFact } from '../person-facts.js';
import type { SessionBook } from '../sessions.js';
import { personWithCanary, withCanary } from './canary.js';

/** Why a trapped life is not everybody's to see. */
export const trapKinds = ['sealed-juvenile', 'public-order', 'other-territory', 'other-agency', 'excluded'] as const;
export type TrapKind = (typeof trapKinds)[number];

/** The life of a trap is called by this. */
export const trapKey = (kind: TrapKind) => `trap-${kind}`;

interface Trap {
  readonly sealed?: boolean;
  readonly isExcluded?: boolean;
  readonly tell: (life: LifeBuilder, sessions: SessionBook) => void;
}

/** The office of a township that no account of the demonstration works in. */
const otherOffice = '371422105';
const neighbour = '371423';

const traps: Readonly<Record<TrapKind, Trap>> = {
  // 刑诉法 286, 社区矫正法 58: a juvenile's file in every system, sealed throughout.
  'sealed-juvenile': {
    sealed: true,
    tell: (life, sessions) => {
      const person = trapped(life, { division: homeDivision, born: dayOf('2009-06-15') });
      tellEverything(life, sessions, person, otherOffice);
    },
  },
  // 治安管理处罚法 136.
  'public-order': {
    sealed: true,
    tell: (life) => tellPublicOrder(life, trapped(life, { division: homeDivision, ageFrom: 30, ageTo: 50 })),
  },
  'other-territory': {
    tell: (life, sessions) => {
      const person = trapped(life, { division: neighbour, ageFrom: 30, ageTo: 50 });
      tellEverything(life, sessions, person, `${neighbour}001`);
      tellDebt(life, person, neighbour);
    },
  },
  // Another bureau of the county than the account's.
  'other-agency': {
    tell: (life) => tellFine(life, trapped(life, { division: homeDivision, ageFrom: 30, ageTo: 50 }), homeDivision),
  },
  // Domain 5.5, rule 8: what an agency never lets out, and therefore voids in the view that it shares.
  excluded: {
    isExcluded: true,
    tell: (life, sessions) => {
      const person = trapped(life, { division: homeDivision, ageFrom: 30, ageTo: 50 });
      tellEverything(life, sessions, person, '371422001');
      tellDebt(life, person, homeDivision);
    },
  },
};

/** Lives whose every text is a canary; told once, whatever the scale. */
export function* trapLives(run: Run, sessions: SessionBook): Generator<Life, void, undefined> {
  for (const kind of trapKinds) {
    const { tell, sealed = false, isExcluded = false } = traps[kind];
    const life = openLife(run, trapKey(kind), { pinned: true, sealed, isExcluded });
    life.reviseWith((fact) => withCanary(unpublished(fact)));
    tell(life, sessions);
    yield life.done();
  }
}

/** What is on the internet is everybody's. */
const unpublished = (fact: Fact): Fact => ('published' in fact ? { ...fact, published: false } : fact);

const trapped = (life: LifeBuilder, wish: Omit<PersonWish, 'key'>): PersonFact =>
  life.know(personWithCanary(drawPerson(life.random, life.run.asOf, { ...wish, key: `${life.key}-P1` })));

function tellEverything(life: LifeBuilder, sessions: SessionBook, person: PersonFact, township: string): void {
  const division = township.slice(0, 6);
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
  tellPublicOrder(life, person, division);
  tellFine(life, person, division);
}

function tellPublicOrder(life: LifeBuilder, person: PersonFact, division = homeDivision): void {
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
