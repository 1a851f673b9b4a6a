import type { EntityBinding } from '../entity.js';
import type { Bench } from './bench.js';
import type { Check } from './check.js';
import { endOf, openFindings, Skip } from './findings.js';
import { missingFor } from './needs.js';
import { remedyOf } from './remedy.js';
import type { CheckOutcome } from './report.js';

/** Checks that mostly wait, at once. */
const beside = 8;

/** Runs checks one after the other, each for every entity; those that mostly wait run beside each other. */
export async function runChecks(
  bench: Bench,
  checks: readonly Check[],
  onProgress: (outcome: CheckOutcome) => void,
): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const group of groupsOf(checks)) {
    const found = await Promise.all(group.map((check) => runEverywhere(bench, check)));
    for (const outcome of found.flat()) {
      outcomes.push(outcome);
      onProgress(outcome);
    }
  }
  return outcomes;
}

/** The checks in their order, neighbours that run apart together. */
function groupsOf(checks: readonly Check[]): readonly (readonly Check[])[] {
  const groups: Check[][] = [];
  for (const check of checks) {
    const last = groups.at(-1);
    const isJoined = check.isApart === true && last?.at(-1)?.isApart === true && last.length < beside;
    if (isJoined) last.push(check);
    else groups.push([check]);
  }
  return groups;
}

async function runEverywhere(bench: Bench, check: Check): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const binding of check.of === 'entity' ? bench.subject.entities : [null]) {
    const asked = isHeldOnce(bench, check) ? outcomes.find(({ status }) => status !== 'SKIPPED') : undefined;
    if (asked !== undefined && binding !== null) outcomes.push(heldBy(asked, binding));
    else outcomes.push(await runCheck(bench, check, binding));
  }
  return outcomes;
}

const isHeldOnce = ({ isThinned }: Bench, check: Check): boolean =>
  isThinned && check.of === 'entity' && check.isOfSource === true;

const heldBy = (asked: CheckOutcome, { entity }: EntityBinding): CheckOutcome => ({
  ...asked,
  entity,
  status: 'SKIPPED',
  failures: [],
  reason: `It is a law of the source, which ${asked.entity} was asked about.`,
  ms: 0,
});

async function runCheck(bench: Bench, check: Check, binding: EntityBinding | null): Promise<CheckOutcome> {
  const { id, title, law } = check;
  const named = { id, title, law, entity: binding?.entity ?? null };
  const from = performance.now();
  const ended = (status: CheckOutcome['status'], failures: readonly string[], reason?: string): CheckOutcome => ({
    ...named,
    status,
    failures,
    ...(reason === undefined ? {} : { reason }),
    ms: Math.round(performance.now() - from),
  });
  const missing = missingFor(check.needs, bench, binding);
  if (missing !== null) return ended('SKIPPED', [], missing);
  const findings = openFindings(named.entity);
  const { own, close } = scoped(bench);
  try {
    if (check.of === 'adapter') await check.run(own, findings);
    else if (binding !== null) await check.run(own, binding, findings);
  } catch (error) {
    if (error instanceof Skip) return ended('SKIPPED', [], error.message);
    bench.evidence.sawError(error);
    findings.fail(null, `could not be checked to its end: a read ends in ${endOf(error)}${remedyOf(error)}`);
  } finally {
    await close();
  }
  return ended(findings.all.length === 0 ? 'PASSED' : 'FAILED', findings.all);
}

/** The bench with systems that go when the check is over. */
function scoped(bench: Bench): { readonly own: Bench; close(): Promise<void> } {
  const opened: { close(): Promise<void> }[] = [];
  return {
    own: {
      ...bench,
      stand: async (change) => {
        const one = await bench.stand(change);
        opened.push(one);
        return one;
      },
      openAt: async (system) => {
        const one = await bench.openAt(system);
        opened.push(one);
        return one;
      },
    },
    close: async () => {
      for (const one of opened) await one.close();
    },
  };
}
