import type { IntakeBook, IntakeCounts, LandedPush, PushedRecord } from '../../schema/oversight/intake.js';
import { type PushedRecordParts, type PushIntake, takeRecord } from './pushed-record.js';

export interface PushIntakeParts extends PushedRecordParts {
  readonly book: IntakeBook;
  readonly intakes: readonly PushIntake[];
}

/** Pushes and records that are read at once. */
const atOnce = 100;

const noCounts: IntakeCounts = { opened: 0, added: 0, known: 0, unplaced: 0 };

/**
 * T1: what agencies pushed since becomes matters, a record one: told by its source key, however often it is pushed and whoever takes
 * it. A push counts as taken when all its records are: who dies in between leaves it to be taken again, which opens nothing twice.
 */
export async function takePushes(parts: PushIntakeParts, signal: AbortSignal): Promise<IntakeCounts> {
  let all = noCounts;
  for (const intake of parts.intakes)
    for (const adapter of intake.adapters ?? (await parts.book.adapters())) {
      for (;;) {
        const pushes = await parts.book.waiting(intake.id, adapter, atOnce);
        for (const push of pushes) {
          const counts = await takePush(parts, intake, push, signal);
          await parts.book.taken(intake.id, push, counts);
          all = sumOf(all, counts);
        }
        if (pushes.length < atOnce) break;
      }
    }
  return all;
}

async function takePush(
  parts: PushIntakeParts,
  intake: PushIntake,
  push: LandedPush,
  signal: AbortSignal,
): Promise<IntakeCounts> {
  const counts = { ...noCounts };
  if (intake.since !== null && Date.parse(push.receivedAt) < Date.parse(intake.since)) return counts;
  let after: string | null = null;
  do {
    const records: readonly PushedRecord[] = await parts.book.records(push, intake.entity, { first: atOnce, after });
    for (const record of records) {
      signal.throwIfAborted();
      const outcome = await takeRecord(parts, intake, push, record);
      if (outcome !== null) counts[outcome] += 1;
    }
    after = records.length < atOnce ? null : (records.at(-1)?.key ?? null);
  } while (after !== null);
  return counts;
}

function sumOf(one: IntakeCounts, other: IntakeCounts): IntakeCounts {
  return {
    opened: one.opened + other.opened,
    added: one.added + other.added,
    known: one.known + other.known,
    unplaced: one.unplaced + other.unplaced,
  };
}
