import { z } from 'zod';
import type { Report } from '../../schema/context.js';
import { type SourceStatus, sourceReasons } from '../../schema/reader.js';

/** A request's report as it travels back from a subgraph of another process, in `extensions.plumbline`. */
export interface CarriedReport {
  readonly sources: readonly { readonly status: SourceStatus; readonly coordinate: string }[];
  readonly subjects: readonly string[];
}

export interface RecordingReport extends Report {
  carried(): CarriedReport;
}

/** Notes what a subgraph met, once each, in the order met. */
export function createRecordingReport(): RecordingReport {
  const sources = new Map<string, CarriedReport['sources'][number]>();
  const subjects = new Set<string>();
  return {
    source: (status, coordinate) =>
      void sources.set(JSON.stringify([status.adapter, status.status, coordinate]), { status, coordinate }),
    subject: (digest) => void subjects.add(digest),
    // Mutations run in the gateway's process alone.
    detail: () => undefined,
    carried: () => ({ sources: [...sources.values()], subjects: [...subjects] }),
  };
}

const carriedShape = z.object({
  sources: z.array(
    z.object({
      status: z.object({
        adapter: z.string(),
        agency: z.string(),
        status: z.enum(['OK', 'STALE', 'UNAVAILABLE']),
        asOf: z.string().nullable(),
        reason: z.enum(sourceReasons).nullable(),
        until: z.string().exactOptional(),
      }),
      coordinate: z.string(),
    }),
  ),
  subjects: z.array(z.string()),
});

/** Tells a request's own report what a subgraph met. Throws when it is not a report: an answer without one is not audited. */
export function mergeCarriedReport(value: unknown, report: Report): void {
  const carried = carriedShape.parse(value);
  for (const { status, coordinate } of carried.sources) report.source(status, coordinate);
  for (const digest of carried.subjects) report.subject(digest);
}
