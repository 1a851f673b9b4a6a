import { z } from 'zod';
import type { Fault, Report } from '../../schema/context.js';
import { type ErrorCode, errorTable } from '../../schema/errors.js';
import type { SourceStatus } from '../../schema/reader.js';

/** A request's report as it travels back from a subgraph of another process, in `extensions.plumbline`. */
export interface CarriedReport {
  readonly sources: readonly { readonly status: SourceStatus; readonly coordinate: string }[];
  readonly subjects: readonly string[];
  readonly faults: readonly Fault[];
}

export interface RecordingReport extends Report {
  carried(): CarriedReport;
}

/** Notes what a subgraph met, once each, in the order met. */
export function createRecordingReport(): RecordingReport {
  const sources = new Map<string, CarriedReport['sources'][number]>();
  const subjects = new Set<string>();
  const faults = new Map<string, Fault>();
  return {
    source: (status, coordinate) =>
      void sources.set(JSON.stringify([status.adapter, status.status, coordinate]), { status, coordinate }),
    subject: (digest) => void subjects.add(digest),
    fault: (fault) => void faults.set(JSON.stringify([fault.code, fault.path]), fault),
    carried: () => ({ sources: [...sources.values()], subjects: [...subjects], faults: [...faults.values()] }),
  };
}

const reasons = [
  'TIMEOUT',
  'REFUSED',
  'MALFORMED',
  'QUOTA',
  'CIRCUIT_OPEN',
  'OVERLOADED',
  'CREDENTIALS',
  'FAILED',
] as const;
const codes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

const carriedShape = z.object({
  sources: z.array(
    z.object({
      status: z.object({
        adapter: z.string(),
        agency: z.string(),
        status: z.enum(['OK', 'STALE', 'UNAVAILABLE']),
        asOf: z.string().nullable(),
        reason: z.enum(reasons).nullable(),
      }),
      coordinate: z.string(),
    }),
  ),
  subjects: z.array(z.string()),
  faults: z.array(
    z.object({ code: z.enum(codes), message: z.string(), path: z.array(z.string()), coordinate: z.string() }),
  ),
});

/** Tells a request's own report what a subgraph met. Throws when it is not a report: an answer without one is not audited. */
export function mergeCarriedReport(value: unknown, report: Report): void {
  const carried = carriedShape.parse(value);
  for (const { status, coordinate } of carried.sources) report.source(status, coordinate);
  for (const digest of carried.subjects) report.subject(digest);
  for (const fault of carried.faults) report.fault(fault);
}
