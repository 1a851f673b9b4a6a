import { creditCodeOf, organizationCodeOf } from './check-digits.js';
import type { CitizenIds } from './citizen-ids.js';
import { type Day, dateText } from './days.js';
import { divisionName, homeDivision, originDivisions, townshipsOf } from './divisions.js';
import { companyTrades, companyWords, nameOf, roads, villages } from './names.js';
import type { OrganizationFact, PersonFact } from './person-facts.js';
import type { Random } from './random.js';

/** What a story may fix about a person; everything else is drawn. */
export interface PersonWish {
  readonly key: string;
  readonly division?: string;
  readonly sex?: '1' | '2';
  readonly born?: Day;
  readonly ageFrom?: number;
  readonly ageTo?: number;
  readonly name?: string;
  readonly publicOfficial?: boolean;
}

const educations = [
  ['70', 46],
  ['60', 18],
  ['80', 14],
  ['40', 8],
  ['30', 7],
  ['20', 4],
  ['90', 3],
] as const;
const maritals = [
  ['20', 58],
  ['10', 27],
  ['40', 12],
  ['30', 2],
  ['90', 1],
] as const;
const politicals = [
  ['13', 92],
  ['03', 4],
  ['01', 3],
  ['12', 1],
] as const;
const ethnicities = [
  ['01', 940],
  ['03', 30],
  ['02', 10],
  ['11', 12],
  ['05', 3],
  ['10', 5],
] as const;
const occupations = [
  ['5', 40],
  ['6', 30],
  ['4', 20],
  ['2', 4],
  ['3', 4],
  ['1', 2],
] as const;

/** What persons are drawn in: the day of the demo, and the ids that others have. */
interface Population {
  readonly asOf: Day;
  readonly citizenIds: CitizenIds;
}

/** Draws a person with a valid, synthetic citizen id that nobody else has. */
export function drawPerson(random: Random, { asOf, citizenIds }: Population, wish: PersonWish): PersonFact {
  const division = wish.division ?? homeDivision;
  const sexCode = wish.sex ?? (random.chance(0.78) ? '1' : '2');
  const born = wish.born ?? asOf - random.between((wish.ageFrom ?? 18) * 366, (wish.ageTo ?? 68) * 365);
  const birthDate = dateText(born);
  const household = random.chance(0.86) ? division : random.pick(originDivisions);
  const order = random.between(0, 98) * 10 + random.between(0, 4) * 2 + (sexCode === '1' ? 1 : 0);
  const citizenId = citizenIds.issue(`${household}${birthDate.replaceAll('-', '')}`, order);
  const ethnicityCode = random.weighted(ethnicities);
  const township = random.pick(townshipsOf(division));
  const working = random.chance(0.55);
  return {
    key: wish.key,
    citizenId,
    idTypeCode: '111',
    name: wish.name ?? nameOf(random, sexCode, ethnicityCode),
    formerName: random.chance(0.03) ? nameOf(random, sexCode, '01') : null,
    alias: random.chance(0.03) ? `小${random.pick(['军', '强', '明', '芳'])}` : null,
    sexCode,
    birthDate,
    ethnicityCode,
    nationalityCode: 'CHN',
    householdDivision: household === '370181' ? '370114' : household,
    householdAddress: `${divisionName(household)}${random.pick(villages)}${random.between(1, 300)}号`,
    residenceDivision: division,
    residenceTownship: township.code,
    residenceAddress: random.chance(0.5)
      ? `${divisionName(division)}${township.name}${random.pick(villages)}${random.between(1, 300)}号`
      : `${divisionName(division)}${township.name}${random.pick(roads)}${random.between(1, 400)}号`,
    phone: `1${random.pick(['35', '36', '37', '39', '50', '58', '80', '87'])}${random.digits(8)}`,
    educationCode: random.weighted(educations),
    maritalCode: random.weighted(maritals),
    politicalCode: random.weighted(politicals),
    employmentCode: working ? '30' : '70',
    occupationCode: working ? random.weighted(occupations) : null,
    employer: working ? `${random.pick(companyWords)}${random.pick(companyTrades)}有限公司` : null,
    publicOfficial: wish.publicOfficial ?? random.chance(0.01),
    deathDate: null,
    deathSource: null,
    photoRef: random.chance(0.7) ? `photo/${division}/${random.digits(8)}.jpg` : null,
    biometricEnrolled: random.chance(0.6),
  };
}

/** Draws a company with a valid, synthetic credit code. */
export function drawOrganization(
  random: Random,
  asOf: Day,
  wish: {
    readonly key: string;
    readonly division: string;
    readonly legalRepresentative: string | null;
    readonly name?: string;
  },
): OrganizationFact {
  const orgCode = organizationCodeOf(`MA${random.digits(6)}`);
  return {
    key: wish.key,
    uscc: creditCodeOf(`91${wish.division}${orgCode}`),
    name:
      wish.name ??
      `${divisionName(wish.division).slice(-3)}${random.pick(companyWords)}${random.pick(companyTrades)}有限公司`,
    orgCode,
    registrationTypeCode: random.pick(['150', '159', '151']),
    industryCode: random.pick(['F51', 'F52', 'C21', 'C33', 'H62']),
    division: wish.division,
    address: `${divisionName(wish.division)}${random.pick(roads)}${random.between(1, 400)}号`,
    legalRepresentative: wish.legalRepresentative,
    registeredCapital: random.between(1, 50) * 10_000_000,
    establishedDate: dateText(asOf - random.between(400, 6000)),
    status: 'ACTIVE',
    shareholders: wish.legalRepresentative ? [wish.legalRepresentative] : [],
  };
}
