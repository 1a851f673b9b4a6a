import { type MatrixCell, matrix, typeOf } from '../policies/inspect/matrix.js';
import type { PolicySets } from '../policies/language/sets.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { page, table } from './reference-page.js';

const about =
  'What each role sees of each kind of record, out of the policies themselves. In a cell: **F** fields in full, **M** fields ' +
  'under a mask, **S** fields on some of the rows only, **D** counted only, **—** nothing; more than one where fields differ. ' +
  '**↳** is reached through relations of other records only, not by lists of its own. After a semicolon stands what changes ' +
  'under an open `CASE` or `CAMPAIGN`, in a business line, and with everything `approved` that may be. Kinds of records that ' +
  'are seen alike share a row. Which rows these are (territory, matter, agency, publication), and each field by itself, ' +
  '`plumbline policy matrix` and `plumbline policy explain` tell; how it is decided, [policies](../guides/policies.md).';

/** The access matrix, readable: below each role, kinds of records by what is seen of them under each purpose. */
export function matrixPage(sets: PolicySets, catalog: Catalog): string {
  const byRole = grouped(matrix(sets, catalog), ({ role }) => role);
  const sections = [...byRole].flatMap(([role, cells]) => roleSection(role, cells, sets, catalog));
  const idle = [...sets.roles.values()].filter(({ purposes }) => purposes.size === 0).map(({ name }) => `\`${name}\``);
  return page('Access matrix', about, [...sections, `Nothing at all is open to ${idle.join(' and ')}.`]);
}

function roleSection(role: string, cells: readonly MatrixCell[], sets: PolicySets, { types }: Catalog) {
  const { title, purposes } = sets.roles.get(role) ?? { title: { en: '', zh: '' }, purposes: [] };
  const records = grouped(cells, typeOf);
  const rows = grouped(records, ([, own]) => {
    const byPurpose = grouped(own, ({ purpose }) => purpose);
    return JSON.stringify([...purposes].map((purpose) => cellText(byPurpose.get(purpose) ?? [])));
  });
  const shown = [...rows].flatMap(([words, members]) => {
    const held = members.map(([type]) => type).filter((type) => isRecord(types.get(type)));
    return held.length === 0 ? [] : [[held.join(', '), ...(JSON.parse(words) as string[])]];
  });
  return [
    `## \`${role}\` ${title.en} ${title.zh}`,
    '',
    ...table(['records', ...purposes], shown),
    '',
    ...doings(cells),
  ];
}

/** The hub's own acts that are open to a role. */
function doings(cells: readonly MatrixCell[]): readonly string[] {
  const open = cells.filter(({ coordinate, word }) => coordinate.startsWith('Mutation.') && word === 'F');
  const acts = [...new Set(open.map(({ coordinate }) => `\`${coordinate.slice('Mutation.'.length)}\``))];
  return acts.length === 0 ? [] : [`May ${acts.join(', ')}.`, ''];
}

function isRecord(type: { readonly record: boolean; readonly about: string | null } | undefined): boolean {
  return type !== undefined && (type.record || type.about !== null);
}

/** One type under one purpose: what is seen with nothing declared, and what changes with more. */
function cellText(cells: readonly MatrixCell[]): string {
  const words = new Map([...grouped(cells, ({ standing }) => standing)].map(([name, own]) => [name, letters(own)]));
  const [none = '—'] = words.values();
  const more = [...words].filter(([name, word]) => word !== expected(name, words));
  return [none, ...more.map(([name, word]) => `${name} ${word}`)].join('; ');
}

// An approval implies a case; a line with approvals is a line and approvals.
function expected(standing: string, words: ReadonlyMap<string, string>): string | undefined {
  if (standing === 'none') return words.get('none');
  if (standing === 'approved') return words.get('CASE');
  return words.get(standing.endsWith(' approved') ? 'approved' : 'none');
}

function letters(cells: readonly MatrixCell[]): string {
  const [entry, ...fields] = cells;
  const found = new Set(fields.map(({ word }) => word.charAt(0)));
  const seen = ['F', 'M', 'S', 'D'].filter((letter) => found.has(letter)).join(' ');
  if (seen === '') return '—';
  return entry?.word === '—' ? `↳ ${seen}` : seen;
}

export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
