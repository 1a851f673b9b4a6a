import { defaultBound } from '../completion/bound.js';
import type { Check } from './check.js';
import { capabilityClaims, capabilityFilters, capabilityPages } from './checks/capability.js';
import { readingClock } from './checks/clock.js';
import { codecOrder, codecSeek, codecSpelling, codecTotal } from './checks/codec.js';
import { deliveryAgain, deliveryCheckSum, deliveryHalf } from './checks/delivery-fault.js';
import { dirtChecks } from './checks/dirt.js';
import { filterExact, filterTogether, pushdownEquivalent } from './checks/filter.js';
import { faultCancellation, faultExpiry, httpFaultChecks } from './checks/http-fault.js';
import { changesSince, rowsComplete, rowsDeleted, rowsExcluded } from './checks/kept.js';
import { leastReadAnswers, leastReadCodecs, leastReadColumns, leastReadRows } from './checks/least-read.js';
import { lifecycleClose, lifecycleLazy } from './checks/lifecycle.js';
import { lookupAlone, lookupGroups, lookupMany, lookupPages } from './checks/lookup.js';
import { lookupOdd } from './checks/odd-keys.js';
import { orderTotal, pagesUnderInserts, pagesWhole } from './checks/paging.js';
import { pushAuthenticated, pushIdempotent } from './checks/push.js';
import { readingAbsence, readingCovered, readingDeterministic, readingGolden, readingKinds } from './checks/reading.js';
import {
  redactionErrors,
  redactionNamed,
  redactionPrinted,
  redactionStatements,
  unhandledNothing,
} from './checks/redaction.js';
import {
  boundsEndless,
  faultDuplicateKeys,
  faultExtraColumn,
  faultMissingColumn,
  faultStaleClock,
  faultUnknownCode,
  faultWrongType,
} from './checks/row-fault.js';
import { faultAnotherPerson, faultLooping, faultOutsideFilter } from './checks/smuggled.js';
import { sourceDistinct, sourceFilters, sourceOrders, sourceUnderclaims } from './checks/source.js';
import { sqlFaultChecks, wireFaultChecks } from './checks/sql-fault.js';

/** Everything that an adapter is held to, in the order in which it is checked; what looks back at all of it comes last. */
export const checks: readonly Check[] = [
  readingGolden,
  readingCovered,
  readingKinds,
  readingAbsence,
  readingDeterministic,
  readingClock,
  rowsComplete,
  rowsDeleted,
  rowsExcluded,
  codecTotal,
  codecSeek,
  codecOrder,
  codecSpelling,
  ...dirtChecks,
  leastReadColumns,
  leastReadRows,
  leastReadCodecs,
  leastReadAnswers,
  sourceFilters,
  sourceOrders,
  sourceDistinct,
  sourceUnderclaims,
  capabilityClaims,
  capabilityFilters,
  capabilityPages,
  filterExact,
  filterTogether,
  pushdownEquivalent,
  orderTotal,
  pagesWhole,
  pagesUnderInserts,
  lookupGroups,
  lookupAlone,
  lookupPages,
  lookupMany,
  lookupOdd,
  changesSince,
  faultWrongType,
  faultUnknownCode,
  faultExtraColumn,
  faultMissingColumn,
  faultDuplicateKeys,
  faultStaleClock,
  faultOutsideFilter,
  faultAnotherPerson,
  faultLooping,
  boundsEndless(defaultBound),
  ...httpFaultChecks,
  faultCancellation,
  faultExpiry,
  ...sqlFaultChecks,
  ...wireFaultChecks,
  deliveryCheckSum,
  deliveryHalf,
  deliveryAgain,
  pushAuthenticated,
  pushIdempotent,
  lifecycleLazy,
  lifecycleClose,
  redactionNamed,
  redactionErrors,
  redactionStatements,
  redactionPrinted,
  unhandledNothing,
];

/** One line of the reference page: what a check holds, and when it applies. */
export interface ConformanceRow {
  readonly id: string;
  readonly title: string;
  readonly law: string;
  readonly of: 'adapter' | 'entity';
  readonly needs: readonly string[];
}

/** The checks as data, for docs/reference/conformance.md. */
export function conformanceTable(): readonly ConformanceRow[] {
  return checks.map(({ id, title, law, of, needs }) => ({ id, title, law, of, needs }));
}
