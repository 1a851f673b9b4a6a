import { PlumblineError } from '../../schema/errors.js';
import type { ComplaintKind } from '../../schema/oversight/matter.js';
import { titles } from './complaint.js';
import { type IntakeParts, open } from './intake.js';

/** A complaint as the register of corrections has it, and the policies show it to the engine: without its words. */
export interface RegisterComplaint {
  readonly adapter: string;
  readonly id: string;
  readonly subjectNo: string;
  readonly kind: ComplaintKind;
  /** Token of whoever complained; null where nobody can be told. */
  readonly person: string | null;
  /** ISO 8601. */
  readonly receivedAt: string | null;
  readonly agencyCode: string | null;
  readonly divisionCode: string | null;
}

/** What became of complaints of the register. */
export interface TakenComplaints {
  readonly opened: number;
  readonly known: number;
  /** Of a division without a procuratorate. */
  readonly unplaced: number;
}

/**
 * T1a: what people complain of at the corrections agency comes to the procuratorate like what they complain of by themselves (社区矫正法
 * 34), each once, by its key in the register. Its words stay there: the officer in charge reads them under the matter.
 */
export async function takeComplaint(parts: IntakeParts, found: RegisterComplaint): Promise<keyof TakenComplaints> {
  const { adapter, id, subjectNo, kind, person, receivedAt, agencyCode, divisionCode } = found;
  const sourceKey = `register:${adapter}:${id}`;
  if ((await parts.matters.ofSource(sourceKey)) !== null) return 'known';
  const house = divisionCode === null ? null : parts.intake.houseOf(divisionCode);
  if (divisionCode === null || house === null) return 'unplaced';
  try {
    await open(parts, house, {
      origin: 'COMPLAINT',
      entry: 'COMPLAINT_RECEIVED',
      transition: 'T1a',
      title: titles[kind],
      line: 'EXECUTION',
      ...{ agencyCode, divisionCode, sourceKey },
      sealed: false,
      persons: person === null ? [] : [person],
      files: [subjectNo],
      complainant: person,
      complaint: { kind, text: `社区矫正机构登记 ${id} ${receivedAt ?? ''}`.trim() },
      assignee: null,
      findings: [],
      by: { id: `adapter:${adapter}`, agency: agencyCode ?? adapter },
      step: { words: null, records: [`SubjectComplaint:${id}`] },
    });
    return 'opened';
  } catch (error) {
    // Another process was quicker.
    if (error instanceof PlumblineError && error.code === 'OVERSIGHT_STATE') return 'known';
    throw error;
  }
}
