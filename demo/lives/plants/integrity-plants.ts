// long: a flat table of stories, a rule each.
import { addMonths, type Day, dateText, dayOf } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { Fact } from '../facts.js';
import { type Bidder, tellBribery, tellOfficer, tellProcurement } from '../integrity-story.js';
import type { LifeBuilder } from '../life-builder.js';
import type { PersonFact } from '../person-facts.js';
import { tellLicence, tellPost } from '../post-story.js';
import type { EmploymentFact, EmploymentKind, Profession } from '../register-facts.js';
import type { SessionBook } from '../sessions.js';
import { imprisoned, molesting, raising } from './conviction-plant.js';
import { found, type PlantStory, storiesOf, tellSubject } from './plant-story.js';

const division = homeDivision;
const grownUp = (life: LifeBuilder) => life.person({ division, ageFrom: 34, ageTo: 55 });

function bidder(life: LifeBuilder, legalRepresentative: PersonFact, controller?: PersonFact): Bidder {
  const organization = life.organization({ division, legalRepresentative: legalRepresentative.key });
  return { organization, legalRepresentative, ...(controller ? { controller } : {}) };
}

/** Bids for a project a month ago; the bidder is the first. */
function bidding(life: LifeBuilder, first: Bidder, opened: Day = life.run.asOf - 30): readonly string[] {
  const others = [grownUp(life), grownUp(life)].map((person) => bidder(life, person));
  return tellProcurement(life, { division, opened, bidders: [first, ...others], estimate: 120_000_000 });
}

function bribing(life: LifeBuilder, effective: Day, who: 'UNIT' | 'REPRESENTATIVE' | 'CONTROLLER') {
  const person = grownUp(life);
  const own = who === 'CONTROLLER' ? bidder(life, grownUp(life), person) : bidder(life, person);
  const organization = who === 'UNIT' ? { organization: own.organization } : {};
  const caseNumber = tellBribery(life, { division, person, ...organization, effective, amount: 8_000_000 });
  return { citizenId: person.citizenId, records: [caseNumber, ...bidding(life, own).slice(0, 1)] };
}

const bribeGivers: readonly PlantStory[] = storiesOf(
  'XD-03',
  {
    单位行贿罪判决生效十四个月后中标: (life) => bribing(life, addMonths(life.run.asOf, -15), 'UNIT'),
    法定代表人犯行贿罪两年后投标: (life) => bribing(life, addMonths(life.run.asOf, -25), 'REPRESENTATIVE'),
    实际控制人犯行贿罪一年后投标: (life) => bribing(life, addMonths(life.run.asOf, -13), 'CONTROLLER'),
  },
  {
    判决生效三年零一日后投标: (life) => bribing(life, addMonths(life.run.asOf - 30, -36) - 1, 'REPRESENTATIVE'),
    投标在判决生效之前: (life) => bribing(life, life.run.asOf - 12, 'REPRESENTATIVE'),
    法定代表人与行贿人同名: (life) => {
      const person = grownUp(life);
      const caseNumber = tellBribery(life, {
        division,
        person,
        effective: addMonths(life.run.asOf, -15),
        amount: 8_000_000,
      });
      const namesake = life.person({ division, ageFrom: 34, ageTo: 55, name: person.name });
      return {
        citizenId: namesake.citizenId,
        records: [caseNumber, ...bidding(life, bidder(life, namesake)).slice(0, 1)],
      };
    },
  },
);

interface PostWish {
  readonly employment: EmploymentKind;
  readonly unit?: string;
  readonly change?: Partial<EmploymentFact>;
}

const post = (life: LifeBuilder, person: PersonFact, { employment, unit, change = {} }: PostWish) =>
  tellPost(life, {
    person,
    division,
    employment,
    from: life.run.asOf - 2500,
    ...(unit === undefined ? {} : { unit }),
    change,
  });

const licence = (life: LifeBuilder, person: PersonFact, profession: Profession) =>
  tellLicence(life, { person, division, profession, from: life.run.asOf - 3000 });

/** Somebody on probation since `days`. */
function onProbation(life: LifeBuilder, sessions: SessionBook, days = 400) {
  return tellSubject(life, sessions, { person: { division }, effective: life.run.asOf - days });
}

/** Seals what the court told, and nothing else. */
function sealingJudgment(fact: Fact): Fact {
  const ofCourt = ['CourtCase', 'Party', 'Judgment', 'ConvictionItem', 'Sentence', 'AccessoryPenalty'];
  return ofCourt.includes(fact.kind)
    ? { ...fact, sealed: true, ...('published' in fact ? { published: false } : {}) }
    : fact;
}

