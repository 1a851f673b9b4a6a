import type { AuditEvent } from '../schema/audit.js';
import type { Report } from '../schema/context.js';
import { type SourceStatus, severity } from '../schema/reader.js';

/** What one request met: collected by reference in one process, carried back by the transport from others. */
export interface CollectedReport extends Report {
  readonly sources: () => readonly SourceReport[];
  readonly subjects: () => readonly string[];
  readonly details: () => NonNullable<AuditEvent['detail']>;
}

/** One adapter over all reads of a request: the worst status wins, with the coordinates that it was read for. */
export interface SourceReport extends SourceStatus {
  readonly fields: readonly string[];
}

export function createReport(): CollectedReport {
  const sources = new Map<string, { status: SourceStatus; readonly fields: Set<string> }>();
  const subjects = new Set<string>();
  const details = new Map<string, string | number | boolean>();
  return {
    source(status, coordinate) {
      const known = sources.get(status.adapter);
      if (known === undefined) {
        sources.set(status.adapter, { status, fields: new Set([coordinate]) });
        return;
      }
      known.fields.add(coordinate);
      if (severity[status.status] > severity[known.status.status]) known.status = status;
    },
    subject: (digest) => void subjects.add(digest),
    detail: (key, value) => void details.set(key, value),
    sources: () =>
      [...sources.values()]
        .map(({ status, fields }) => ({ ...status, fields: [...fields].sort() }))
        .sort((a, b) => (a.adapter < b.adapter ? -1 : 1)),
    subjects: () => [...subjects],
    details: () => Object.fromEntries(details),
  };
}
