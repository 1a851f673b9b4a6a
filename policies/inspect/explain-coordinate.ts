import type { Decision } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { CountingVerdict } from '../engine/counting.js';
import { laws } from '../engine/laws.js';
import { createSharedAccess } from '../engine/shared-access.js';
import { approvalsOf, linesInUse, partsOf } from '../engine/standing.js';
import type { Grant, PolicySets } from '../language/sets.js';
import { casesInWords, rowsInWords } from './row-words.js';
import { principalOf, type Specimen } from './specimen.js';

/** Why a coordinate is decided as it is. A denial in it tells its reason, its changes and its remedy. */
export interface CoordinateExplanation {
  /** `Type.field`, or `Type` for its entry points. */
  readonly coordinate: string;
  readonly decision: Decision;
  /** The grant that decided; null for what is denied, and for values inside of records. */
  readonly grant: Grant | null;
  /** Rows of the type that exist, in words. */
  readonly rows: readonly string[];
  /** Of a row-dependent field: what is seen on which rows. */
  readonly cases: readonly string[];
  readonly counts: Exclude<CountingVerdict, { effect: 'DENY' }> | null;
}

/** Explains one coordinate to one specimen; null when the schema does not know the coordinate. */
export function explainCoordinate(
  sets: PolicySets,
  facts: SchemaFacts,
  specimen: Specimen,
  coordinate: string,
): CoordinateExplanation | null {
  const [name = '', field] = coordinate.split('.');
  const type = facts.types.get(name);
  if (type === undefined || (field !== undefined && !type.fields.has(field))) return null;
  const lines = linesInUse(sets);
  const principal = principalOf(specimen);
  const shared = createSharedAccess(sets, facts, laws, lines)(partsOf(sets, lines, principal, approvalsOf(principal)));
  const decision = field === undefined ? shared.enter(name) : shared.decide(name, field);
  const partly = field === undefined ? null : shared.verdicts.partly(name, field);
  const counting = shared.verdicts.counts(name);
  return {
    coordinate,
    decision,
    grant: sets.grants.find(({ id }) => decision.effect !== 'DENY' && id === decision.grant) ?? null,
    rows: rowsInWords(shared.verdicts.openings(name)),
    cases: partly === null ? [] : casesInWords(partly),
    counts: counting.effect === 'DENY' ? null : counting,
  };
}
