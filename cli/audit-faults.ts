import type { ExportVerdict } from '../store/audit/audit-export.js';
import type { LogVerdict, StoreVerdict } from '../store/audit/verify-log.js';

/** Each fault of a log in a line: what it is, where, and how much before it is right. */
export function faultLines(verdict: StoreVerdict | ExportVerdict): readonly string[] {
  return [
    ...chainFaults(verdict),
    ...('unindexed' in verdict
      ? verdict.unindexed.map(({ chain, sequence }) => `UNINDEXED ${chain} ${sequence}: hidden from a person it names`)
      : verdict.unreadable.map((line) => `UNREADABLE line ${line}: no entry`)),
    ...verdict.checkpoints.faults.map(({ place, fault }) => `${fault} checkpoint ${place + 1}`),
    ...verdict.anchors.faults.map(({ chain, sequence, anchored, fault }) =>
      anchored === null
        ? `${fault} anchor at ${chain} ${sequence}`
        : `${fault} ${anchored.chain} ${anchored.sequence}: the anchor at ${chain} ${sequence} saw another`,
    ),
  ];
}

function chainFaults({ chains }: LogVerdict): readonly string[] {
  return chains.flatMap((verdict) =>
    verdict.isIntact
      ? []
      : [`${verdict.fault} ${verdict.chain} ${verdict.sequence}: right up to ${verdict.chain} ${verdict.entries}`],
  );
}
