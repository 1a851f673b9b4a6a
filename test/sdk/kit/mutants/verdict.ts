import { type CheckOutcome, certify, conformanceTable } from '../../../../sdk/testing/index.js';
import { clock } from '../permits.js';
import { asDefinition, type Base, type Mutant } from './mutant.js';

/** What waits for a service or a server that fails: tried where the fault is one of these, and not beside every other. */
const waiting = /^(fault\.(http|wire)|bounds)\./;

/** The checks that every mutant is put to, and its own. */
export function wholeFor({ by, after = [] }: Pick<Mutant, 'by' | 'after'>, { extra = [] }: Base): readonly string[] {
  const ids = [...conformanceTable(), ...extra].map(({ id }) => id);
  return ids.filter((id) => !waiting.test(id) || id === by || after.includes(id));
}

/** What the kit says of an adapter: the checks that failed, with their words. */
export async function failed(
  { definition, options }: Pick<Base, 'definition' | 'options'>,
  { golden, landing, extra }: Base,
  checks: readonly string[],
): Promise<readonly CheckOutcome[]> {
  const report = await certify({
    definition: asDefinition(definition),
    options,
    golden,
    clock,
    checks,
    ...(landing === undefined ? {} : { landing }),
    ...(extra === undefined ? {} : { extra }),
  });
  return report.checks.filter(({ status }) => status === 'FAILED');
}

export const failedAs = ({ definition, base, options = base.options }: Mutant, checks: readonly string[]) =>
  failed({ definition, options }, base, checks);

/** The first words of the check that name the fault; null where none do. */
export function wordsFor({ by, names }: Mutant, outcomes: readonly CheckOutcome[]): string | null {
  return outcomes.find(({ id }) => id === by)?.failures.find((failure) => names.test(failure)) ?? null;
}
