import { currentDivision, prefixOf } from '../../schema/codes/division.js';
import { allDivisions, findDivision } from '../../schema/codes/division-history.js';
import { all, always, any, type Condition, never } from '../../schema/condition.js';

/** The whole country. */
const nation = '100000';

/** Former codes that have a successor, with it: what a record may still carry. */
const moved = [...allDivisions()].flatMap(({ code }) => {
  const today = currentDivision(code);
  return today === code ? [] : [{ code, today }];
});

/** Parts of a condition on a division's code: these prefixes, without those. */
interface Reach {
  readonly prefixes: readonly string[];
  readonly without: readonly string[];
}

const known = new Map<string, Reach>();
/** Territories kept; a province has some two hundred with its counties and townships. */
const kept = 5000;

/**
 * Records of a division and of what lies below it (GB/T 2260: 2, 4, 6, 9 or 12 digits), never sideways, through the
 * historic division map: a record that carries a former code lies where that division lies now, and a territory that
 * has a new code covers what it has become.
 */
export function within(field: string, division: string): Condition {
  if (division === nation) return always;
  // Closed: an empty or malformed territory covers nothing.
  if (!/^[1-8]\d(\d\d){0,2}$|^[1-8]\d{8}$|^[1-8]\d{11}$/.test(division)) return never;
  const { prefixes, without } = reachOf(division);
  const below = (values: readonly string[]) =>
    any(...values.map((value): Condition => ({ op: 'prefix', field, value })));
  return without.length === 0 ? below(prefixes) : all(below(prefixes), { op: 'not', of: below(without) });
}

function reachOf(division: string): Reach {
  const found = known.get(division);
  if (found !== undefined) return found;
  if (known.size >= kept) known.clear();
  const fresh = findReach(division);
  known.set(division, fresh);
  return fresh;
}

function findReach(division: string): Reach {
  const own = prefixOf(division);
  const territories = becomeOf(division).map(prefixOf);
  // A territory that has a new code keeps what carries its old one.
  const isFormer = !territories.includes(own);
  const isBelow = (code: string) => territories.some((prefix) => code.startsWith(prefix));
  const isOwn = (code: string) => isFormer && code.startsWith(own);
  const joined = moved.filter(({ code, today }) => isBelow(today) && !isOwn(code)).map(({ code }) => code);
  const left = moved.filter(({ code, today }) => isBelow(code) && !isBelow(today) && !isOwn(code));
  return {
    prefixes: outermost([own, ...territories, ...joined]),
    without: outermost(left.map(({ code }) => code)),
  };
}

/** What a territory is called today. A division that went into a greater one never grows into it. */
function becomeOf(division: string): readonly string[] {
  const county = division.slice(0, 6).padEnd(6, '0');
  if ((findDivision(county)?.until ?? null) === null) return [division];
  // What became of a street or village of a former county is not known.
  if (division.length > 6) return [division];
  return moved.filter(({ code }) => isPartOf(code, county) && !isMerged(code)).map(({ today }) => today);
}

function isPartOf(code: string, county: string): boolean {
  return code === county || `${code.slice(0, 4)}00` === county;
}

function isMerged(code: string): boolean {
  return findDivision(code)?.merged === true;
}

/** Without those that lie below another of the list. */
function outermost(prefixes: readonly string[]): readonly string[] {
  const distinct = [...new Set(prefixes)];
  return distinct.filter((prefix) => !distinct.some((other) => other !== prefix && prefix.startsWith(other)));
}
