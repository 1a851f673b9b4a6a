import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { FieldValue } from '../../../schema/scalar.js';

/** What an event says of the record that it is about, in the words of the schema: policies know no events. */
export interface EventFacts {
  /** Record type. */
  readonly type: string;
  /** Field that its subject is the value of. */
  readonly key: string;
  /** Fields of the record that the event tells; of all others nothing is known. */
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** What the event tells of a step that was taken, if it does. */
  readonly step: ReadonlyMap<string, FieldValue>;
  /** Member of the event's data → coordinate that opens it. */
  readonly members: Readonly<Record<string, string>>;
}

interface EventKind {
  readonly prefix: string;
  readonly type: string;
  readonly key: string;
  readonly members: Readonly<Record<string, string>>;
}

/** Events of other kinds are told nobody: closed when in doubt. */
const kinds: readonly EventKind[] = [
  {
    prefix: 'cn.plumbline.finding.',
    type: 'Finding',
    key: 'findingId',
    members: {
      rule: 'Finding.ruleId',
      severity: 'Finding.severity',
      status: 'Finding.status',
      returns: 'Finding.returns',
      sealed: 'Finding.sealed',
    },
  },
  {
    prefix: 'cn.plumbline.matter.',
    type: 'SupervisionMatter',
    key: 'matterNumber',
    members: {
      state: 'SupervisionMatter.state',
      version: 'SupervisionMatter.version',
      assignee: 'SupervisionMatter.assignee',
      sealed: 'SupervisionMatter.sealed',
      transition: 'MatterStep.transition',
      document: 'SupervisionDocument.documentNumber',
    },
  },
  {
    prefix: 'cn.plumbline.judgment.',
    type: 'Judgment',
    key: 'documentId',
    members: {
      effectiveDate: 'Judgment.effectiveDate',
      court: 'Judgment.agencyCode',
      courtDivision: 'Judgment.jurisdictionDivisionCode',
      penalties: 'Sentence.principalPenalty',
      sealed: 'Judgment.sealed',
    },
  },
];

/** Facts of an event; null for a kind that the hub does not know. */
export function factsOf(event: OversightEvent): EventFacts | null {
  const kind = kinds.find(({ prefix }) => event.type.startsWith(prefix));
  if (kind === undefined) return null;
  const told = Object.entries(kind.members).flatMap(([member, coordinate]) => {
    const value = event.data[member];
    return value === undefined ? [] : [{ coordinate, value }];
  });
  const of = (type: string) =>
    told.flatMap(({ coordinate, value }) =>
      coordinate.startsWith(`${type}.`) ? [[coordinate.slice(type.length + 1), value] as const] : [],
    );
  const scope = scopeOf(event, kind.type);
  return {
    ...kind,
    fields: new Map<string, FieldValue>([[kind.key, event.subject], ...scope, ...of(kind.type)]),
    step: new Map<string, FieldValue>([['matterNumber', event.subject], ...scope, ...of('MatterStep')]),
  };
}

/** An agency that an event does not name is one that is not to hear of it, and not one that the record has not. */
function scopeOf({ agencyCode, divisionCode, line, data }: OversightEvent, type: string) {
  const scope: (readonly [string, FieldValue])[] = [];
  if (agencyCode !== null) scope.push(['agencyCode', agencyCode]);
  // A judgment belongs to its court's division, and is told to another.
  if (divisionCode !== null && type !== 'Judgment') scope.push(['jurisdictionDivisionCode', divisionCode]);
  if (line !== null) scope.push(['line', line]);
  if (typeof data.sealed === 'boolean') scope.push(['sealed', data.sealed]);
  return scope;
}
