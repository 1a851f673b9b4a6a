import type { CanonicalField } from '../../../sdk/introspection/canonical.js';
import type { ColumnDescription } from '../../../sdk/introspection/description.js';
import { quoted } from '../../../sdk/introspection/names.js';
import { similarity } from '../../../sdk/introspection/similar.js';
import type { Term } from '../../../sdk/introspection/terms.js';
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
export function planCodec(field: CanonicalField, column: ColumnDescription, term: Term | null): CodecPlan {
  const plain = { isList: field.isList, argument: null, options: null, codes: [], system: null };
  if (field.values.length > 0) {
    const codes = codesOf(field, column.comment);
    return { ...plain, name: 'enumeration', argument: mapOf(field, codes), codes };
  }
  if (field.system !== null) {
    const codes = { name: 'code', argument: quoted(field.system), system: field.system };
    return field.system === 'courts' ? { ...plain, name: 'courtCode' } : { ...plain, ...codes };
  }
  const name = byType[field.type] ?? textCodec(field, term);
  return { ...plain, name, options: name === 'money' ? unitOf(column.comment) : null };
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

interface OwnCode {
  readonly raw: string;
  readonly value: string;
}

/** The system's own codes, where the comment lists them (`1当面 2电话`); else the labels, which is at best a beginning. */
function codesOf({ values }: CanonicalField, comment: string | null): readonly OwnCode[] {
  const listed = [
    ...(comment ?? '').normalize('NFKC').matchAll(/([0-9A-Za-z]{1,6})\s*[-:.=、]?\s*(\p{Script=Han}{1,20})/gu),
  ];
  const found: OwnCode[] = [];
  for (const [, raw = '', label = ''] of listed) {
    const [best] = values
      .map(({ value, labels }) => ({ value, score: Math.max(0, ...labels.map((each) => similarity(each, label))) }))
      .sort((a, b) => b.score - a.score);
    if (best !== undefined && best.score >= 0.5 && !found.some((code) => code.raw === raw))
      found.push({ raw, value: best.value });
  }
  if (found.length > 0) return found;
  return values.flatMap(({ value, labels: [label] }) => (label === undefined ? [] : [{ raw: label, value }]));
}

function mapOf({ values }: CanonicalField, codes: readonly OwnCode[]): string {
  const entries = values.flatMap(({ value }) => {
    const raws = codes.filter((code) => code.value === value).map(({ raw }) => quoted(raw));
    if (raws.length === 0) return [];
    return [`${value}: ${raws.length === 1 ? raws[0] : `[${raws.join(', ')}]`}`];
  });
  return `{ ${entries.join(', ')} }`;
}
