import { createHash, randomUUID } from 'node:crypto';
import { hubEvent } from '../audit/hub-event.js';
import type { Recording } from '../audit/recording.js';
import type { Policies, Reload } from './policies.js';

/** Reads the folder again, and records what came of it when anything did. Never rejects: an entry that fails is owed. */
export async function reloadPolicies(policies: Policies, recording: Recording, clock: () => Date): Promise<Reload> {
  const before = policies.problems().join('\n');
  const reload = policies.reload();
  const isNews = reload.outcome === 'IN_FORCE' || policies.problems().join('\n') !== before;
  if (isNews) await recording.record(entryOf(reload, clock())).catch(() => undefined);
  return reload;
}

// The problems themselves stand in the process's log: they quote files, and the chain holds no text that somebody wrote.
function entryOf(reload: Reload, at: Date) {
  const { outcome, version } = reload;
  const detail =
    outcome === 'IN_FORCE'
      ? { previous: reload.previous }
      : outcome === 'REFUSED'
        ? { problems: reload.problems.length, digest: digestOf(reload.problems) }
        : {};
  return hubEvent({
    at: at.toISOString(),
    requestId: randomUUID(),
    action: 'POLICY',
    policyVersion: version,
    outcome: outcome === 'REFUSED' ? 'POLICY_INVALID' : 'OK',
    ...(Object.keys(detail).length > 0 ? { detail } : {}),
  });
}

function digestOf(problems: readonly string[]): string {
  return createHash('sha256').update(problems.join('\n')).digest('hex').slice(0, 16);
}

/** What an operator should know while what the folder holds is not in force. */
export function policyWarnings(policies: Policies): readonly string[] {
  const problems = policies.problems().length;
  if (problems === 0) return [];
  const { version } = policies.current().sets;
  return [
    `POLICY_INVALID: the policy folder has ${problems} faults, which the log names; version ${version} stays in force`,
  ];
}
