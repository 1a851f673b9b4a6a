import type { OversightClient } from '../../schema/oversight/desk.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Reread } from '../workflow/step.js';

export interface RereadParts {
  readonly client: OversightClient;
  readonly rules: RuleBook;
  readonly clock: () => Date;
}

/** Asks the rule of each finding again. */
export async function reread(
  _parts: RereadParts,
  findings: readonly FindingRecord[],
  _signal: AbortSignal,
): Promise<readonly Reread[]> {
  return findings.map(({ id }) => ({ finding: id, outcome: 'INDETERMINATE', words: null, records: [] }));
}
