import type { AuditEvent, AuditLog } from '../../schema/audit.js';

/** Writes entries, and remembers those that could not be written. */
export interface Recording {
  /** Rejects with `AUDIT_UNAVAILABLE`; the entry is then owed. */
  record(event: AuditEvent): Promise<void>;
  /** Resolves when nothing is owed and the log can be written. Rejects with `AUDIT_UNAVAILABLE` else. */
  ready(): Promise<void>;
}

/** Requests, whose answers were withheld when their entry could not be written. */
const answered: ReadonlySet<AuditEvent['action']> = new Set(['QUERY', 'MUTATION', 'READ', 'EXPORT']);

/**
 * Nothing is read while the log cannot be written. A request whose entry could not be written after all was read for and
 * told nothing: what it did is written as soon as the log can be again, before anything else is read.
 */
export function createRecording(audit: AuditLog): Recording {
  // At most as many as requests were under way when the log failed: later ones stop at `ready`.
  const owed: AuditEvent[] = [];
  let settling: Promise<void> | undefined;

  async function writeOwed(): Promise<void> {
    for (let [event] = owed; event !== undefined; [event] = owed) {
      await audit.append(answered.has(event.action) ? { ...event, outcome: 'AUDIT_UNAVAILABLE' } : event);
      owed.shift();
    }
  }

  function settle(): Promise<void> {
    settling ??= writeOwed().finally(() => {
      settling = undefined;
    });
    return settling;
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
    async ready() {
      if (owed.length > 0) await settle();
      await audit.ready();
    },
  };
}
