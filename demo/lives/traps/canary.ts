import type { Fact } from '../facts.js';
import type { Revise } from '../life-builder.js';
import type { PersonFact } from '../person-facts.js';

/**
 * 金丝雀, a canary in the mine: stands in every text of what nobody without a right to it may meet, and nowhere else in the
 * country. Whoever finds it in an answer or a log has found a leak.
 */
export const canary = '金丝雀';

/** Fields of facts that hold words somebody typed; numbers, codes and dates stay what they are. */
const texts: ReadonlySet<string> = new Set([
  ...['cause', 'judge', 'agent', 'lawyer', 'title', 'charge', 'detail', 'occupation', 'victims', 'designatedHospital'],
  ...['name', 'place', 'notFiledReason', 'seniorOfficer', 'placeOfCustody', 'violation', 'revokeReason', 'reportedBy'],
  ...['port', 'item', 'applicantName', 'reason', 'decisionAgencyName', 'health', 'officer', 'notifiedAgencies'],
  ...['participants', 'members', 'text', 'handledBy', 'recordedBy', 'approvedBy', 'visitor', 'disposition', 'hospital'],
  ...['deferral', 'ground', 'custodyPlace', 'against', 'docId', 'certificateNo', 'releasedFrom', 'hash', 'contentHash'],
]);

const marked = (value: string) => `${value}${canary}`;

/** Puts the canary into every text of a fact. */
export const withCanary: Revise = (fact: Fact) =>
  Object.fromEntries(
    Object.entries(fact).map(([field, value]) => [
      field,
      texts.has(field) && typeof value === 'string' && !isOneOfAList(fact, field) ? marked(value) : value,
    ]),
  ) as unknown as Fact;

/** Words that are values of a closed list, under a name that others give to what was typed. */
const listed: Readonly<Record<string, readonly string[]>> = {
  TemporaryServiceDecision: ['reason'],
};

const isOneOfAList = ({ kind }: Fact, field: string) => listed[kind]?.includes(field) === true;

/** A person whose name, addresses and work are the canary's. */
export function personWithCanary(person: PersonFact): PersonFact {
  const { name, householdAddress, residenceAddress } = person;
  return {
    ...person,
    name: `${name.slice(0, 1)}${canary}`,
    formerName: `${name.slice(0, 1)}旧${canary}`,
    alias: `小${canary}`,
    householdAddress: marked(householdAddress),
    residenceAddress: marked(residenceAddress),
    employer: `${canary}有限公司`,
    photoRef: `photo/${canary}.jpg`,
  };
}
