import { createHash } from 'node:crypto';
import { PlumblineError } from '../../schema/errors.js';
import type { IntakeBook, IntakeCounts, LandedPush, PushedRecord } from '../../schema/oversight/intake.js';
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

export interface PushIntakeParts extends IntakeParts {
  readonly book: IntakeBook;
  readonly intakes: readonly PushIntake[];
  readonly fieldsOf: (entity: string) => IntakeFields;
  readonly sealPerson: (citizenId: string) => string;
}

type Outcome = keyof IntakeCounts;

/** Pushes and records that are read at once. */
const atOnce = 100;

/** How often a record is looked at again that others were quicker with. */
const mostTries = 5;

const noCounts: IntakeCounts = { opened: 0, added: 0, known: 0, unplaced: 0 };

/**
 * T1: what agencies pushed since becomes matters, a record one: told by its source key, however often it is pushed and whoever takes
 * it. A push counts as taken when all its records are: who dies in between leaves it to be taken again, which opens nothing twice.
 */
export async function takePushes(parts: PushIntakeParts, signal: AbortSignal): Promise<IntakeCounts> {
  let all = noCounts;
  for (const intake of parts.intakes)
    for (const adapter of intake.adapters ?? (await parts.book.adapters())) {
      for (;;) {
        const pushes = await parts.book.waiting(intake.id, adapter, atOnce);
        for (const push of pushes) {
          const counts = await takePush(parts, intake, push, signal);
          await parts.book.taken(intake.id, push, counts);
          all = sumOf(all, counts);
        }
        if (pushes.length < atOnce) break;
      }
    }
  return all;
}

async function takePush(
  parts: PushIntakeParts,
  intake: PushIntake,
  push: LandedPush,
  signal: AbortSignal,
): Promise<IntakeCounts> {
  const counts = { ...noCounts };
  if (intake.since !== null && Date.parse(push.receivedAt) < Date.parse(intake.since)) return counts;
  let after: string | null = null;
  do {
    const records: readonly PushedRecord[] = await parts.book.records(push, intake.entity, { first: atOnce, after });
    for (const record of records) {
      signal.throwIfAborted();
      const outcome = await takeRecord(parts, intake, push, record);
      if (outcome !== null) counts[outcome] += 1;
    }
    after = records.length < atOnce ? null : (records.at(-1)?.key ?? null);
  } while (after !== null);
  return counts;
}

/** Null for a record that no matter is made of. */
async function takeRecord(
  parts: PushIntakeParts,
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
  parts: PushIntakeParts,
  intake: PushIntake,
  push: LandedPush,
  record: PushedRecord,
  sourceKey: string,
): Promise<Outcome> {
  const { values, flags } = record;
  const divisionCode = textOf(values.jurisdictionDivisionCode);
  const house = divisionCode === null ? null : parts.intake.houseOf(divisionCode);
  if (divisionCode === null || house === null) return 'unplaced';
  const agencyCode = textOf(values.agencyCode) ?? intake.agency;
  const { files, persons } = parts.fieldsOf(record.entity);
  const citizens = distinct(persons.flatMap((field) => textOf(values[field]) ?? []));
  // What cannot be read of whether it is sealed is closed.
  const sealed = values.sealed === true || flags.sealed !== undefined;
  await open(parts, house, {
    origin: 'PUSH',
    entry: 'PUSHED',
    transition: 'T1',
    title: intake.title,
    line: sealed ? 'JUVENILE' : intake.line,
    ...{ agencyCode, divisionCode, sealed, sourceKey },
    persons: citizens.map(parts.sealPerson),
    files: distinct([...files.flatMap((field) => textOf(values[field]) ?? []), record.key]),
    complainant: null,
    complaint: null,
    assignee: null,
    findings: [],
    by: byOf(push, agencyCode),
    step: stepOf(push, record),
  });
  return 'opened';
}

/** Another version of a record that is in a matter is put on its record, whoever is at it, and whether it is closed. */
async function addTo(
  { matters, clock, newId }: PushIntakeParts,
  matter: SupervisionMatterRecord,
  push: LandedPush,
  record: PushedRecord,
): Promise<Outcome> {
  const pushed = (await matters.steps(matter.number)).filter(({ transition }) => transition === 'T1');
  const step = stepOf(push, record);
  if (pushed.at(-1)?.records.includes(snapshotOf(record)) === true) return 'known';
  const at = clock().toISOString();
  const stays = { id: 'T1', from: [matter.state], to: matter.state, duty: 'HUB', confidential: true } as const;
  const { id: account, agency: actorAgency } = byOf(push, matter.agencyCode);
  await matters.apply({
    number: matter.number,
    version: matter.version,
    set: {},
    step: {
      ...{ ...bareStep, ...step, at, account, actorAgency },
      ...{ transition: stays.id, from: matter.state, to: matter.state, confidential: true },
    },
    events: [matterEvent(matter, stays, { id: newId(), at, document: null })],
  });
  return 'added';
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

function textOf(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function sumOf(one: IntakeCounts, other: IntakeCounts): IntakeCounts {
  return {
    opened: one.opened + other.opened,
    added: one.added + other.added,
    known: one.known + other.known,
    unplaced: one.unplaced + other.unplaced,
  };
}
