import type { CanonicalField, CanonicalType } from './canonical.js';
import type { ColumnDescription, TableDescription } from './description.js';
import { assign, type Candidate, type Match } from './match.js';
import { initialsOf } from './pinyin.js';
import { similarity } from './similar.js';
import { firstTerm, spellingOf, type Term, termsOf } from './terms.js';

/** What a column is probably for; always to be looked at by somebody who knows the system. */
export interface ColumnGuess {
  readonly column: ColumnDescription;
  /** Meanings in order of likelihood; several where the abbreviation has several. */
  readonly terms: readonly Term[];
  /** The field of the suggested record type that it holds; null where none is alike. */
  readonly match: Match | null;
  /** What the column does for the record itself. */
  readonly role: Role | null;
}

export type Role = 'key' | 'updated' | 'deleted' | 'secrecy';

export interface TableGuess {
  readonly table: TableDescription;
  /** Record types by likelihood, at most three; empty where nothing is alike. */
  readonly types: readonly TypeGuess[];
  /** Columns in the table's order, matched with the first of the types (or the one that was asked for). */
  readonly columns: readonly ColumnGuess[];
}

export interface TypeGuess {
  readonly name: string;
  readonly score: number;
}

/** Guesses what a table holds; `asType` when somebody has said which record type it is. */
export function guessTable(
  table: TableDescription,
  types: readonly CanonicalType[],
  asType: string | null = null,
): TableGuess {
  const candidates = table.columns.map((column): Candidate => ({ column, terms: termsOf(column) }));
  const roles = new Map(candidates.map((candidate) => [candidate.column.name, roleOf(candidate, table)]));
  const holding = candidates.filter(({ column }) => !isOfRecord(roles.get(column.name) ?? null));
  const rarity = rarityOf(types);
  const wanted = asType === null ? types : types.filter(({ name }) => name === asType);
  const rated = wanted
    .map((type) => ({ type, matches: withKey(assign(holding, type.fields), type, roles) }))
    .map(({ type, matches }) => ({ type, matches, score: scoreOf(table, type, matches, rarity) }))
    .sort((a, b) => b.score - a.score || (a.type.name < b.type.name ? -1 : 1));
  const [best] = rated;
  const isAny = best !== undefined && (asType !== null || best.score >= leastScore);
  const matches = isAny ? best.matches : [];
  return {
    table,
    types: isAny ? rated.slice(0, 3).map(({ type, score }) => ({ name: type.name, score: round(score) })) : [],
    columns: candidates.map(({ column, terms }) => ({
      column,
      terms,
      match: matches.find((each) => each.column === column.name) ?? null,
      role: roles.get(column.name) ?? null,
    })),
  };
}

/** The table's key is the record's id or own number, where the type has one and no other column is more like it. */
function withKey(
  matches: readonly Match[],
  { fields, key: own }: CanonicalType,
  roles: ReadonlyMap<string, Role | null>,
) {
  const field =
    fields.find(({ name }) => name === 'id') ?? fields.find(({ name, type }) => name === own && type === 'String');
  const key = [...roles].find(([, role]) => role === 'key')?.[0];
  if (field === undefined || key === undefined) return matches;
  if (matches.some((match) => match.column === key || match.field.name === field.name)) return matches;
  return [...matches, { column: key, field, term: null, why: 'primary key', isOpposite: false, score: 0.5 }];
}

const leastScore = 0.7;

const isOfRecord = (role: Role | null): boolean => role === 'updated' || role === 'deleted' || role === 'secrecy';

const round = (score: number): number => Math.round(score * 100) / 100;

/** What few record types have says more of a table than what all have. */
function rarityOf(types: readonly CanonicalType[]): (field: CanonicalField) => number {
  const held = new Map<string, number>();
  const word = (field: CanonicalField) => `${field.name} ${field.terms[0] ?? ''}`;
  for (const field of types.flatMap(({ fields }) => fields)) held.set(word(field), (held.get(word(field)) ?? 0) + 1);
  return (field) => 1 / Math.sqrt(held.get(word(field)) ?? 1);
}

function scoreOf(
  table: TableDescription,
  type: CanonicalType,
  matches: readonly Match[],
  rarity: (field: CanonicalField) => number,
): number {
  const weights = type.fields.map(rarity);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const found = matches.reduce((sum, { field, score }) => sum + rarity(field) * (score - 0.3), 0);
  // Of a long type most is not in a short table: both how much is found and how much of it counts.
  return found / Math.sqrt(whole) + 1.5 * named(table, type);
}

/** How much the table's comment or name is the type's. */
function named({ name, comment }: TableDescription, type: CanonicalType): number {
  const said = firstTerm(comment ?? name);
  const words = said === null ? [] : type.terms.map((term) => similarity(said.replace(/信息表?$|表$|记录$/, ''), term));
  const initials = new Set(type.terms.flatMap(initialsOf));
  const spelt = name.split(/[^A-Za-z0-9]+/).some((part) => part.length > 1 && initials.has(spellingOf(part))) ? 0.8 : 0;
  return Math.max(0, spelt, ...words);
}

const roles: readonly (readonly [Role, RegExp, RegExp])[] = [
  [
    'updated',
    /^(gxsj|zhgxsj|xgsj|zhxgsj|gxrq|lastupdatetime|updatetime|updatedat|updateat|modifytime|modifiedat|lastmodified\w*|gmtmodified)$/,
    /^(最后)?(更新|修改|变更)时间/,
  ],
  [
    'deleted',
    /^(sfyx|yxbz|sfyxbz|sfsc|scbz|sczt|isdeleted|delflag|deleted|del|isdel|isvalid|valid)$/,
    /^是否(有效|删除)|^(删除|有效)(标志|标识|状态)/,
  ],
  ['secrecy', /^(mj|mjdm|sfbm|sfsm|sfgjaq|sfsgjaq|sfjz)$/, /密级|^是否涉密|国家安全|技术侦查|技侦/],
];

function roleOf({ column }: Candidate, { columns }: TableDescription): Role | null {
  if (column.key !== null && columns.filter(({ key }) => key !== null).length === 1) return 'key';
  const spelling = spellingOf(column.name);
  const words = column.comment ?? (/\p{Script=Han}/u.test(column.name) ? column.name : null);
  for (const [role, names, said] of roles) {
    // A comment overrules the abbreviation: mj is 面积 as often as 密级.
    if (words === null ? names.test(spelling) && isSure(role, spelling) : said.test(words)) return role;
  }
  return null;
}

const isSure = (role: Role, spelling: string): boolean => role !== 'secrecy' || spelling !== 'mj';
