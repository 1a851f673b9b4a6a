import { createHash, randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../schema/audit.js';
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

/** Records by which policies a process begins to decide. Never rejects: an entry that fails is owed. */
export async function recordPolicies(policies: Policies, recording: Recording, clock: () => Date): Promise<void> {
  const { version } = policies.current().sets;
  await recording.record(entryOf({ outcome: 'UNCHANGED', version }, clock())).catch(() => undefined);
}

function entryOf(reload: Reload, at: Date): AuditEvent {
  const detail = detailOf(reload);
  return hubEvent({
    at: at.toISOString(),
    requestId: randomUUID(),
    action: 'POLICY',
    policyVersion: reload.version,
    outcome: reload.outcome === 'REFUSED' ? 'POLICY_INVALID' : 'OK',
    ...(detail === undefined ? {} : { detail }),
  });
}

// The problems themselves stand in the process's log: they quote files, and the chain holds no text that somebody wrote.
function detailOf(reload: Reload): AuditEvent['detail'] {
  if (reload.outcome === 'UNCHANGED') return undefined;
  if (reload.outcome === 'IN_FORCE') return { previous: reload.previous };
  return { problems: reload.problems.length, digest: digestOf(reload.problems) };
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
