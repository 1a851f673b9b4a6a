import { PlumblineError } from '../../../schema/errors.js';
import type { SourceReason } from '../../../schema/reader.js';
import { SourceFailure } from '../../source-failure.js';
import type { Bench } from '../bench.js';
import { endOf, type Findings } from '../findings.js';
import type { System } from '../systems/system.js';
import type { Fault, Seen } from './fault.js';
import { type Outcome, outcomeOf, type Probe, probeOf, told } from './probe.js';

/** Longest that an adapter may take to notice a fault by itself, or to give up when its caller has, ms. */
const longest = 12_000;

/** Asks while the system fails, and again when it is well. */
export async function underFault<Way extends System>(
  bench: Bench,
  findings: Findings,
  fault: Fault<Way>,
  wayOf: (system: System) => Way,
): Promise<void> {
  const probe = await probeOf(bench);
  const opened = await bench.stand();
  const before = told(await probe.ask(opened));
  const mend = await fault.breaks(wayOf(opened.system));
  const signal = fault.patienceMs === undefined ? undefined : AbortSignal.timeout(fault.patienceMs);
  const memory = watchMemory();
  const outcome = await outcomeOf(probe.ask(opened, signal), longest + (fault.patienceMs ?? 0));
  const grown = memory.stop();
  judge(findings, probe, fault, outcome, before);
  if (fault.mostGrowth !== undefined && grown > fault.mostGrowth) {
    const most = fault.mostGrowth / 1024 / 1024;
    findings.fail(
      probe.binding.entity,
      `when the system ${fault.does}, memory grows by more than ${most} MiB: stop reading at a limit`,
    );
  }
  if (mend === null) return;
  await mend();
  const after = await outcomeOf(probe.ask(opened), longest);
  if (after === 'still waiting' || 'error' in after) {
    const how = after === 'still waiting' ? 'does not answer' : `ends in ${endOf(after.error)}`;
    findings.fail(probe.binding.entity, `a read after a system that ${fault.does} is well again ${how}`);
  } else if (told(after.rows) !== before) {
    findings.fail(
      probe.binding.entity,
      `a read after a system that ${fault.does} is well again answers otherwise than before`,
    );
  }
}

/**
 * Tells by how many bytes the process grew at most, from now on. A process that was large before has room for an answer without
 * growing: what buffers hold is looked at beside what the system gave it.
 */
function watchMemory(): { stop(): number } {
  const before = process.memoryUsage();
  let peak = 0;
  const look = () => {
    const { rss, external } = process.memoryUsage();
    peak = Math.max(peak, rss - before.rss, external - before.external);
  };
  const timer = setInterval(look, 5);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

function judge<Way>(
  findings: Findings,
  { binding: { entity } }: Probe,
  { does, seen }: Fault<Way>,
  outcome: Outcome,
  before: string,
): void {
  const complaint = complaintOf(seen, outcome, before);
  if (complaint !== null) findings.fail(entity, `when the system ${does}, ${complaint}`);
}

/** What is wrong with how a question ended; null for nothing. */
export function complaintOf(seen: Seen, outcome: Outcome, before: string): string | null {
  if (outcome === 'still waiting') return 'a read goes on after its caller gave up: hand the signal to whatever waits';
  if ('error' in outcome) {
    const reason = reasonOf(outcome.error);
    if (seen !== 'the same answer' && reason !== null && seen.includes(reason)) return null;
    return `a read ends in ${endOf(outcome.error)}, where ${wordsOf(seen)} is due`;
  }
  if (seen === 'the same answer') {
    return told(outcome.rows) === before ? null : 'the records are not answered as they are otherwise';
  }
  const what =
    outcome.rows.length === 0
      ? 'answered as empty: what could not be read is unavailable, never absent'
      : 'answered with records that nobody sent whole';
  return `a read is ${what}; it has to end in SOURCE_UNAVAILABLE (${wordsOf(seen)})`;
}

function reasonOf(error: unknown): SourceReason | null {
  if (!(error instanceof PlumblineError) || error.code !== 'SOURCE_UNAVAILABLE') return null;
  return error.cause instanceof SourceFailure ? error.cause.reason : null;
}

const wordsOf = (seen: Seen): string => (seen === 'the same answer' ? seen : seen.join(' or '));
