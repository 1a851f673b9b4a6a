import { createHash } from 'node:crypto';
import { PlumblineError } from '../../schema/errors.js';
import type { IntakeCounts, LandedPush, PushedRecord } from '../../schema/oversight/intake.js';
import type { MatterStepRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { FieldValue } from '../../schema/scalar.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { matterEvent } from './events.js';
import { type IntakeParts, open } from './intake.js';
import { bareStep } from './step.js';

/** Which pushed records become matters (domain 1.3: the sub-platforms; 4.2, T1). */
export interface PushIntake {
  /** What was taken is kept under it. */
  readonly id: string;
  readonly entity: string;
  /** Systems that push them; any where it is null. */
  readonly adapters: readonly string[] | null;
  /** Values of fields, one of which a record has to have of each. */
  readonly where: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  readonly line: BusinessLine;
  /** What its matters are called: of records that name people nothing stands in a title. */
  readonly title: string;
  /** Whose work it is, where a record does not say. */
  readonly agency: string | null;
  /** What landed before is not taken, ISO 8601; null: everything is. */
  readonly since: string | null;
}

/** Where a record says what a matter is made of. */
export interface IntakeFields {
  /** Numbers of the files that it is about: its own first. */
  readonly files: readonly string[];
  /** Citizen ids of the persons that it is about. */
  readonly persons: readonly string[];
}

export interface PushedRecordParts extends IntakeParts {
  readonly fieldsOf: (entity: string) => IntakeFields;
  readonly sealPerson: (citizenId: string) => string;
}

type Outcome = keyof IntakeCounts;

/** How often a record is looked at again that others were quicker with. */
const mostTries = 5;

/** Takes a record that was pushed into its matter; null for one that no matter is made of. */
export async function takeRecord(
  parts: PushedRecordParts,
  intake: PushIntake,
  push: LandedPush,
  record: PushedRecord,
): Promise<Outcome | null> {
  const sourceKey = `push:${push.adapter}:${record.entity}:${record.key}`;
  for (let tries = 1; ; tries += 1) {
    const matter = await parts.matters.ofSource(sourceKey);
    try {
      if (matter !== null) return await addTo(parts, matter, push, record);
      if (record.isWithdrawn || !concerns(intake, record)) return null;
      return await openFor(parts, intake, push, record, sourceKey);
    } catch (error) {
      // Somebody moved the matter, or another process opened it: it is looked at again.
      if (!(error instanceof PlumblineError) || error.code !== 'OVERSIGHT_STATE' || tries === mostTries) throw error;
    }
  }
}

function concerns({ where }: PushIntake, { values }: PushedRecord): boolean {
  return Object.entries(where).every(([field, among]) => among.some((value) => value === values[field]));
}

async function openFor(
  parts: PushedRecordParts,
  intake: PushIntake,
  push: LandedPush,
  record: PushedRecord,
  sourceKey: string,
): Promise<Outcome> {
  const { values } = record;
  const divisionCode = textOf(values.jurisdictionDivisionCode);
  const house = divisionCode === null ? null : parts.intake.houseOf(divisionCode);
  if (divisionCode === null || house === null) return 'unplaced';
  const agencyCode = codeOf(values.agencyCode) ?? intake.agency;
  const { persons, files, sealed } = aboutOf(parts, record);
  await open(parts, house, {
    origin: 'PUSH',
    entry: 'PUSHED',
    transition: 'T1',
    title: intake.title,
    line: sealed ? 'JUVENILE' : intake.line,
    ...{ agencyCode, divisionCode, sealed, sourceKey },
    ...{ persons, files },
    complainant: null,
    complaint: null,
    assignee: null,
    findings: [],
    by: byOf(push, agencyCode),
    step: stepOf(push, record),
  });
  return 'opened';
}

/** Whom and what a record is about, and whether it is sealed: what cannot be read of that is closed. */
function aboutOf({ fieldsOf, sealPerson }: PushedRecordParts, { entity, key, values, flags }: PushedRecord) {
  const fields = fieldsOf(entity);
  const textsOf = (names: readonly string[]) => names.flatMap((name) => textOf(values[name]) ?? []);
  return {
    persons: distinct(textsOf(fields.persons)).map(sealPerson),
    files: distinct([...textsOf(fields.files), key]),
    sealed: values.sealed === true || flags.sealed !== undefined,
  };
}

/**
 * Another version of a record that is in a matter is put on its record, whoever is at it, and whether it is closed; whom it names since
 * is among its persons, and what is sealed since seals it.
 */
async function addTo(
  parts: PushedRecordParts,
  matter: SupervisionMatterRecord,
  push: LandedPush,
  record: PushedRecord,
): Promise<Outcome> {
  const { matters, clock, newId } = parts;
  const pushed = (await matters.steps(matter.number)).filter(({ transition }) => transition === 'T1');
  const step = stepOf(push, record);
  if (pushed.at(-1)?.records.includes(snapshotOf(record)) === true) return 'known';
  const at = clock().toISOString();
  const stays = { id: 'T1', from: [matter.state], to: matter.state, duty: 'HUB', confidential: true } as const;
  const { id: account, agency: actorAgency } = byOf(push, matter.agencyCode);
  const { persons, files, sealed } = aboutOf(parts, record);
  await matters.apply({
    number: matter.number,
    version: matter.version,
    set: {
      ...added('persons', matter.persons, persons),
      ...added('files', matter.files, files),
    },
    seals: sealed,
    step: {
      ...{ ...bareStep, ...step, at, account, actorAgency },
      ...{ transition: stays.id, from: matter.state, to: matter.state, confidential: true },
    },
    events: [matterEvent({ ...matter, sealed: matter.sealed || sealed }, stays, { id: newId(), at, document: null })],
  });
  return 'added';
}

function added<Name extends 'persons' | 'files'>(name: Name, before: readonly string[], now: readonly string[]) {
  const all = distinct([...before, ...now]);
  return all.length === before.length ? {} : { [name]: all };
}

const byOf = ({ adapter }: LandedPush, agency: string | null) => ({
  id: `adapter:${adapter}`,
  agency: agency ?? adapter,
});

/** What is recorded of a push: with which delivery it came, and digests of what was in it (domain 4.2, T1). */
function stepOf(push: LandedPush, record: PushedRecord): Pick<MatterStepRecord, 'words' | 'records'> {
  return {
    words: `${record.isWithdrawn ? '撤回' : '推送'} ${push.key} ${push.receivedAt} ${push.digest}`,
    records: [
      `${record.entity}:${record.key}`,
      snapshotOf(record),
      ...record.attachments.map(({ digest }) => `sha256:${digest}`),
    ],
  };
}

/** Digest of a record as it was pushed, with its files. */
function snapshotOf({ values, attachments }: PushedRecord): string {
  const members = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  const files = attachments.map(({ name, digest }) => [name, digest]);
  return `sm3:${createHash('sm3')
    .update(JSON.stringify([members, files]))
    .digest('hex')}`;
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** What is too long for a code is none: a slip in one record holds up nobody's pushes. */
function codeOf(value: FieldValue | undefined): string | null {
  const text = textOf(value);
  return text !== null && text.length <= 64 ? text : null;
}

function textOf(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
