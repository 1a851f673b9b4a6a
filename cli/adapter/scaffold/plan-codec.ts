import type { CanonicalField } from '../../../sdk/introspection/canonical.js';
import type { ColumnDescription } from '../../../sdk/introspection/description.js';
import type { Match } from '../../../sdk/introspection/match.js';
import { propertyOf, quoted } from '../../../sdk/introspection/names.js';
import type { Term } from '../../../sdk/introspection/terms.js';
import { codesOfEnum, codesOfList, type OwnCode, type SaidCodes } from './own-codes.js';
import type { CodecPlan } from './plan.js';

const byType: Readonly<Record<string, string>> = {
  CitizenId: 'citizenId',
  CreditCode: 'creditCode',
  CaseNumber: 'caseNumber',
  Date: 'date',
  DateTime: 'dateTime',
  Money: 'money',
  Boolean: 'flag',
  Int: 'integer',
  Float: 'decimal',
};

/** Codecs of text that a term may ask for, where the field takes any text. */
const ofText: ReadonlySet<string> = new Set(['personName', 'documentNumber', 'policeCaseNumber', 'yearMonth']);

/** The codec that reads the column as the field wants it: its type says which, the term of the column which of several. */
export function planCodec(field: CanonicalField, column: ColumnDescription, match: Match): CodecPlan {
  const plain = { ...noCodec, isList: field.isList };
  if (field.values.length > 0) return { ...plain, ...enumeration(field, column.comment) };
  if (field.system === 'courts') return { ...plain, name: 'courtCode' };
  if (field.system !== null) return { ...plain, ...listed(field.system, column.comment) };
  const name = byType[field.type] ?? textCodec(field, match.term);
  const options = name === 'money' ? unitOf(column.comment) : null;
  return { ...plain, name, options, isContrary: match.isOpposite && name === 'flag' };
}

const noCodec: Omit<CodecPlan, 'name' | 'isList'> = {
  argument: null,
  options: null,
  isContrary: false,
  codes: [],
  system: null,
  doubts: [],
};

function enumeration(field: CanonicalField, comment: string | null) {
  const said = codesOfEnum(field, comment);
  // Without codes the labels are at best a beginning.
  const codes =
    said.codes.length > 0
      ? said.codes
      : field.values.flatMap(({ value, labels: [label] }) => (label === undefined ? [] : [{ raw: label, value }]));
  const doubts = said.codes.length > 0 ? unknownOf(said) : ['its codes are not known: these are the labels'];
  return { name: 'enumeration', argument: mapOf(codes), codes, doubts };
}

function listed(system: string, comment: string | null) {
  const said = system === 'GB/T 2260' ? { codes: [], unknown: [] } : codesOfList(system, comment);
  const options = said.codes.length === 0 ? null : `{ local: ${mapOf(said.codes)} }`;
  return { name: 'code', argument: quoted(system), system, options, codes: said.codes, doubts: unknownOf(said) };
}

function unknownOf({ unknown }: SaidCodes): readonly string[] {
  return unknown.length === 0 ? [] : [`no value is like ${unknown.join(', ')}`];
}

function textCodec(field: CanonicalField, term: Term | null): string {
  if (/[nN]ame$/.test(field.name) && /姓名/.test(field.terms.join(''))) return 'personName';
  const asked = term?.codec?.name ?? 'text';
  return ofText.has(asked) && asked !== 'personName' ? asked : 'text';
}

/** Amounts are in yuan unless the comment says otherwise. */
function unitOf(comment: string | null): string | null {
  if (comment === null) return null;
  if (/万元/.test(comment)) return "{ unit: 'wan' }";
  return /[(（]分[)）]/.test(comment) ? "{ unit: 'fen' }" : null;
}

/** As a code map is written: each value once, in the order in which it is first met. */
function mapOf(codes: readonly OwnCode[]): string {
  const values = [...new Set(codes.map(({ value }) => value))];
  const entries = values.map((value) => {
    const raws = codes.filter((code) => code.value === value).map(({ raw }) => quoted(raw));
    return `${propertyOf(value)}: ${raws.length === 1 ? raws[0] : `[${raws.join(', ')}]`}`;
  });
  return `{ ${entries.join(', ')} }`;
}
