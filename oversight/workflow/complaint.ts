import { createHash } from 'node:crypto';
import type { ComplaintKind, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { Principal } from '../../schema/principal.js';
import { dayOf } from '../../schema/values/day.js';
import type { Input } from './input.js';
import { textOf } from './input.js';
import { type IntakeParts, open } from './intake.js';
import { lacking } from './refusals.js';

/** A correction of whoever asks, as the register has it and the policies show it to its subject. */
export interface OwnCorrection {
  readonly subjectNo: string;
  /** Token of the person. */
  readonly person: string;
  readonly agencyCode: string;
  readonly divisionCode: string;
  readonly isGoingOn: boolean;
  readonly isSealed: boolean;
}

export interface ComplaintParts extends IntakeParts {
  /** Asks the hub in the complainant's own name; rejects with `OVERSIGHT_GUARD` while the register does not answer. */
  readonly correctionsOf: (complainant: Principal) => Promise<readonly OwnCorrection[]>;
}

/** What a matter is called that came of a complaint: not that one came, for its documents go to whom it accuses (社区矫正法 34). */
export const titles: Readonly<Record<ComplaintKind, string>> = {
  RECORD_MISSING: '社区矫正记录完整性',
  TREATMENT: '社区矫正监管行为',
  CHARGES: '社区矫正收费',
  OTHER: '社区矫正执法活动',
};

/**
 * T1a: what a person under correction complains of is received, and assigned at once (社区矫正法 34; domain 1.1, 19 and 20). Sent again it
 * is the one that was received.
 */
export async function fileComplaint(
  parts: ComplaintParts,
  input: Input,
  complainant: Principal,
): Promise<SupervisionMatterRecord> {
  const text = textOf(input, 'text', 5, 2_000);
  const kind = input.kind as ComplaintKind;
  const correction = chosen(await parts.correctionsOf(complainant), input);
  const sourceKey = keyOf(correction, kind, text, dayOf(parts.clock()));
  const known = await parts.matters.ofSource(sourceKey);
  if (known !== null) return known;
  const house = parts.intake.houseOf(correction.divisionCode);
  if (house === null) throw lacking('no procuratorate is set up for the division of your correction');
  return open(parts, house, {
    origin: 'COMPLAINT',
    entry: 'COMPLAINT_RECEIVED',
    transition: 'T1a',
    title: titles[kind],
    line: correction.isSealed ? 'JUVENILE' : 'EXECUTION',
    agencyCode: correction.agencyCode,
    divisionCode: correction.divisionCode,
    sealed: correction.isSealed,
    persons: [correction.person],
    files: [correction.subjectNo],
    complainant: correction.person,
    complaint: { kind, text },
    sourceKey,
    assignee: null,
    findings: [],
    by: complainant,
    step: { words: text },
  });
}

/** The one that was named; else the one that goes on. */
function chosen(corrections: readonly OwnCorrection[], { subjectNo = null }: Input): OwnCorrection {
  const found =
    subjectNo === null
      ? (corrections.find(({ isGoingOn }) => isGoingOn) ?? corrections.at(-1))
      : corrections.find((each) => each.subjectNo === subjectNo);
  if (found === undefined) throw lacking('you are under no such correction that the register knows');
  return found;
}

/** The same words of the same person on one day are one complaint, however often a telephone sends them. */
function keyOf({ person, subjectNo }: OwnCorrection, kind: ComplaintKind, text: string, day: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([person, subjectNo, kind, text, day]))
    .digest('hex');
  return `complaint:${digest}`;
}
