import { codeList, type ListedCode } from './code-list.js';
import { divisionName, divisionPath } from './division.js';
import { findDivision } from './division-history.js';
import { findCodeSystem } from './systems.js';

/** A code with its labels, as the schema's `CodeItem` shows it. */
export interface CodeItem {
  readonly code: string;
  readonly label: string;
  /** Null where the list has no English (divisions). */
  readonly labelEn: string | null;
  readonly system: string;
  readonly version: string;
}

/**
 * The labels of a canonical code; null when the list does not know it, or did not on the day `on` (ISO date).
 * Former divisions are found under their own code. In hierarchical lists a longer code takes the label above it.
 */
export function lookupCode(system: string, code: string, on?: string): CodeItem | null {
  const known = findCodeSystem(system);
  if (known === null) return null;
  if (known.files.length === 0) return lookupDivision(system, known.version, code, on);
  const list = codeList(system);
  const listed = list?.codes.get(code) ?? (known.hierarchical ? nearestAbove(list?.codes, code) : undefined);
  if (listed === undefined || !holds(listed, on)) return null;
  return { code, label: listed.label, labelEn: listed.labelEn, system, version: known.version };
}

function lookupDivision(system: string, version: string, code: string, on: string | undefined): CodeItem | null {
  if (!/^\d{2,12}$/.test(code)) return null;
  const division = findDivision(code.slice(0, 6).padEnd(6, '0'));
  const label = divisionPath(code) || divisionName(code);
  if (division === null || label === null) return null;
  if (on !== undefined && division.until !== null && on.slice(0, 7) >= division.until) return null;
  return { code, label, labelEn: null, system, version };
}

function nearestAbove(codes: ReadonlyMap<string, ListedCode> | undefined, code: string): ListedCode | undefined {
  for (let length = Math.min(code.length, 12) - 1; length > 0; length -= 1) {
    const found = codes?.get(code.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds({ from, until }: ListedCode, on: string | undefined): boolean {
  return on === undefined || ((from === null || from <= on) && (until === null || on < until));
}
