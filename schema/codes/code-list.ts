import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import { findCodeSystem } from './systems.js';

/** One code of a list, with the days between which it holds. */
export interface ListedCode {
  readonly code: string;
  readonly label: string;
  readonly labelEn: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** A list in memory: codes, and every other spelling that means one of them. */
export interface CodeList {
  readonly codes: ReadonlyMap<string, ListedCode>;
  readonly spellings: ReadonlyMap<string, string>;
}

const loaded = new Map<string, CodeList | null>();

/** The list of a system, read once; null when the system is unknown or is no list (divisions). */
export function codeList(system: string): CodeList | null {
  const known = loaded.get(system);
  if (known !== undefined) return known;
  const files = findCodeSystem(system)?.files ?? [];
  const list = files.length === 0 ? null : load(files);
  loaded.set(system, list);
  return list;
}

/** Spellings meet without case, width, spaces, brackets and list marks. */
export function spellingKey(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s、,，·・()（）〔〕"'“”]/g, '');
}

function load(files: readonly string[]): CodeList {
  const codes = new Map<string, ListedCode>();
  const spellings = new Map<string, string>();
  for (const file of files) {
    for (const row of readRows(file)) {
      const [code = '', label = '', labelEn = '', aliases = '', from = '', until = ''] = row.split('\t');
      codes.set(code, { code, label, labelEn, from: from || null, until: until || null });
      const others = [label, labelEn, ...aliases.split('|')];
      // Systems leave the 罪 of a charge out.
      if (label.endsWith('罪'))
        others.push(label.slice(0, -1), ...aliases.split('|').map((alias) => alias.replace(/罪$/, '')));
      for (const other of [code, ...others]) {
        const key = spellingKey(other);
        if (key !== '' && !spellings.has(key)) spellings.set(key, code);
      }
    }
  }
  return { codes, spellings };
}

function readRows(file: string): readonly string[] {
  return readFileSync(join(packageRoot, 'schema/codes/data', `${file}.tsv`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
}
