import { defaults, generateLives } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { canaryOf, columnCanary, type TrapKind, trapKinds } from '../../demo/lives/traps/canary.js';
import { trapKey } from '../../demo/lives/traps/trap-lives.js';

/** What of a trap must not leave: its canary, and the numbers that name its records and its person. */
export interface TrapSigns {
  readonly kind: TrapKind | 'columns';
  readonly signs: readonly string[];
}

interface Caught {
  readonly citizenId: string;
  /** Numbers of its records by the name of the field that holds them. */
  readonly numbers: ReadonlyMap<string, readonly string[]>;
}

/** Fields of facts that name records. */
const naming = [
  ...['subjectNo', 'caseNumber', 'documentId', 'caseNo', 'decisionNumber', 'referralNo', 'incidentNo'],
  ...['projectNo', 'paymentNo', 'entitlementNo', 'bidNo', 'licenceNo'],
];

const caught: ReadonlyMap<TrapKind, Caught> = catchAll();

function catchAll(): ReadonlyMap<TrapKind, Caught> {
  const found = new Map<TrapKind, Caught>();
  for (const { key, persons, facts } of generateLives(defaults)) {
    const kind = trapKinds.find((each) => trapKey(each) === key);
    if (kind === undefined && found.size > 0) break;
    if (kind === undefined) continue;
    const numbers = naming.map((field) => {
      const values = facts.flatMap((fact) =>
        Object.entries(fact).flatMap(([name, value]) => (name === field ? [value] : [])),
      );
      return [field, [...new Set(values.filter((value) => typeof value === 'string'))]] as const;
    });
    found.set(kind, { citizenId: persons[0]?.citizenId ?? '', numbers: new Map(numbers) });
  }
  return found;
}

export const trapPersons: ReadonlyMap<TrapKind, string> = new Map(
  [...caught].map(([kind, { citizenId }]) => [kind, citizenId]),
);

/** A number of a trap's record, by the field that holds it. */
export function numberOf(kind: TrapKind, field: string): string {
  const [number] = caught.get(kind)?.numbers.get(field) ?? [];
  if (number === undefined) throw new Error(`nothing of ${kind} has a ${field}`);
  return number;
}

/** Every trap with its signs, the columns that nobody reads among them. */
export const traps: readonly TrapSigns[] = [
  { kind: 'columns', signs: [columnCanary] },
  ...[...caught].map(([kind, { citizenId, numbers }]) => ({
    kind,
    signs: [canaryOf[kind], citizenId, ...[...numbers.values()].flat()],
  })),
];

const ofSamplePerson: ReadonlyMap<string, readonly string[]> = new Map([
  ['citizenId', [samplePerson.citizenId]],
  ['subjectNo', [samplePerson.correctionSubjectNo]],
  ['caseNumber', [samplePerson.courtCaseNumber, samplePerson.policeCaseNumber, samplePerson.enforcementCaseNumber]],
  ['documentId', ['WS20250000000907']],
  ['caseNo', [samplePerson.adminCaseNumber, samplePerson.publicOrderCaseNumber]],
  ['decisionNumber', [samplePerson.adminDecisionNumber]],
  ['projectNo', [`${samplePerson.subsidyProjectNo}-2026`]],
]);

/** Whom and what the matrix asks for by name: the sample person, and everybody that is trapped. */
export const keyValues: ReadonlyMap<string, readonly string[]> = new Map(
  ['citizenId', ...naming].map((field) => [
    field,
    [
      ...(ofSamplePerson.get(field) ?? []),
      ...(field === 'citizenId'
        ? trapPersons.values()
        : [...caught.values()].flatMap(({ numbers }) => numbers.get(field) ?? [])),
    ],
  ]),
);

/**
 * Which traps an account may meet (domain 5.3): everybody else's rows of the county, its own penalties, its own desk's
 * juveniles, and what the engine compares. Of every other trap nothing may be seen.
 */
const audiences: Readonly<Record<string, readonly TrapKind[]>> = {
  prosecutor: ['other-agency'],
  'juvenile-prosecutor': ['other-agency'],
  'civil-prosecutor': ['other-agency'],
  'public-interest-prosecutor': ['other-agency'],
  'deputy-chief-procurator': ['other-agency'],
  'second-deputy-chief-procurator': ['other-agency'],
  'police-officer': ['public-order'],
  'police-legal-officer': ['public-order'],
  'minors-corrections-officer': ['sealed-juvenile'],
  'oversight-engine': ['other-agency', 'public-order'],
};

/** Whether an account may meet the records of a trap. */
export const mayMeet = (account: string, kind: TrapSigns['kind']): boolean =>
  kind !== 'columns' && (audiences[account] ?? []).includes(kind);

/**
 * The traps that an account sprung: whose signs stand in a text although they are not for it. What the account said itself
 * (`given`) is no sign.
 */
export function sprung(account: string, text: string, given = ''): readonly string[] {
  return traps
    .filter(({ kind }) => !mayMeet(account, kind))
    .filter(({ signs }) => signs.some((sign) => !given.includes(sign) && text.includes(sign)))
    .map(({ kind }) => kind);
}

/** Numbers of a trap's records by the name of the field that holds them. */
export const caughtNumbers = (kind: TrapKind): ReadonlyMap<string, readonly string[]> =>
  caught.get(kind)?.numbers ?? new Map();
