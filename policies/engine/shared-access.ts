import type { Change, Decision, Denial } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import { remember } from '../../schema/remember.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { codeOf, kindOf } from '../language/field-kind.js';
import type { PolicySets } from '../language/sets.js';
import type { CountingVerdict } from './counting.js';
import { explain } from './denial.js';
import { findChanges, type Outcome, type Question } from './explain.js';
import { createGrantIndex } from './grant-index.js';
import { createVerdicts, type Verdicts } from './judge.js';
import type { Laws } from './laws.js';
import { type StandingParts, standingOf } from './standing.js';

/** Standings kept unless it is said otherwise; those in use are a few dozen. */
const usual = 250;

/** What principals of one standing share: everything but the values in their row conditions. */
export interface SharedAccess {
  readonly parts: StandingParts;
  /** Equal for equal standings under the same sets. */
  readonly key: string;
  readonly verdicts: Verdicts;
  decide(type: string, field: string): Decision;
  enter(type: string): Decision;
  counts(type: string): Exclude<CountingVerdict, { effect: 'DENY' }> | Denial;
}

/** Works the access of standings out, once each while they are among the last so many. */
export function createSharedAccess(
  sets: PolicySets,
  facts: SchemaFacts,
  laws: Laws,
  lines: ReadonlySet<BusinessLine>,
  kept = usual,
): (parts: StandingParts) => SharedAccess {
  const index = createGrantIndex(sets, facts, laws);
  const known = new Map<string, SharedAccess>();
  const asked = new Map<string, Verdicts>();

  const judge = (parts: StandingParts) => createVerdicts(index, laws, standingOf(sets, parts));
  // Only to explain: a standing with an approval of just this field is met once.
  const judgeAgain = (parts: StandingParts) =>
    parts.approvals.length > 0 ? judge(parts) : remember(asked, keyOf(sets, parts), () => judge(parts), usual);

  function share(parts: StandingParts, key: string): SharedAccess {
    const verdicts = judge(parts);
    const decisions = new Map<string, Map<string, Decision>>();
    const entries = new Map<string, Decision>();
    const countings = new Map<string, ReturnType<SharedAccess['counts']>>();

    function explained<Open extends { readonly effect: 'ALLOW' | 'MASK' }>(
      outcome: Open | Extract<Outcome, { effect: 'DENY' }>,
      type: string,
      field: string | null,
      ask: (from: Verdicts) => Outcome,
    ): Open | Denial {
      return outcome.effect === 'DENY' ? explain(outcome, parts.purpose, () => changesOf(type, field, ask)) : outcome;
    }

    function changesOf(type: string, field: string | null, ask: (from: Verdicts) => Outcome): readonly Change[] {
      const question: Question = {
        approvable: field === null ? [[type]] : approvableOf(facts, type, field),
        waiting: (purpose) => index.waiting(type, field, purpose),
        ask: (changed) => ask(judgeAgain(changed)),
        isOpen(relation, changed) {
          const [parent = '', name = ''] = relation.split('.');
          return judgeAgain(changed).decide(parent, name).effect !== 'DENY';
        },
      };
      return findChanges(parts, question, { sets, lines });
    }

    return {
      parts,
      key,
      verdicts,
      decide(type, field) {
        const fields = remember(decisions, type, () => new Map<string, Decision>());
        return remember(fields, field, () =>
          explained(verdicts.decide(type, field), type, field, (from) => from.decide(type, field)),
        );
      },
      enter: (type) =>
        remember(entries, type, () => explained(verdicts.enter(type), type, null, (from) => from.enter(type))),
      counts: (type) =>
        remember(countings, type, () => explained(verdicts.counts(type), type, null, (from) => from.counts(type))),
    };
  }

  return (parts) => {
    const key = keyOf(sets, parts);
    return remember(known, key, () => share(parts, key), kept);
  };
}

function keyOf({ version }: PolicySets, { roles, purpose, lines, matter, approvals }: StandingParts): string {
  return JSON.stringify([version, roles, purpose, lines, matter, approvals]);
}

/** What an approval would have to name for a field to open, the least first. */
function approvableOf(facts: SchemaFacts, typeName: string, field: string): readonly (readonly string[])[] {
  const type = facts.types.get(typeName);
  if (type === undefined) return [];
  const target = type.fields.get(field)?.target ?? typeName;
  switch (kindOf(type, field)) {
    case 'plain':
      return [[`${typeName}.${field}`]];
    case 'sibling':
      return [[`${typeName}.${codeOf(field)}`], [`${typeName}.${field}`]];
    case 'structural':
      return [[typeName]];
    case 'relation':
      return [[`${typeName}.${field}`], [target], [typeName, target]];
  }
}
