import { cases } from './cases.js';
import { corrections } from './corrections.js';
import { people } from './people.js';
import { police } from './police.js';
import { records } from './records.js';
import { registers } from './registers.js';

/** A codec that a column is probably read with, as `plumbline/sdk` names it. */
export interface CodecHint {
  /** `citizenId`, `date`, `code` … */
  readonly name: string;
  /** The list of codes, where it is `code`. */
  readonly system: string | null;
}

/** What a column of this name holds in the field's systems (domain 6.3). */
export interface Abbreviation {
  /** Pinyin initials in lower case, the most common spelling first. */
  readonly spellings: readonly string[];
  /** 公民身份号码 */
  readonly term: string;
  readonly english: string;
  readonly codec: CodecHint;
}

/** Every abbreviation, the more common meaning of an ambiguous one first. */
export const abbreviations: readonly Abbreviation[] = [people, cases, police, corrections, registers, records].flatMap(
  (page) => page.trim().split('\n').map(readLine),
);

const bySpelling: ReadonlyMap<string, readonly Abbreviation[]> = index();

/** What a spelling may mean, in order of likelihood; `csrq` is 出生日期 in most systems and 出所日期 in some. */
export function meaningsOf(spelling: string): readonly Abbreviation[] {
  return bySpelling.get(spelling.toLowerCase()) ?? [];
}

function readLine(line: string): Abbreviation {
  const [spellings = '', term = '', english = '', codec = ''] = line.split('|');
  const [name = '', system = null] = codec.split(/:(.*)/s);
  return { spellings: spellings.split(' '), term, english, codec: { name, system } };
}

function index(): ReadonlyMap<string, readonly Abbreviation[]> {
  const found = new Map<string, Abbreviation[]>();
  for (const each of abbreviations)
    for (const spelling of each.spellings) found.set(spelling, [...(found.get(spelling) ?? []), each]);
  return found;
}
