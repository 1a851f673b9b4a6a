import { courtOf, procuratorateOf, registrarOf } from './agencies.js';
import type { Charge } from './charges.js';
import { tellConviction } from './conviction-story.js';
import { addMonths, type Day, dateText } from './days.js';
import { shortDivisionName } from './divisions.js';
import type { LifeBuilder } from './life-builder.js';
import type { Fen, OrganizationFact, PersonFact } from './person-facts.js';
import type { CompanyOfficerFact, ProcurementBidFact } from './register-facts.js';

/** One who bids, with who speaks for it. */
export interface Bidder {
  readonly organization: OrganizationFact;
  readonly legalRepresentative: PersonFact;
  readonly controller?: PersonFact;
}

/** A project of public procurement, and who bid for it; the first wins. */
export interface ProcurementStory {
  readonly division: string;
  readonly opened: Day;
  readonly bidders: readonly Bidder[];
  /** Fen. */
  readonly estimate: Fen;
  readonly change?: Partial<ProcurementBidFact>;
}

const works = [
  '道路养护工程',
  '校舍维修工程',
  '办公设备采购',
  '环卫保洁服务',
  '农田水利工程',
  '信息化运维服务',
] as const;

export function tellProcurement(life: LifeBuilder, story: ProcurementStory): readonly string[] {
  const { random, run } = life;
  const { division, opened, bidders, estimate } = story;
  const centre = registrarOf(division, 'EXCHANGE');
  const purchaser = registrarOf(division, random.pick(['EDUCATION', 'HOUSING', 'AGRICULTURE', 'HEALTH']));
  const projectNo = run.numbers.serial('SDGP', division, opened);
  const projectName = `${shortDivisionName(division)}${random.pick(works)}`;
  const isDecided = opened + 5 < run.asOf;
  return bidders.map(({ organization, legalRepresentative, controller }, index) => {
    const bidNo = `${projectNo}-${String(index + 1).padStart(2, '0')}`;
    const bidAmount = Math.round((estimate * (88 + index * 3 + random.between(0, 2))) / 10_000) * 100;
    const isWinner = index === 0;
    life.add(
      'ProcurementBid',
      { agency: centre.code, division, day: opened + 6 },
      {
        bidNo,
        projectNo,
        projectName,
        purchaserCode: purchaser.code,
        purchaserName: purchaser.name,
        organization: organization.key,
        legalRepresentative: legalRepresentative.key,
        controller: (controller ?? legalRepresentative).key,
        bidDate: dateText(opened),
        bidAmount,
        result: !isDecided ? null : isWinner ? 'WON' : index === 4 ? 'REJECTED' : 'LOST',
        awardedDate: isDecided && isWinner ? dateText(opened + 5) : null,
        awardAmount: isDecided && isWinner ? bidAmount : null,
        ...story.change,
      },
    );
    return bidNo;
  });
}

/** Charges of giving bribes (刑法 164, 389, 391, 393). */
export const briberyCharges = {
  PERSON: { name: '行贿罪', code: '389', weight: 0, terms: [12, 18, 24], fine: [100_000, 200_000] },
  ENTITY: { name: '单位行贿罪', code: '393', weight: 0, terms: [12, 18], fine: [200_000, 500_000] },
} as const satisfies Readonly<Record<string, Charge>>;

/** A conviction of giving bribes, in the court's system and in the file of bribe-givers. */
export interface BriberyStory {
  readonly division: string;
  readonly person: PersonFact;
  /** Where the bribe was the company's, it is convicted too. */
  readonly organization?: OrganizationFact;
  readonly effective: Day;
  readonly amount: Fen;
}

export function tellBribery(life: LifeBuilder, story: BriberyStory): string {
  const { division, person, organization, effective } = story;
  const charge = organization === undefined ? briberyCharges.PERSON : briberyCharges.ENTITY;
  const { caseNumber } = tellConviction(life, {
    division,
    defendants: [person],
    charge,
    offence: effective - 900,
    filed: effective - 60,
    pronounced: effective - 11,
    effective,
    penalty: 'FIXED_TERM',
    termMonths: 18,
    probationMonths: null,
    policeCaseNumber: null,
    deliveredTo: null,
  });
  fileBribery(life, { ...story, caseNumber });
  return caseNumber;
}

/** The file alone: a record for each who was convicted. */
export function fileBribery(life: LifeBuilder, story: BriberyStory & { readonly caseNumber: string }): void {
  const { division, person, organization, effective, amount, caseNumber } = story;
  const charge = organization === undefined ? briberyCharges.PERSON : briberyCharges.ENTITY;
  const ofPerson = {
    convicted: 'PERSON' as const,
    person: person.key,
    organization: null,
    legalRepresentative: null,
    sentenceSummary: '有期徒刑一年六个月,并处罚金',
  };
  const ofUnit = organization && {
    convicted: 'ORGANIZATION' as const,
    person: null,
    organization: organization.key,
    legalRepresentative: person.key,
    sentenceSummary: '单位判处罚金',
  };
  for (const who of ofUnit === undefined ? [ofPerson] : [ofPerson, ofUnit])
    life.add(
      'BriberyConviction',
      { agency: procuratorateOf(division).code, division, day: effective + 9 },
      {
        fileNo: life.run.numbers.serial('XH', division, effective),
        ...who,
        chargeCode: charge.code,
        charge: charge.name,
        caseNumber,
        court: courtOf(division).code,
        effectiveDate: dateText(effective),
        amount,
      },
    );
}

/** An office of a company, in the register of the bureau that registers companies. */
export function tellOfficer(
  life: LifeBuilder,
  organization: OrganizationFact,
  person: PersonFact,
  change: Partial<CompanyOfficerFact> = {},
): void {
  const { division } = organization;
  const from = addMonths(life.run.asOf, -life.random.between(18, 90));
  life.add(
    'CompanyOfficer',
    { agency: registrarOf(division, 'APPROVAL').code, division, day: from + 5 },
    {
      organization: organization.key,
      person: person.key,
      office: 'LEGAL_REPRESENTATIVE',
      from: dateText(from),
      to: null,
      ...change,
    },
  );
}
