import type { Fact } from '../facts.js';
import type { Revise } from '../life-builder.js';
import type { PersonFact } from '../person-facts.js';

/** Why a trapped life is not everybody's to see. */
export const trapKinds = ['sealed-juvenile', 'public-order', 'other-territory', 'other-agency', 'excluded'] as const;
export type TrapKind = (typeof trapKinds)[number];

/**
 * 金丝雀, a canary in the mine: stands in every text of what nobody without a right to it may meet, and nowhere else in the
 * country. Whoever finds it in an answer or a log has found a leak; the sign after it tells of what.
 */
export const canary = '金丝雀';
export const canaryOf: Readonly<Record<TrapKind, string>> = {
  'sealed-juvenile': `${canary}甲`,
  'public-order': `${canary}乙`,
  'other-territory': `${canary}丙`,
  'other-agency': `${canary}丁`,
  excluded: `${canary}戊`,
};

/** What the columns hold that agencies keep to themselves: nobody's, whatever the row. */
export const columnCanary = `${canary}癸`;

/** Fields of facts that hold words somebody typed; numbers, codes and dates stay what they are. */
const texts: ReadonlySet<string> = new Set([
  ...['cause', 'judge', 'agent', 'lawyer', 'title', 'charge', 'detail', 'occupation', 'victims', 'designatedHospital'],
  ...['name', 'place', 'notFiledReason', 'seniorOfficer', 'placeOfCustody', 'violation', 'revokeReason', 'reportedBy'],
  ...['port', 'item', 'applicantName', 'reason', 'decisionAgencyName', 'health', 'officer', 'notifiedAgencies'],
  ...['participants', 'members', 'text', 'handledBy', 'recordedBy', 'approvedBy', 'visitor', 'disposition', 'hospital'],
  ...['policy', 'handler', 'payingAgency', 'suspendedReason', 'projectName', 'purchaserName', 'sentenceSummary'],
  ...['practiceName', 'issuingAgency', 'unitName', 'post', 'villageName'],
  ...['deferral', 'ground', 'custodyPlace', 'against', 'docId', 'certificateNo', 'releasedFrom', 'hash', 'contentHash'],
]);

/** Puts a canary into every text of a fact. */
export const withCanary =
  (mark: string): Revise =>
  (fact) =>
    Object.fromEntries(
      Object.entries(fact).map(([field, value]) => [
        field,
        texts.has(field) && typeof value === 'string' && !isOneOfAList(fact, field) ? `${value}${mark}` : value,
      ]),
    ) as unknown as Fact;

/** Words that are values of a closed list, under a name that others give to what was typed. */
const listed: Readonly<Record<string, readonly string[]>> = {
  TemporaryServiceDecision: ['reason'],
};

const isOneOfAList = ({ kind }: Fact, field: string) => listed[kind]?.includes(field) === true;

/** A person whose name, addresses and work are the canary's. */
export function personWithCanary(person: PersonFact, mark: string): PersonFact {
  const { name, householdAddress, residenceAddress } = person;
  return {
    ...person,
    name: `${name.slice(0, 1)}${mark}`,
    formerName: `${name.slice(0, 1)}旧${mark}`,
    alias: `小${mark}`,
    householdAddress: `${householdAddress}${mark}`,
    residenceAddress: `${residenceAddress}${mark}`,
    employer: `${mark}有限公司`,
    photoRef: `photo/${mark}.jpg`,
  };
}