const stillInPost: readonly PlantStory[] = storiesOf(
  'XD-05',
  {
    公务员被判缓刑一年后仍在岗领薪: (life, sessions) => {
      const record = onProbation(life, sessions);
      return found(record, post(life, record.person, { employment: 'CIVIL_SERVANT' }));
    },
    '律师服刑,执业证仍有效': (life) => {
      const person = grownUp(life);
      const { caseNumber } = imprisoned(life, person, life.run.asOf - 200);
      return { citizenId: person.citizenId, records: [caseNumber, licence(life, person, 'LAWYER')] };
    },
    '因非法吸收公众存款罪判刑,仍任公司法定代表人': (life) => {
      const person = grownUp(life);
      const { caseNumber } = imprisoned(life, person, life.run.asOf - 180, { charge: raising, months: 18 });
      const { organization } = bidder(life, person);
      tellOfficer(life, organization, person);
      return { citizenId: person.citizenId, records: [caseNumber, organization.uscc] };
    },
  },
  {
    判决生效后第三十日解除公职: (life, sessions) => {
      const record = onProbation(life, sessions);
      const left = dateText(record.start + 30);
      return found(
        record,
        post(life, record.person, { employment: 'CIVIL_SERVANT', change: { to: left, salaryPaidUntil: left } }),
      );
    },
    '判决生效四十日,处理期限未满': (life) => {
      const person = grownUp(life);
      const { caseNumber } = imprisoned(life, person, life.run.asOf - 40);
      return {
        citizenId: person.citizenId,
        records: [caseNumber, post(life, person, { employment: 'PUBLIC_INSTITUTION' })],
      };
    },
    '未成年时的犯罪记录已封存,现在事业单位工作': (life) => {
      const person = life.person({ division, born: dayOf('2007-11-20') });
      life.reviseWith(sealingJudgment);
      const { caseNumber } = imprisoned(life, person, life.run.asOf - 500, {
        months: 10,
        offence: dayOf('2025-01-15'),
      });
      return {
        citizenId: person.citizenId,
        records: [
          caseNumber,
          post(life, person, {
            employment: 'PUBLIC_INSTITUTION',
            unit: '人民医院',
            change: { post: '导医', from: dateText(life.run.asOf - 150) },
          }),
        ],
      };
    },
    建造师证在判决后注销: (life) => {
      const person = grownUp(life);
      const effective = life.run.asOf - 220;
      const { caseNumber } = imprisoned(life, person, effective);
      const change = { status: 'CANCELLED' as const, endedAt: dateText(effective + 25) };
      const from = life.run.asOf - 2000;
      const licenceNo = tellLicence(life, { person, division, profession: 'CONSTRUCTOR', from, change });
      return { citizenId: person.citizenId, records: [caseNumber, licenceNo] };
    },
  },
);

function molester(life: LifeBuilder, wish: PostWish) {
  const person = grownUp(life);
  const { caseNumber } = imprisoned(life, person, life.run.asOf - 700, { charge: molesting, months: 12 });
  return { citizenId: person.citizenId, records: [caseNumber, post(life, person, wish)] };
}

const nearMinors: readonly PlantStory[] = storiesOf(
  'XD-06',
  {
    猥亵儿童罪刑满后任幼儿园保安: (life) => molester(life, { employment: 'CONTRACT', unit: '阳光幼儿园' }),
    猥亵儿童罪刑满后任培训机构教练: (life) => molester(life, { employment: 'CONTRACT', unit: '少儿培训中心' }),
  },
  {
    猥亵儿童罪刑满后任物业保洁员: (life) => molester(life, { employment: 'CONTRACT', unit: '物业服务有限公司' }),
    判决之前已从幼儿园离职: (life) => {
      const left = dateText(life.run.asOf - 720);
      return molester(life, {
        employment: 'CONTRACT',
        unit: '阳光幼儿园',
        change: { to: left, salaryPaidUntil: left },
      });
    },
    包庇罪刑满后任培训机构教练: (life) => {
      const person = grownUp(life);
      const { caseNumber } = imprisoned(life, person, life.run.asOf - 700, { months: 12 });
      return {
        citizenId: person.citizenId,
        records: [caseNumber, post(life, person, { employment: 'CONTRACT', unit: '少儿培训中心' })],
      };
    },
  },
);

/** Rules on who bids, holds a post or works with minors: XD-03, XD-05, XD-06. */
export const integrityPlants: readonly PlantStory[] = [...bribeGivers, ...stillInPost, ...nearMinors];
