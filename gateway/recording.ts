import type { AuditEvent, AuditLog } from '../schema/audit.js';

/** Writes entries, and remembers those that could not be written. */
export interface Recording {
  /** Rejects with `AUDIT_UNAVAILABLE`; the entry is then owed. */
  record(event: AuditEvent): Promise<void>;
  /** Resolves when nothing is owed. Rejects with `AUDIT_UNAVAILABLE` while it cannot be written. */
  settle(): Promise<void>;
}

/**
 * A request whose entry could not be written was read for and told nothing. What it did is written as soon as the log
 * can be again, before anything else is read: the hub reads nothing while it cannot record.
 */
export function createRecording(audit: AuditLog): Recording {
  // At most as many as requests were under way when the log failed: later ones stop at `settle`.
  const owed: AuditEvent[] = [];
  let settling: Promise<void> | undefined;

  async function writeOwed(): Promise<void> {
    for (let [event] = owed; event !== undefined; [event] = owed) {
      await audit.append({ ...event, outcome: 'AUDIT_UNAVAILABLE' });
      owed.shift();
    }
  }

  return {
    async record(event) {
      try {
        await audit.append(event);
      } catch (cause) {
        owed.push(event);
        throw cause;
      }
    },
    settle() {
      if (owed.length === 0) return Promise.resolve();
      settling ??= writeOwed().finally(() => {
        settling = undefined;
      });
      return settling;
    },
  };
}
