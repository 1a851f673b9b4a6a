import type { GraphiqlSession } from '../gateway/server/graphiql.js';
import type { Purpose } from '../schema/purpose.js';
import { samplePerson } from './lives/sample-person.js';
import { demoPeople } from './people.js';

/** What an account of a role asks for first. Roles that may declare no purpose are not here: they see public data alone. */
const purposeOf: Readonly<Record<string, Purpose>> = {
  prosecutor: 'SUPERVISION',
  'deputy-chief-procurator': 'SUPERVISION',
  'case-manager': 'SUPERVISION',
  'resident-procurator': 'SUPERVISION',
  judge: 'CASE_HANDLING',
  'enforcement-judge': 'CASE_HANDLING',
  'court-leader': 'CASE_HANDLING',
  'police-officer': 'CASE_HANDLING',
  'police-legal-officer': 'CASE_HANDLING',
  'corrections-officer': 'CORRECTION_MANAGEMENT',
  'judicial-office-clerk': 'CORRECTION_MANAGEMENT',
  'administrative-officer': 'CASE_HANDLING',
  'administrative-leader': 'STATISTICS',
  'political-legal-committee': 'STATISTICS',
  'corrections-committee': 'STATISTICS',
  subject: 'SELF_ACCESS',
  party: 'SELF_ACCESS',
  public: 'PUBLIC_SERVICE',
  auditor: 'AUDIT',
};

/** The accounts that GraphiQL offers: tokens of simulated people over simulated data, each with its purpose and matter. */
export async function graphiqlSession(tokenOf: (name: string) => Promise<string>): Promise<GraphiqlSession> {
  const accounts = demoPeople.flatMap(({ name, role, title, matter }) => {
    const purpose = purposeOf[role];
    return purpose === undefined ? [] : [{ name, label: `${title} (${name})`, purpose, matter }];
  });
  const tokens = await Promise.all(accounts.map(({ name }) => tokenOf(name)));
  return {
    accounts: accounts.map((account, index) => ({ ...account, token: tokens[index] ?? '' })),
    citizenId: samplePerson.citizenId,
  };
}
