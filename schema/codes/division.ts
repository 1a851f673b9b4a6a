import { allDivisions, findDivision } from './division-history.js';

/** The whole country (民政部 lists). */
const nation = '100000';
// A successor's own code is never former, so one step is enough; the list is built that way and a test holds it.
const renamedWithin = indexRenamed();

/**
 * The code in force for a division that may have been renamed or merged; longer codes (street, village) keep their
 * tail where the county kept its code. Without `on` today's edition counts; with `on` (ISO date), what held that day.
 * Unknown codes come back as they are.
 */
export function currentDivision(code: string, on?: string): string {
  const county = code.slice(0, 6);
  const division = findDivision(county);
  if (division === null || division.successor === null || division.until === null) return code;
  const hasPassed = on === undefined || on.slice(0, 7) >= division.until;
  return hasPassed ? division.successor : code;
}

/** The name of a division of any edition, or null. Codes of streets and villages answer with their county's. */
export function divisionName(code: string): string | null {
  return findDivision(code.slice(0, 6).padEnd(6, '0'))?.name ?? null;
}

/** Province, city and county in one line, as addresses write it: `山东省德州市宁津县`. */
export function divisionPath(code: string): string | null {
  const six = code.slice(0, 6).padEnd(6, '0');
  if (findDivision(six) === null) return null;
  const levels = [`${six.slice(0, 2)}0000`, `${six.slice(0, 4)}00`, six];
  const names = [...new Set(levels)].map((level) => divisionName(level));
  return names.filter((name) => name !== null && name !== '市辖区' && name !== '县').join('');
}

/**
 * True when `division` lies in `territory`, each of 2 to 12 digits, former codes included: 370100 covers 371202
 * (莱城区 of the former 莱芜市), and 370114 covers 370181. A merged former territory never grows into its successor.
 * An empty or malformed code covers nothing and lies nowhere: closed when in doubt.
 */
export function covers(territory: string, division: string): boolean {
  if (!isCode(territory) || !isCode(division)) return false;
  if (territory === nation) return true;
  const today = currentDivision(division);
  const prefix = prefixOf(territory);
  const own = findDivision(territory.slice(0, 6).padEnd(6, '0'));
  if (own === null || own.until === null) return today.startsWith(prefix);
  if (division.startsWith(prefix)) return true;
  const successors = renamedWithin.get(territory.slice(0, 6).padEnd(6, '0')) ?? [];
  return successors.some((successor) => today.startsWith(prefixOf(successor)));
}

/** The digits that all divisions below a code share: `3714` for 371400, `37` for 370000. */
export function prefixOf(code: string): string {
  if (code.length > 6) return code.replace(/(000)+$/, '');
  return code.replace(/(00)+$/, '');
}

function isCode(code: string): boolean {
  return /^[1-8]\d{1,11}$/.test(code) && prefixOf(code).length >= 1 && code.length !== 3 && code.length !== 5;
}

function indexRenamed(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const { code, successor, merged } of allDivisions()) {
    if (successor === null || merged) continue;
    for (const territory of new Set([code, `${code.slice(0, 4)}00`])) {
      const list = index.get(territory) ?? [];
      list.push(successor);
      index.set(territory, list);
    }
  }
  return index;
}
