import type { Fact, Life } from '../../demo/lives/facts.js';
import type { FieldValue } from '../../schema/scalar.js';

/** The bureaus' items of powers in the hub's codes. */
export const items: Readonly<Record<string, string>> = {
  SC001: 'MARKET.FOOD',
  SC003: 'MARKET.QUALITY',
  SC014: 'MARKET.FALSE_ADVERT',
  HB007: 'ECOLOGY.HAZARDOUS',
  YC003: 'TOBACCO.UNLICENSED',
  ZF021: 'CITY.OCCUPATION',
  JT009: 'TRANSPORT.OVERLOAD',
  ZR002: 'RESOURCES.FARMLAND',
};

export interface Expected {
  readonly entity: string;
  readonly key: string;
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** What an adapter should read of a fact: written from the facts' side, without codecs. Null for facts of other systems. */
export function expectedOf(fact: Fact, life: Life): Expected | null {
  const party = (person: string | null, organization: string | null) => {
    const { citizenId = null, name = null } = life.persons.find(({ key }) => key === person) ?? {};
    const found = life.organizations.find(({ key }) => key === organization);
    return {
      citizenId,
      name: organization === null ? name : null,
      creditCode: found?.uscc ?? null,
      organizationName: found?.name ?? null,
    };
  };
  const holder = { jurisdictionDivisionCode: fact.division, sealed: fact.sealed };
  switch (fact.kind) {
    case 'AdminCase':
      return {
        entity: 'AdministrativeCase',
        key: fact.caseNo,
        values: {
          ...holder,
          ...party(fact.violator, fact.violatorOrganization),
          agencyCode: fact.agency,
          caseNo: fact.caseNo,
          violationItemCode: items[fact.violationItemCode] ?? null,
          violationName: fact.violation,
          caseSource: fact.source,
          filedDate: fact.filedDate,
          closedDate: fact.closedDate,
          status: fact.status,
        },
      };
    case 'AdminPenaltyDecision': {
      const { kind, key, agency, division, updatedAt, violator, violatorOrganization, violation, ...same } = fact;
      return {
        entity: 'AdministrativePenalty',
        key: fact.decisionNumber,
        values: {
          ...same,
          ...holder,
          ...party(violator, violatorOrganization),
          agencyCode: agency,
          violationItemCode: items[fact.violationItemCode] ?? null,
          violationName: violation,
        },
      };
    }
    case 'CriminalReferral': {
      const { kind, key, agency, division, updatedAt, person, organization, charge, ...same } = fact;
      return {
        entity: 'CriminalReferral',
        key: fact.referralNo,
        values: { ...same, ...holder, ...party(person, organization), agencyCode: agency, chargeName: charge },
      };
    }
    case 'ReverseReferral': {
      const { kind, key, agency, division, updatedAt, person, charge, referralNo, recipient, ...same } = fact;
      const { citizenId, name } = party(person, null);
      return {
        entity: 'ReverseReferral',
        key: referralNo,
        values: {
          ...same,
          ...holder,
          citizenId,
          name,
          id: referralNo,
          agencyCode: recipient,
          recipientCode: recipient,
          chargeName: charge,
        },
      };
    }
    default:
      return null;
  }
}
