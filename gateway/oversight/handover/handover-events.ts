import { createHash } from 'node:crypto';
import { covers } from '../../../schema/codes/division.js';
import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { AgencyOf } from './corrections-agencies.js';
import type { EffectiveJudgment } from './effective-judgments.js';
import type { OutsideRuling } from './outside-rulings.js';

/**
 * Whom a judgment has to reach that is executed in the community (社区矫正法 20; 刑事诉讼法 269): the division of each convict's
 * residence, with its procuratorate's resident office, its corrections agency and judicial office, and each agency that it was delivered
 * to. Names no person. Each is told once: the ids are those of judgment and addressee.
 */
export function handoverEvents(judgment: EffectiveJudgment, at: string, agencyOf: AgencyOf): readonly OversightEvent[] {
  const sentences = (judgment.sentences?.nodes ?? []).filter(isCommunity);
  if (sentences.length === 0) return [];
  const { documentId: id } = judgment;
  const places = residences(
    sentences.map(({ person }) => person),
    judgment,
  );
  const told = [...atResidences('effective', places, agencyOf), ...deliveries(judgment, places)];
  return told.map((addressee) => eventOf({ ...judgment, id }, addressee, at));
}

/** The same of a ruling by which a prisoner goes on outside (社区矫正法 20 to 22): the place of residence is told. */
export function rulingEvents(ruling: OutsideRuling, at: string, agencyOf: AgencyOf): readonly OversightEvent[] {
  const told = atResidences(kinds[ruling.kind], residences([ruling.person], ruling), agencyOf);
  return told.map((addressee) => eventOf(ruling, addressee, at));
}

interface Addressee extends Pick<OversightEvent, 'agencyCode' | 'divisionCode' | 'data'> {
  readonly kind: 'effective' | 'parole' | 'outside-prison' | 'delivered';
}

const kinds = { PAROLE: 'parole', OUTSIDE_PRISON: 'outside-prison' } as const satisfies Record<
  OutsideRuling['kind'],
  Addressee['kind']
>;

type Decided = Pick<
  OutsideRuling,
  'id' | 'caseNumber' | 'effectiveDate' | 'agencyCode' | 'jurisdictionDivisionCode' | 'sealed'
>;

function eventOf(
  { id, caseNumber, effectiveDate, agencyCode: court, sealed }: Decided,
  { kind, agencyCode, divisionCode, data }: Addressee,
  at: string,
): OversightEvent {
  return {
    id: idOf(kind, id, ...[agencyCode, divisionCode].filter((each) => each !== null)),
    type: `cn.plumbline.judgment.${kind}`,
    subject: caseNumber ?? id,
    at,
    data: { judgment: id, effectiveDate, court, ...data, sealed: sealed === true },
    ...{ agencyCode, divisionCode },
    line: 'EXECUTION',
  };
}

/** Public surveillance and probation (刑法 38, 76). */
const isCommunity = (sentence: {
  readonly principalPenalty: string | null;
  readonly probationDeclared: boolean | null;
}): boolean => sentence.probationDeclared === true || sentence.principalPenalty === 'PUBLIC_SURVEILLANCE';

/** A convict whose residence nobody tells yet is the court's own division's to look for. */
function residences(
  persons: readonly OutsideRuling['person'][],
  { jurisdictionDivisionCode }: Pick<Decided, 'jurisdictionDivisionCode'>,
): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const person of persons) {
    const residence = person?.residenceDivisionCode ?? null;
    if (residence !== null) known.set(residence, residence);
    else if (jurisdictionDivisionCode !== null && !known.has(jurisdictionDivisionCode))
      known.set(jurisdictionDivisionCode, 'UNKNOWN');
  }
  return known;
}

/** The place of residence, with the agency that executes there before anything is delivered to it (社区矫正法 17). */
function atResidences(
  kind: Addressee['kind'],
  places: ReadonlyMap<string, string>,
  agencyOf: AgencyOf,
): readonly Addressee[] {
  return [...places].map(([divisionCode, residence]) => {
    const executingAgency = agencyOf(divisionCode);
    const data = { residence, ...(executingAgency === null ? {} : { executingAgency }) };
    return { ...{ kind, divisionCode, data }, agencyCode: null };
  });
}

/** Each agency that it was delivered to, at each place within its division where a convict lives: that office is to know. */
function deliveries(
  { deliveries: delivered, jurisdictionDivisionCode }: EffectiveJudgment,
  residing: ReadonlyMap<string, string>,
): readonly Addressee[] {
  const agencies = new Map<string, readonly Addressee[]>();
  for (const { executingAgency, executingAgencyDivisionCode } of delivered?.nodes ?? []) {
    if (executingAgency === null || agencies.has(executingAgency)) continue;
    const division = executingAgencyDivisionCode ?? jurisdictionDivisionCode;
    const within = [...residing.keys()].filter((place) => division !== null && covers(division, place));
    const places = within.length > 0 ? within : [division];
    agencies.set(
      executingAgency,
      places.map((divisionCode) => ({
        ...{ kind: 'delivered', agencyCode: executingAgency, divisionCode },
        data: { executingAgency },
      })),
    );
  }
  return [...agencies.values()].flat();
}

function idOf(kind: string, ...of: readonly string[]): string {
  return `${kind}-${createHash('sha256').update(JSON.stringify(of)).digest('base64url')}`;
}
