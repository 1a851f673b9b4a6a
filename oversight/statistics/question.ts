import type { Amount, Bands, Where } from './definition.js';
import { type Setting, wordIn } from './setting.js';

/** A count as the hub is asked for it. */
export interface CountQuestion {
  /** Root field: `correctionSubjectCounts`. */
  readonly root: string;
  readonly type: string;
  readonly filter: Where | null;
  readonly by: readonly string[];
  readonly distinct: boolean;
  readonly bands: readonly { readonly of: string; readonly from: readonly string[] }[];
  readonly sums: readonly string[];
  readonly spans: readonly { readonly from: string; readonly to?: string; readonly until?: string }[];
}

/** What an amount asks in a setting. */
export function questionOf(amount: Amount, setting: Setting): CountQuestion {
  const { of: type, where = {}, division = 'jurisdictionDivisionCode', by = [], bands = [], sums = [], span } = amount;
  const filter = {
    ...filled(where, setting),
    ...(division === null || setting.division === null ? {} : { [division]: { prefix: setting.division } }),
  };
  return {
    ...{ type, by, sums, distinct: amount.repeats !== true },
    root: rootOf(type),
    filter: Object.keys(filter).length === 0 ? null : filter,
    bands: bands.map((each) => ({ of: each.of, from: edgesOf(each, setting) })),
    spans:
      span === undefined
        ? []
        : [{ from: span.from, ...(span.until === undefined ? { to: span.to ?? '' } : { until: setting.asOf }) }],
  };
}

/** The root field that counts a type. */
export const rootOf = (type: string): string => `${type.slice(0, 1).toLowerCase()}${type.slice(1)}Counts`;

function filled(where: Where, setting: Setting): Where {
  return Object.fromEntries(Object.entries(where).map(([name, value]) => [name, filledValue(value, setting)]));
}

function filledValue(value: unknown, setting: Setting): unknown {
  if (typeof value === 'string') return wordIn(value, setting);
  if (Array.isArray(value)) return value.map((each) => filledValue(each, setting));
  return typeof value === 'object' && value !== null ? filled(value as Where, setting) : value;
}

// A year of life is full on the day after the birthday: whoever was born on or after this day, so many years ago, is younger.
function bornFrom(age: number, { asOf }: Setting): string {
  return `${String(Number(asOf.slice(0, 4)) - age).padStart(4, '0')}${asOf.slice(4)}`;
}

function edgesOf(bands: Bands, setting: Setting): readonly string[] {
  return 'from' in bands ? bands.from : [...bands.ages].sort((a, b) => b - a).map((age) => bornFrom(age, setting));
}

/** A band's key, `37..61`, in the words of its definition: of birth dates the ages. */
export function bandName(bands: Bands, key: string | null, setting: Setting): string | null {
  if (key === null || 'from' in bands) return key;
  const [from = '', to = ''] = key.split('..');
  const ageOf = (edge: string) => bands.ages.find((age) => bornFrom(age, setting) === edge) ?? '';
  return `${to === '' ? '' : ageOf(to)}..${from === '' ? '' : ageOf(from)}`;
}

/** Questions under one operation, each once: what is asked, and where its answer stands. */
export interface Paper {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Collects questions; the text depends on what is counted and grouped, and not on days and places. */
export function createPaper() {
  const asked = new Map<string, { readonly alias: string; readonly question: CountQuestion }>();
  return {
    /** The alias of the question's answer. */
    ask(question: CountQuestion): string {
      const key = JSON.stringify(question);
      const known = asked.get(key);
      if (known !== undefined) return known.alias;
      const alias = `q${asked.size}`;
      asked.set(key, { alias, question });
      return alias;
    },
    get isEmpty(): boolean {
      return asked.size === 0;
    },
    paper(name: string): Paper {
      const parts = [...asked.values()].map(partOf);
      const head = parts.flatMap(({ declared }) => declared).join(', ');
      const body = parts.map(({ text }) => `  ${text}`).join('\n');
      return {
        document: `query ${name}${head === '' ? '' : `(${head})`} {\n${body}\n}`,
        variables: Object.assign({}, ...parts.map(({ variables }) => variables)) as Paper['variables'],
      };
    },
  };
}

function partOf({ alias, question }: { readonly alias: string; readonly question: CountQuestion }) {
  const { type, root, filter, by, bands, sums, spans, distinct } = question;
  const given = [
    ...(filter === null ? [] : [{ argument: 'filter', type: `${type}Filter`, value: filter as unknown }]),
    ...(by.length === 0 ? [] : [{ argument: 'by', type: `[${type}CountField!]`, value: by }]),
    ...(bands.length === 0 ? [] : [{ argument: 'bands', type: `[${type}CountBand!]`, value: bands }]),
    ...(sums.length === 0 ? [] : [{ argument: 'sums', type: `[${type}CountMeasure!]`, value: sums }]),
    ...(spans.length === 0 ? [] : [{ argument: 'spans', type: `[${type}CountSpan!]`, value: spans }]),
  ];
  const nameOf = (argument: string) => `${alias}_${argument}`;
  const args = [...given.map(({ argument }) => `${argument}: $${nameOf(argument)}`), `distinct: ${distinct}`].join(
    ', ',
  );
  const measured = `${sums.length > 0 ? ' sums { value known }' : ''}${spans.length > 0 ? ' spans { known median p90 p95 }' : ''}`;
  const grouped = by.length + bands.length > 0 ? ` groups { keys { value label } count${measured} } rest` : '';
  return {
    declared: given.map((each) => `$${nameOf(each.argument)}: ${each.type}`),
    text: `${alias}: ${root}(${args}) { total smallestCell${measured}${grouped} }`,
    variables: Object.fromEntries(given.map(({ argument, value }) => [nameOf(argument), value])),
  };
}
