import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { FieldValue } from '../../../schema/scalar.js';

/** A record type as which somebody may learn of an event, and the field of it that the event's subject is. */
export interface Way {
  readonly type: string;
  readonly key: string;
  /** Member of the event's data → coordinate that opens it. */
  readonly members: Readonly<Record<string, string>>;
  /** Whether agency and division are those that it is told to, and not those of the record. */
  readonly isAddressed?: boolean;
  /** A coordinate that has to be open, too: who may not see that something happened is not told that it did. */
  readonly happening?: string;
}

/** What an event says of the record that it is about, in the words of the schema: policies know no events. */
export interface EventFacts extends Way {
  /** By type, the fields that the event tells; of all others nothing is known. */
  readonly known: (type: string) => ReadonlyMap<string, FieldValue>;
}

const matter: Way = {
  type: 'SupervisionMatter',
  key: 'matterNumber',
  happening: 'MatterStep.transition',
  members: {
    state: 'SupervisionMatter.state',
    version: 'SupervisionMatter.version',
    assignee: 'SupervisionMatter.assignee',
    sealed: 'SupervisionMatter.sealed',
    transition: 'MatterStep.transition',
    confidential: 'MatterStep.confidential',
    document: 'SupervisionDocument.documentNumber',
  },
};

const finding: Way = {
  type: 'Finding',
  key: 'findingId',
  members: {
    rule: 'Finding.ruleId',
    severity: 'Finding.severity',
    status: 'Finding.status',
    returns: 'Finding.returns',
    sealed: 'Finding.sealed',
  },
};

/** That it is to be executed in a place is told there: procuratorate and corrections know deliveries, the police the sentence. */
const handover: readonly Way[] = [
  {
    type: 'DeliveryRecord',
    key: 'caseNumber',
    isAddressed: true,
    members: {
      judgment: 'DeliveryRecord.judgmentId',
      court: 'DeliveryRecord.agencyCode',
      executingAgency: 'DeliveryRecord.executingAgency',
      effectiveDate: 'Judgment.effectiveDate',
      residence: 'DeliveryRecord.executingAgencyDivisionCode',
      sealed: 'DeliveryRecord.sealed',
    },
  },
  {
    type: 'Sentence',
    key: 'caseNumber',
    isAddressed: true,
    members: { court: 'Sentence.agencyCode', sealed: 'Sentence.sealed' },
  },
];

/** Events of other kinds are told nobody: closed when in doubt. */
const ways: readonly (readonly [prefix: string, ways: readonly Way[]])[] = [
  ['cn.plumbline.finding.', [finding]],
  ['cn.plumbline.matter.', [matter]],
  ['cn.plumbline.judgment.', handover],
];

/** As what somebody may learn of an event, the first that opens it; none for a kind that the hub does not know. */
export function factsOf(event: OversightEvent): readonly EventFacts[] {
  const of = ways.find(([prefix]) => event.type.startsWith(prefix))?.[1] ?? [];
  return of.map((way) => ({ ...way, known: (type) => knownOf(event, way, type) }));
}

function knownOf(
  event: OversightEvent,
  { type: record, key, members, isAddressed = false }: Way,
  type: string,
): ReadonlyMap<string, FieldValue> {
  const { subject, agencyCode, divisionCode, line, data } = event;
  const known = new Map<string, FieldValue>();
  // What hangs on a record names it by the field that is its key.
  if (type === record || key === matter.key) known.set(key, subject);
  // An agency that an event does not name is one that is not to hear of it, and not one that the record has not.
  if (agencyCode !== null && !isAddressed) known.set('agencyCode', agencyCode);
  if (divisionCode !== null) known.set('jurisdictionDivisionCode', divisionCode);
  if (line !== null) known.set('line', line);
  if (typeof data.sealed === 'boolean') known.set('sealed', data.sealed);
  for (const [member, coordinate] of Object.entries(members)) {
    const value = data[member];
    if (value !== undefined && coordinate.startsWith(`${type}.`)) known.set(coordinate.slice(type.length + 1), value);
  }
  return known;
}
