import type { Blame } from '../language/blame.js';
import type { FactType } from '../language/fact-type.js';
import { type Absence, type Fact, isFactMap } from '../language/facts.js';
import type { Labels } from '../language/labels.js';
import { valueText } from '../rules/value-text.js';

/** What stands in a row under a column. */
export type Cell =
  | { readonly kind: 'EMPTY' }
  /** Digits as they are to be read, exact: `1234.50`. */
  | { readonly kind: 'NUMBER'; readonly text: string }
  /** `raw` is the value as the graph holds it, where the text says it in words. */
  | { readonly kind: 'TEXT'; readonly text: string; readonly raw?: string | boolean | readonly (string | null)[] }
  /** The value was not seen: it is not known to be empty. */
  | { readonly kind: 'ABSENT'; readonly why: Absence };

export const emptyCell: Cell = { kind: 'EMPTY' };

const absentCells: Readonly<Record<Absence, Cell>> = {
  DENIED: { kind: 'ABSENT', why: 'DENIED' },
  UNAVAILABLE: { kind: 'ABSENT', why: 'UNAVAILABLE' },
  STALE: { kind: 'ABSENT', why: 'STALE' },
  TOO_MANY: { kind: 'ABSENT', why: 'TOO_MANY' },
};

/** How an absent value is marked where a cell is text. */
export const marks: Readonly<Record<Absence, string>> = {
  DENIED: '〔无权〕',
  UNAVAILABLE: '〔不可用〕',
  STALE: '〔过期〕',
  TOO_MANY: '〔不完整〕',
};

export function absentCell({ reason }: Pick<Blame, 'reason'>): Cell {
  return reason === 'NO_VALUE' ? emptyCell : absentCells[reason];
}

/** The cell of a value. Amounts are shown in yuan, values of the schema's lists by their Chinese words. */
export function cellOf(fact: Fact, type: FactType, labels: Labels): Cell {
  if (fact === null) return emptyCell;
  switch (typeof fact) {
    case 'bigint':
      return { kind: 'NUMBER', text: valueText(fact, type.kind === 'money' ? 'yuan' : null) ?? '' };
    case 'number':
      return { kind: 'NUMBER', text: String(fact) };
    case 'boolean':
      return { kind: 'TEXT', text: fact ? '是' : '否', raw: fact };
    case 'string':
      return wordCell(fact, type, labels);
    default:
      return isFactMap(fact) ? emptyCell : listCell([...fact], type, labels);
  }
}

function wordCell(value: string, type: FactType, labels: Labels): Cell {
  const label = labels.of(type, value);
  return label === null ? { kind: 'TEXT', text: value } : { kind: 'TEXT', text: label, raw: value };
}

function listCell(list: readonly Fact[], type: FactType, labels: Labels): Cell {
  const of: FactType = type.kind === 'list' ? type.of : { kind: 'unknown' };
  const raw = list.map((each) => valueText(each, of.kind === 'money' ? 'yuan' : null));
  const words = raw.map((value) => (value === null ? '—' : (labels.of(of, value) ?? value)));
  return { kind: 'TEXT', text: words.join('、'), raw };
}
