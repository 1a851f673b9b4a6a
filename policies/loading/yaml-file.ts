import { type Document, isAlias, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { remember } from '../../schema/remember.js';

export type Path = readonly (string | number)[];

/** A file as it was read: `name` is how messages call it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A parsed file that still knows its lines. */
export interface YamlFile<Value> {
  readonly value: Value;
  /** `file:line` of what stands at a path; of the key itself when the path ends at one. */
  at(path: Path): string;
}

/** Texts whose documents are kept: a reload finds most files as they were, and so do services that share a process. */
const kept = 32;
const known = new Map<string, { readonly document: Document; readonly lines: LineCounter }>();

// Documents are only looked at: who asks for their values gets copies.
function parsed(text: string) {
  return remember(
    known,
    text,
    () => {
      const lines = new LineCounter();
      return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines };
    },
    kept,
  );
}

/** Parses and validates YAML; what is wrong is added to `problems` as `file:line: fact`, and the answer is null. */
export function readYaml<Schema extends z.ZodType>(
  file: TextFile,
  schema: Schema,
  problems: string[],
): YamlFile<z.output<Schema>> | null {
  const { document, lines } = parsed(file.text);
  const lineAt = (offset: number) => `${file.name}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    for (const { pos, message } of document.errors) problems.push(`${lineAt(pos[0])}: not YAML: ${message}`);
    return null;
  }
  const at = (path: Path) => lineAt(offsetOf(document.contents, path));
  const read = schema.safeParse(document.toJS(), { reportInput: true });
  if (read.success) return { value: read.data, at };
  for (const issue of read.error.issues) {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const missing = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    problems.push(`${at([...path, ...missing])}: ${path.join('.') || 'the file'}: ${wordsFor(issue)}`);
  }
  return null;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown ${issue.keys.join(', ')}; remove it or correct its spelling`;
  const must = issue.input === undefined ? 'is missing; it must be' : 'must be';
  if (issue.code === 'invalid_value') return `${must} one of ${issue.values.map(String).join(', ')}`;
  // A format that has words of its own for this says more.
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `${must} ${kinds[issue.expected] ?? issue.expected}`;
  return issue.message;
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
};

// As deep as the path goes in the document: a missing key answers with the place that misses it.
function offsetOf(contents: Node | null, path: Path): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) return offset;
    const key = isMap(node) ? node.items.find((item) => String(item.key) === String(part))?.key : undefined;
    const next = hasGet(node) ? node.get(part, true) : undefined;
    const place = isNode(key) ? key : next;
    if (!isNode(place)) return offset;
    offset = place.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

function hasGet(node: unknown): node is { get(key: unknown, keepScalar: true): unknown } {
  return isNode(node) && 'get' in node && typeof node.get === 'function';
}
