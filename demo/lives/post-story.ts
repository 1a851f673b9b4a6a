import { type Registrar, registrarOf } from './agencies.js';
import { addMonths, type Day, dateText, dayOf, monthOf } from './days.js';
import { shortDivisionName } from './divisions.js';
import type { LifeBuilder } from './life-builder.js';
import type { PersonFact } from './person-facts.js';
import type { EmploymentFact, EmploymentKind, Profession, ProfessionalLicenceFact } from './register-facts.js';

/** Where people of a kind work, and what they do there. */
const posts: Readonly<Record<EmploymentKind, readonly (readonly [unit: string, post: string, withMinors: boolean])[]>> =
  {
    CIVIL_SERVANT: [
      ['水利局', '四级主任科员', false],
      ['财政局', '一级科员', false],
    ],
    PUBLIC_INSTITUTION: [
      ['第一中学', '教师', true],
      ['实验小学', '教师', true],
      ['人民医院', '主治医师', false],
    ],
    VILLAGE_CADRE: [['村民委员会', '村委会委员', false]],
    STATE_ENTERPRISE: [['城市建设投资有限公司', '部门经理', false]],
    CONTRACT: [
      ['阳光幼儿园', '保安', true],
      ['少儿培训中心', '教练', true],
      ['物业服务有限公司', '保洁员', false],
    ],
  };

export interface PostStory {
  readonly person: PersonFact;
  readonly division: string;
  readonly employment: EmploymentKind;
  readonly from: Day;
  /** A post of this name; any of the kind otherwise. */
  readonly unit?: string;
  readonly change?: Partial<EmploymentFact>;
}

/** The first of the month before the present's: salaries are paid up to it. */
const lastMonthEnd = (asOf: Day) => dayOf(`${monthOf(asOf)}-01`) - 1;

export function tellPost(life: LifeBuilder, story: PostStory): string {
  const { random, run } = life;
  const { person, division, employment, from, unit } = story;
  const choice = posts[employment].filter(([name]) => unit === undefined || name === unit);
  const [name, post, withMinors] = random.pick(choice);
  const employmentNo = run.numbers.serial('RS', division, from);
  life.add(
    'Employment',
    { agency: registrarOf(division, 'SOCIAL_SECURITY').code, division, day: run.asOf - 12 },
    {
      employmentNo,
      person: person.key,
      employment,
      unitName: `${shortDivisionName(division)}${name}`,
      unitCreditCode: null,
      post,
      villageCode: null,
      withMinors,
      from: dateText(from),
      to: null,
      salaryPaidUntil: dateText(lastMonthEnd(run.asOf)),
      ...story.change,
    },
  );
  return employmentNo;
}

/** Who licenses, how licences are numbered, and where their holders practise. */
const professions: Readonly<
  Record<Profession, readonly [licensor: Registrar, sign: string, practice: string, withMinors: boolean]>
> = {
  LAWYER: ['JUSTICE', 'LS', '鲁北律师事务所', false],
  NOTARY: ['JUSTICE', 'GZ', '公证处', false],
  PHYSICIAN: ['HEALTH', 'YS', '人民医院', false],
  NURSE: ['HEALTH', 'HS', '中医院', false],
  TEACHER: ['EDUCATION', 'JS', '实验小学', true],
  CONSTRUCTOR: ['HOUSING', 'JZ', '建筑工程有限公司', false],
};

export function tellLicence(
  life: LifeBuilder,
  story: {
    readonly person: PersonFact;
    readonly division: string;
    readonly profession: Profession;
    readonly from: Day;
    readonly change?: Partial<ProfessionalLicenceFact>;
  },
): string {
  const { person, division, profession, from } = story;
  const [licensor, sign, practice, withMinors] = professions[profession];
  const agency = registrarOf(division, licensor);
  const licenceNo = life.run.numbers.serial(sign, division, from);
  // Constructors and nurses register for a term; the others do not.
  const validTo =
    profession === 'CONSTRUCTOR' || profession === 'NURSE' ? dateText(addMonths(life.run.asOf, 20)) : null;
  life.add(
    'ProfessionalLicence',
    { agency: agency.code, division, day: from + 10 },
    {
      licenceNo,
      profession,
      person: person.key,
      status: 'VALID',
      validFrom: dateText(from),
      validTo,
      endedAt: null,
      practiceName: `${shortDivisionName(division)}${practice}`,
      practiceCreditCode: null,
      withMinors,
      issuingAgency: agency.name,
      ...story.change,
    },
  );
  return licenceNo;
}
