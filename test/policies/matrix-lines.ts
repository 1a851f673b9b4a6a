import { grouped } from '../../cli/reference-matrix.js';
import type { MatrixCell } from '../../policies/inspect/matrix.js';
import type { SchemaFacts } from '../../schema/facts.js';

/**
 * A matrix to be read by people: the fields of each type once; then, below each role and purpose with its standings, a line
 * for each type, group of standings, and set of fields that are seen alike: `Type | standings | word; rows | fields`.
 * `(enter)` is the type at its entry points: `—` with rows is reached through relations only. What is not seen at all is left
 * out, so that every cell has its place: whoever opens, closes or changes one changes a line.
 */
export function matrixLines({ types }: SchemaFacts, cells: Iterable<MatrixCell>): readonly string[] {
  const lines = [...types.values()].map(({ name, fields }) => `${name}: ${[...fields.keys()].join(' ')}`);
  for (const [heading, held] of grouped(cells, ({ role, purpose }) => `${role} for ${purpose}`)) {
    const standings = [...grouped(held, ({ standing }) => standing).keys()];
    lines.push('', `# ${heading}: ${standings.join(', ')}`);
    const byType = grouped(held, ({ coordinate }) => coordinate.split('.', 1).join());
    for (const [type, own] of byType) lines.push(...typeLines(type, own));
  }
  return lines;
}

function typeLines(type: string, cells: readonly MatrixCell[]): readonly string[] {
  const standings = [...grouped(cells, ({ standing }) => standing)];
  const alike = grouped(standings, ([, own]) => seen(own).join('\n'));
  return [...alike].flatMap(([, members]) => {
    const names = members.length === standings.length ? 'always' : members.map(([name]) => name).join(', ');
    return seen(members[0]?.[1] ?? []).map((line) => `${type} | ${names} | ${line}`);
  });
}

function seen(cells: readonly MatrixCell[]): readonly string[] {
  const fields = cells.map(({ coordinate }) => fieldOf(coordinate));
  const words = grouped(cells, ({ word, rows }) => [word, ...rows].join('; '));
  return [...words].flatMap(([word, own]) => {
    const alike = own.map(({ coordinate }) => fieldOf(coordinate));
    return word === '—' ? [] : [`${word} | ${named(alike, fields)}`];
  });
}

/** The shorter of the two ways to say which fields: by name, or all but some. */
function named(fields: readonly string[], all: readonly string[]): string {
  const has = new Set(fields);
  const others = all.filter((field) => field !== enter && !has.has(field));
  if (has.has(enter) || others.length > fields.length) return fields.join(' ');
  return ['*', ...others.map((field) => `-${field}`)].join(' ');
}

const enter = '(enter)';

function fieldOf(coordinate: string): string {
  return coordinate.split('.')[1] ?? enter;
}
