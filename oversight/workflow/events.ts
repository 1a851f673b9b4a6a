import type { MatterState, OversightEvent, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { Transition } from './transitions.js';

/** What others are told of a step: numbers and states, never a person and never a word of what was said. */
export function matterEvent(
  matter: Pick<
    SupervisionMatterRecord,
    'number' | 'agencyCode' | 'divisionCode' | 'line' | 'version' | 'assignee' | 'sealed'
  >,
  { id: transition, to, confidential }: Pick<Transition, 'id' | 'confidential'> & { readonly to: MatterState },
  { id, at, document }: { readonly id: string; readonly at: string; readonly document: string | null },
): OversightEvent {
  return {
    id,
    type: `cn.plumbline.matter.${to.toLowerCase().replaceAll('_', '-')}`,
    subject: matter.number,
    at,
    data: {
      transition,
      state: to,
      version: matter.version + 1,
      assignee: matter.assignee,
      document,
      // For whoever delivers: of a step in house the agency is not told.
      confidential,
      // For whoever delivers: to those alone who may know of sealed records.
      sealed: matter.sealed,
    },
    agencyCode: matter.agencyCode,
    divisionCode: matter.divisionCode,
    line: matter.line,
  };
}
