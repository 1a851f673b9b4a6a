import type { Fact } from './facts.js';

/**
 * Types of parameters and results. `T` is the same wherever it stands in one signature, `N` too and a whole number; a `?`
 * lets null in, which is an error everywhere else. `moment` is a day or an instant. `scan` is an object with `at`, `direction` and `sessionId`.
 */
export type ParameterType =
  | 'int'
  | 'double'
  | 'bool'
  | 'text'
  | 'text?'
  | 'date'
  | 'date?'
  | 'instant'
  | 'moment'
  | 'T'
  | 'N'
  | 'list<N>'
  | 'list<double>'
  | 'list<T>'
  | 'list<list<T>>'
  | 'list<scan>';

/** A function of the language: its words, its law, and what it answers. */
export interface LegalFunction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: ParameterType }[];
  readonly result: ParameterType | 'money';
  /** What it answers, and by which rule of law. */
  readonly about: string;
  /** Expression → what it comes to, as text: shown in the reference and held by a test. */
  readonly examples: Readonly<Record<string, string>>;
  /** Throws on arguments that are no such values: the condition is then undecided. */
  readonly answer: (...args: readonly Argument[]) => Fact;
}

/** Arguments as CEL hands them over; lists iterate. */
export type Argument = bigint | number | boolean | string | null | Iterable<unknown>;

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text is needed');
  return value;
}

export function textOrNull(value: unknown): string | null {
  return value === null ? null : text(value);
}

export function whole(value: unknown): number {
  if (typeof value !== 'bigint') throw new TypeError('a whole number is needed');
  return Number(value);
}

export function iterated(value: unknown): Iterable<Fact> {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value))
    throw new TypeError('a list is needed');
  return value as Iterable<Fact>;
}

export function listed(value: unknown): readonly Fact[] {
  return Array.isArray(value) ? value : [...iterated(value)];
}

/** A function in one line a part. */
export function legal(
  signature: string,
  result: LegalFunction['result'],
  about: string,
  examples: LegalFunction['examples'],
  answer: LegalFunction['answer'],
): LegalFunction {
  const match = /^(\w+)\((.*)\)$/.exec(signature);
  if (match === null) throw new TypeError(`${signature} is no signature`);
  const parameters = (match[2] ?? '')
    .split(', ')
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', type = ''] = each.split(': ');
      return { name, type: type as ParameterType };
    });
  return { name: match[1] ?? '', parameters, result, about, examples, answer };
}
