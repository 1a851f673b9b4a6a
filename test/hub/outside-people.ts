import type { Fact, Life } from '../../demo/lives/facts.js';
import { defaults, generateLives } from '../../demo/lives/generate-lives.js';
import type { OrganizationFact } from '../../demo/lives/person-facts.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { trapKey } from '../../demo/lives/traps/trap-lives.js';

// People of the county who stand before its door, by what they live through, whatever the seed drew for it.

const lives = firstLives();

/** Who applied for the enforcement against the sample person. */
export const creditor = findCreditor();

/** A minor's case that was sealed. */
export const sealedCase = findSealedCase();

/** Somebody who represents a company by law, and the company, of which there is no record. */
export const representative = findRepresentative();

/** A company that was convicted of giving bribes some months ago, and the number of its case. */
export const convicted = findConvicted();

function lifeOf(key: string): Life {
  const found = lives.find((life) => life.key === key);
  if (found === undefined) throw new Error(`nobody lives as ${key}`);
  return found;
}

/** Those who are told of by name, planted or trapped: they come first in every country. */
function firstLives(): readonly Life[] {
  const found: Life[] = [];
  for (const life of generateLives(defaults)) {
    found.push(life);
    if (life.key === trapKey('sealed-juvenile')) break;
  }
  return found;
}

function citizenOf({ persons }: Life, key: string | null): string {
  const found = persons.find((person) => person.key === key);
  if (found === undefined) throw new Error('nobody like this lives there');
  return found.citizenId;
}

function findCreditor(): string {
  const life = lifeOf('sample');
  const isSued = ({ caseNumber, role }: { readonly caseNumber: string; readonly role: string }) =>
    caseNumber === samplePerson.civilCaseNumber && role === 'PLAINTIFF';
  return citizenOf(life, of(life, 'Party').find(isSued)?.person ?? null);
}

function findSealedCase() {
  const life = lifeOf(trapKey('sealed-juvenile'));
  const [accused] = of(life, 'Party').filter(({ role }) => role === 'DEFENDANT');
  if (accused === undefined) throw new Error('nobody is accused there');
  return { citizenId: citizenOf(life, accused.person), caseNumber: accused.caseNumber };
}

function findRepresentative() {
  for (const life of lives) {
    const office = of(life, 'CompanyOfficer').find(
      ({ office, to }) => office === 'LEGAL_REPRESENTATIVE' && to === null,
    );
    if (office === undefined) continue;
    return { citizenId: citizenOf(life, office.person), company: companyIn(life, office.organization) };
  }
  throw new Error('nobody represents a company');
}

function findConvicted() {
  for (const life of lives) {
    const record = of(life, 'BriberyConviction').find(({ convicted }) => convicted === 'ORGANIZATION');
    if (record?.organization != null)
      return { company: companyIn(life, record.organization), caseNumber: record.caseNumber };
  }
  throw new Error('no company was convicted');
}

function companyIn({ organizations }: Life, key: string): Pick<OrganizationFact, 'uscc' | 'name'> {
  const found = organizations.find((each) => each.key === key);
  if (found === undefined) throw new Error('a company is not among those of its life');
  return found;
}

function of<K extends Fact['kind']>({ facts }: Life, kind: K) {
  return facts.filter((fact): fact is Extract<Fact, { readonly kind: K }> => fact.kind === kind);
}

const fields = 'applicationNumber state capacity hasRecord letterNumber validUntil verificationCode contentHash';

/** What is asked about letters on bribery records. */
export const letters = {
  apply: `mutation ($input: BriberyLetterInput!) { applyForBriberyLetter(input: $input) { ${fields} dueDate } }`,
  issue: `mutation ($number: String!) { issueBriberyLetter(applicationNumber: $number) { ${fields} decidedBy } }`,
  mine: `{ briberyLetters { totalCount nodes { ${fields} } } }`,
  verify: `query ($number: String!, $code: String!) {
    verifyBriberyLetter(letterNumber: $number, code: $code) {
      isGenuine validity organizationName projectName hasRecord issuedOn validUntil
    }
  }`,
} as const;

/** Variables of an application about a company. */
export const applied = ({ uscc, name }: Pick<OrganizationFact, 'uscc' | 'name'>, rest = {}) => ({
  input: {
    ...{ creditCode: uscc, organizationName: name, projectNo: 'SDGP371422202611000001' },
    ...{ projectName: '宁津县道路养护工程', divisionCode: '371422', ...rest },
  },
});
