import type { GraphQLSchema } from 'graphql';
import type { YamlFile } from '../../policies/loading/yaml-file.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { type ErrorCode, errorTable, PlumblineError } from '../../schema/errors.js';
import type { OversightAnswer } from '../../schema/oversight/desk.js';
import type { Checked, Names } from '../language/check.js';
import { type DocumentText, readDocument } from '../language/document.js';
import { type Scope, undecided } from '../language/expression.js';
import { compileConverter, type Row } from '../language/facts.js';
import { createLabels } from '../language/labels.js';
import { type Operation, readOperation } from '../language/operation.js';
import { type Compiled, compileExpression } from '../rules/expressions.js';
import type { RulePath } from '../rules/plan.js';
import { type CellGround, compileCell, type Standing } from './columns.js';
import { compileEvents } from './events.js';
import type { ViewFile } from './format.js';
import { viewGaps } from './gaps.js';
import { compileVariables } from './variables.js';
import type { CompiledView, ViewPage, ViewRow } from './view-book.js';

/** What views are held against. */
export interface ViewGround {
  readonly schema: GraphQLSchema;
  readonly catalog: Catalog;
}

export interface ViewSource {
  /** As messages call the folder: `subjects`. */
  readonly folder: string;
  readonly view: YamlFile<ViewFile>;
  /** Name and text of query.graphql. */
  readonly query: DocumentText;
}

/** Compiles one view; null where faults, added to `problems`, leave nothing to compile. */
export function compileView(source: ViewSource, ground: ViewGround, problems: string[]): CompiledView | null {
  const { value: file, at } = source.view;
  const report = (path: RulePath, message: string) => void problems.push(`${at(path)}: ${message}`);
  const reportLine = (line: number, message: string) => void problems.push(`${source.query.name}:${line}: ${message}`);
  if (file.id !== source.folder) report(['id'], `id: is ${file.id}, and the folder is called ${source.folder}`);
  const [list, form] = 'one' in file.scan ? [file.scan.one, 'one' as const] : [file.scan.list, 'list' as const];
  const document = readDocument(source.query, ground.schema, reportLine);
  const operation = document === null ? null : readOperation(document, ground, list, reportLine, form);
  if (operation === null) return null;

  const variables = compileVariables(file, operation, ground.schema, report);
  const rows = compileRows(file, operation, { type: operation.row, labels: createLabels(ground.schema), report });
  const convert = compileConverter(operation.row);
  const { id, version, name, about, purposes, roles } = file;
  const columns = Object.entries(file.columns).map(([column, { zh, en, width }]) => ({
    name: column,
    title: { zh, en },
    width,
  }));
  return {
    facts: { id, version, name, about, purposes, roles, variables: variables.list, columns },
    document: source.query.text,
    list,
    pageSize: 'page' in file.scan ? file.scan.page : null,
    coordinates: new Set(operation.coordinates.keys()),
    variables: variables.resolve,
    page(answer, today) {
      expectReadable(answer, list, id);
      const gaps = viewGaps(answer, list);
      const { raws, next } = rawRows(answer.data?.[list], form);
      return {
        ...rows(
          raws.map((raw) => convert(raw, gaps)),
          today,
          gaps.masked,
        ),
        next,
      };
    },
  };
}

type Rows = (rows: readonly Row[], today: string, masked: readonly string[]) => Pick<ViewPage, 'rows' | 'undecided'>;

function compileRows(file: ViewFile, operation: Operation, ground: CellGround): Rows {
  const { report } = ground;
  const names = new Map<string, Checked>([
    ['row', { type: operation.row, path: '', uses: [] }],
    ['today', { type: { kind: 'date' }, path: null, uses: [] }],
  ]);
  const lets = compileLets(file, names, report);
  const where =
    file.where === null
      ? null
      : compileExpression(file.where, names, (message) => report(['where'], `where: ${message}`), 'bool');
  const show = compileShow(file, names, ground);
  return (rows, today, masked) => {
    const shown: ViewRow[] = [];
    let unknown = 0;
    for (const row of rows) {
      const scope = scopeOf(lets, { row: row.facts, today });
      const isIn = where === null ? true : where.evaluate(scope);
      if (isIn === undecided) unknown += 1;
      if (isIn === true) shown.push(...show({ row, scope, masked }));
    }
    return { rows: shown, undecided: unknown };
  };
}

function compileShow(file: ViewFile, names: Names, ground: CellGround): (standing: Standing) => readonly ViewRow[] {
  if (file.events !== null) return compileEvents(file, file.events, names, ground);
  const cells = Object.entries(file.columns).map(([name, { value }]) => {
    if (value === null) ground.report(['columns', name], `columns.${name}: has no value; give it one, CEL over row`);
    return compileCell(['columns', name, 'value'], value ?? 'null', names, ground);
  });
  return (standing) => [cells.map((cell) => cell(standing))];
}

function compileLets(
  file: ViewFile,
  names: Map<string, Checked>,
  report: CellGround['report'],
): readonly (readonly [string, Compiled])[] {
  return Object.entries(file.let).map(([name, text]) => {
    const path = ['let', name];
    if (names.has(name)) report(path, `let.${name}: hides what ${name} stands for already; call it otherwise`);
    const compiled = compileExpression(text, names, (message) => report(path, `let.${name}: ${message}`));
    names.set(name, compiled);
    return [name, compiled] as const;
  });
}

// A name that is undecided is left out: what touches it is undecided too.
function scopeOf(lets: readonly (readonly [string, Compiled])[], base: Scope): Scope {
  const scope: Record<string, unknown> = { ...base };
  for (const [name, { evaluate }] of lets) {
    const fact = evaluate(scope);
    if (fact !== undecided) scope[name] = fact;
  }
  return scope;
}

/** Codes by which parts of an answer are missing; with any other the question itself was refused. */
const partial: ReadonlySet<string> = new Set<ErrorCode>([
  'SOURCE_UNAVAILABLE',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'FIELD_DENIED',
  'PURPOSE_REQUIRED',
  'BOUND_EXCEEDED',
]);

function expectReadable({ data, errors }: OversightAnswer, list: string, view: string): void {
  const wrong = errors.find(({ code }) => !partial.has(code));
  const above = errors.find(({ path }) => path.filter((part) => part !== 'nodes').join('.') === list);
  const fault = wrong ?? above;
  if (fault !== undefined)
    throw new PlumblineError(known(fault.code), `the hub could not read the list of the view ${view}`);
  if (data === null)
    throw new PlumblineError('SOURCE_UNAVAILABLE', `the hub could not read the list of the view ${view}`);
}

function known(code: string): ErrorCode {
  return Object.hasOwn(errorTable, code) ? (code as ErrorCode) : 'INTERNAL';
}

interface Connection {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function rawRows(
  value: unknown,
  form: 'list' | 'one',
): { readonly raws: readonly unknown[]; readonly next: string | null } {
  // Nothing is to be said of a record that there is not, not even that it is whole.
  if (form === 'one' && (value === null || value === undefined))
    throw new PlumblineError('NOT_FOUND', 'There is no such record for you');
  if (value === null || value === undefined) return { raws: [], next: null };
  if (form === 'one') return { raws: [value], next: null };
  const { nodes, pageInfo } = value as Connection;
  return { raws: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}
