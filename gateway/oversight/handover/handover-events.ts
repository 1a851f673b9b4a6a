import { createHash } from 'node:crypto';
import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { EffectiveJudgment } from './effective-judgments.js';

/**
 * Whom a judgment has to reach that is executed in the community (社区矫正法 20; 刑事诉讼法 269): the division of each convict's
 * residence, with its procuratorate's resident office and its judicial office, and each agency that it was delivered to. Names no
 * person. Each is told once: the ids are those of judgment and addressee.
 */
export function handoverEvents(judgment: EffectiveJudgment, at: string): readonly OversightEvent[] {
  if (!isExecutedInCommunity(judgment)) return [];
  return [...residences(judgment), ...deliveries(judgment)].map(({ kind, agencyCode, divisionCode, data }) => ({
    id: idOf(kind, judgment.documentId, agencyCode ?? divisionCode ?? ''),
    type: `cn.plumbline.judgment.${kind}`,
    subject: judgment.caseNumber ?? judgment.documentId,
    at,
    data: {
      judgment: judgment.documentId,
      effectiveDate: judgment.effectiveDate,
      court: judgment.agencyCode,
      ...data,
      sealed: judgment.sealed === true,
    },
    ...{ agencyCode, divisionCode },
    line: 'EXECUTION',
  }));
}

interface Addressee extends Pick<OversightEvent, 'agencyCode' | 'divisionCode' | 'data'> {
  readonly kind: 'effective' | 'delivered';
}

/** Public surveillance and probation: parole and service outside prison are decided by rulings of their own (刑法 38, 76). */
function isExecutedInCommunity({ sentences }: EffectiveJudgment): boolean {
  return (sentences?.nodes ?? []).some(isCommunity);
}

const isCommunity = (sentence: {
  readonly principalPenalty: string | null;
  readonly probationDeclared: boolean | null;
}): boolean => sentence.probationDeclared === true || sentence.principalPenalty === 'PUBLIC_SURVEILLANCE';

/** A convict whose residence nobody tells yet is the court's own division's to look for. */
function residences({ sentences, jurisdictionDivisionCode }: EffectiveJudgment): readonly Addressee[] {
  const known = new Map<string, string>();
  for (const sentence of (sentences?.nodes ?? []).filter(isCommunity)) {
    const residence = sentence.person?.residenceDivisionCode ?? null;
    if (residence !== null) known.set(residence, residence);
    else if (jurisdictionDivisionCode !== null && !known.has(jurisdictionDivisionCode))
      known.set(jurisdictionDivisionCode, 'UNKNOWN');
  }
  return [...known].map(([divisionCode, residence]) => ({
    kind: 'effective',
    agencyCode: null,
    divisionCode,
    data: { residence },
  }));
}

function deliveries({ deliveries: delivered, jurisdictionDivisionCode }: EffectiveJudgment): readonly Addressee[] {
  const agencies = new Map<string, Addressee>();
  for (const { executingAgency, executingAgencyDivisionCode } of delivered?.nodes ?? []) {
    if (executingAgency === null || agencies.has(executingAgency)) continue;
    agencies.set(executingAgency, {
      kind: 'delivered',
      agencyCode: executingAgency,
      divisionCode: executingAgencyDivisionCode ?? jurisdictionDivisionCode,
      data: { executingAgency },
    });
  }
  return [...agencies.values()];
}

function idOf(kind: string, ...of: readonly string[]): string {
  return `${kind}-${createHash('sha256').update(JSON.stringify(of)).digest('base64url')}`;
}
