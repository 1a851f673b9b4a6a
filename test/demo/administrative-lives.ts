import { bureauOf } from '../../demo/lives/agencies.js';
import type { Fact, Life } from '../../demo/lives/facts.js';
import type { Held, OrganizationFact, PersonFact } from '../../demo/lives/person-facts.js';

/** One person of the tests' own lives; the citizen ids are synthetic and valid (domain 2.3). */
export function person(key: string, overrides: Partial<PersonFact> = {}): PersonFact {
  return {
    key,
    citizenId: '37142219800101123X',
    idTypeCode: '111',
    name: '张三',
    formerName: '张叁',
    alias: null,
    sexCode: '1',
    birthDate: '1980-01-01',
    ethnicityCode: '01',
    nationalityCode: 'CHN',
    householdDivision: '371422',
    householdAddress: '宁津县柴胡店镇<东街>&3号',
    residenceDivision: '371422',
    residenceTownship: '371422100',
    residenceAddress: '宁津县宁津镇中心大街',
    phone: '13800000000',
    educationCode: '70',
    maritalCode: '20',
    politicalCode: '13',
    employmentCode: '11',
    occupationCode: '5',
    employer: '㛃玉𬭎器厂',
    publicOfficial: false,
    deathDate: null,
    deathSource: null,
    photoRef: 'P1',
    biometricEnrolled: true,
    ...overrides,
  };
}

export function held(key: string, agency: string): Held {
  return { key, agency, division: '371422', updatedAt: '2026-03-04T05:06:07+08:00', sealed: false };
}

/** A life of one person with these facts. */
export function lifeOf(
  facts: readonly Fact[],
  persons: readonly PersonFact[] = [person('p1')],
  organizations: readonly OrganizationFact[] = [],
): Life {
  return { key: 'L1', pinned: true, isExcluded: false, persons, organizations, facts, plants: [] };
}

const market = bureauOf('371422', 'MARKET').code;

/** One penalty decision of a bureau. */
export function penalty(number: number, agency = market): Fact {
  return {
    ...held(`decision-${number}`, agency),
    kind: 'AdminPenaltyDecision',
    decisionNumber: `宁市监罚字〔2026〕${number}号`,
    caseNo: `XZ2026${number}`,
    violator: 'p1',
    violatorOrganization: null,
    violationItemCode: '330223',
    violation: '销售不合格"食品"|无证经营,情节较轻',
    decidedDate: '2026-02-03',
    servedDate: '2026-02-04',
    penalties: ['WARNING', 'FINE'],
    goodsValue: 5_000_000,
    illegalAmount: null,
    fineAmount: 123_450,
    payBy: '2026-02-19',
    performedAt: null,
    reconsidered: false,
    litigated: false,
    demandServedDate: null,
    enforcementApplicationDate: null,
    published: true,
  };
}
