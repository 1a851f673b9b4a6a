import type { Fact, FactKind, FactOf, Life } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import type { RecordRow } from '../../schema/adapter.js';
import type { FieldValue } from '../../schema/scalar.js';

type Values = Readonly<Record<string, FieldValue | null>>;

/** What the registers' facts come to in the schema, by record key: what an adapter is to answer where nothing was dirtied. */
export interface Told {
  readonly values: Values;
  readonly isExcluded: boolean;
}

const subsidyKind = (kind: string) => (kind === 'FUNERAL_GRANT' ? 'OTHER' : kind);

interface Known {
  readonly citizenId: (person: string | null) => string | null;
  readonly name: (person: string | null) => string | null;
  readonly creditCode: (organization: string | null) => string | null;
  readonly organizationName: (organization: string | null) => string | null;
}

type Telling = { readonly [K in FactKind]?: (fact: FactOf<K>, known: Known) => Values };

const telling: Telling = {
  SubsidyProject: ({ subsidyKind: kind, ...f }) => ({ ...own(f), subsidyKindCode: subsidyKind(kind) }),
  SubsidyPayment: ({ subsidyKind: kind, person, accountHolder, ...f }, { citizenId, name }) => ({
    ...own(f),
    subsidyKindCode: subsidyKind(kind),
    citizenId: citizenId(person),
    name: name(person),
    accountHolderName: name(accountHolder),
    accountHolderCitizenId: citizenId(accountHolder),
    jurisdictionDivisionCode: f.villageCode,
    sealed: f.sealed,
  }),
  PensionEntitlement: ofPerson,
  PensionPayment: ofPerson,
  PensionAdjustment: ofPerson,
  Employment: ({ employmentNo, employment, ...f }, known) => ({
    ...ofPerson(f, known),
    id: employmentNo,
    kind: employment,
  }),
  DeathRecord: ({ recordNo, placeDivision, certificateNo, ...f }, known) => ({
    ...ofPerson(f, known),
    id: recordNo,
    deathPlaceDivisionCode: placeDivision,
    certificateNumber: certificateNo,
  }),
  ProcurementBid: ({ organization, legalRepresentative, controller, ...f }, known) => ({
    ...own(f),
    ...ofOrganization(organization, known),
    legalRepresentativeName: known.name(legalRepresentative),
    legalRepresentativeCitizenId: known.citizenId(legalRepresentative),
    controllerName: known.name(controller),
    controllerCitizenId: known.citizenId(controller),
  }),
  BriberyConviction: (
    { fileNo, convicted, person, organization, legalRepresentative, court, charge, ...f },
    known,
  ) => ({
    ...own(f),
    ...ofOrganization(organization, known),
    id: fileNo,
    kind: convicted,
    citizenId: known.citizenId(person),
    name: known.name(person),
    legalRepresentativeCitizenId: known.citizenId(legalRepresentative),
    chargeName: charge,
    courtAgencyCode: court,
    sealed: f.sealed,
  }),
  ProfessionalLicence: ({ profession, ...f }, known) => ({ ...ofPerson(f, known), professionCode: profession }),
  CompanyOfficer: ({ organization, ...f }, known) => ({
    ...ofPerson(f, known),
    ...ofOrganization(organization, known),
  }),
};

type Held = Pick<Fact, 'kind' | 'key' | 'agency' | 'division' | 'updatedAt' | 'sealed'>;

function own<F extends Held>({ kind: _kind, key: _key, agency, division, updatedAt: _at, sealed: _sealed, ...f }: F) {
  return { ...f, agencyCode: agency, jurisdictionDivisionCode: division } as unknown as Values;
}

function ofPerson<F extends Held & { readonly person: string }>(
  { person, ...f }: F,
  { citizenId, name }: Pick<Known, 'citizenId' | 'name'>,
): Values {
  return { ...own(f), citizenId: citizenId(person), name: name(person), sealed: f.sealed };
}

const ofOrganization = (organization: string | null, { creditCode, organizationName }: Known) => ({
  creditCode: creditCode(organization),
  organizationName: organizationName(organization),
});

/** Everything of a kind that the generator tells, as the schema says it. */
export function told(kind: FactKind, options: { readonly scale: number; readonly seed?: string }): readonly Told[] {
  const found: Told[] = [];
  for (const life of generateLives(options)) {
    const known = knownIn(life);
    for (const fact of life.facts) {
      const tell = telling[kind] as ((fact: Fact, known: Known) => Values) | undefined;
      if (fact.kind === kind && tell) found.push({ values: tell(fact, known), isExcluded: life.isExcluded });
    }
  }
  return found;
}

function knownIn({ persons, organizations }: Life): Known {
  const person = (key: string | null) => persons.find((each) => each.key === key);
  const organization = (key: string | null) => organizations.find((each) => each.key === key);
  return {
    citizenId: (key) => person(key)?.citizenId ?? null,
    name: (key) => person(key)?.name ?? null,
    creditCode: (key) => organization(key)?.uscc ?? null,
    organizationName: (key) => organization(key)?.name ?? null,
  };
}

/** What rows say otherwise than the facts did, where nothing is flagged; and how many values were compared. */
export function differences(
  rows: readonly RecordRow[],
  facts: readonly Told[],
  key: (values: Values) => unknown,
): { readonly wrong: readonly string[]; readonly compared: number; readonly flagged: number } {
  const byKey = new Map(facts.map(({ values }) => [key(values), values]));
  const wrong: string[] = [];
  let [compared, flagged] = [0, 0];
  for (const { id, values, flags } of rows) {
    const fact = byKey.get(key(values));
    if (fact === undefined) {
      wrong.push(`${id}: nobody told it`);
      continue;
    }
    for (const [field, value] of Object.entries(values)) {
      if (!(field in fact)) continue;
      compared += 1;
      if (flags[field] !== undefined && flags[field].length > 0) flagged += 1;
      else if (JSON.stringify(value) !== JSON.stringify(fact[field]))
        wrong.push(`${field} ${value} for ${fact[field]}`);
    }
  }
  return { wrong, compared, flagged };
}
