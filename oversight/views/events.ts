import { chinaClock } from '../../schema/values/day.js';
import type { Names } from '../language/check.js';
import { undecided } from '../language/expression.js';
import { type FactType, unknownType } from '../language/fact-type.js';
import { isFactMap } from '../language/facts.js';
import { compileExpression } from '../rules/expressions.js';
import { absentCell, type Cell, emptyCell } from './cell.js';
import { type CellGround, type CellPlan, compileCell, type Standing, why } from './columns.js';
import type { ViewFile } from './format.js';
import type { ViewRow } from './view-book.js';

/** Columns that every event fills by itself: its time, and what it is. */
const ownColumns = ['at', 'what'] as const;

/** Makes one row an event of a record, in the order of time. */
export type EventPlan = (standing: Standing) => readonly ViewRow[];

interface Kind {
  readonly title: string;
  readonly each: ReturnType<typeof compileExpression>;
  readonly at: CellPlan;
  readonly cells: ReadonlyMap<string, CellPlan>;
}

interface Dated {
  readonly at: string | null;
  readonly row: ViewRow;
}

/** Compiles a view of events. An agency whose events could not be read has a row that says so, at the end. */
export function compileEvents(
  file: ViewFile,
  events: NonNullable<ViewFile['events']>,
  names: Names,
  ground: CellGround,
): EventPlan {
  const columns = Object.keys(file.columns);
  checkColumns(file, events, ground);
  const kinds = Object.entries(events).map(([name, event]) => compileKind(name, event, names, ground));
  return (standing) => {
    const dated = kinds.flatMap((kind) => rowsOf(kind, columns, standing));
    // Instants and days are both ISO 8601: what happened at an hour of a day comes after what happened on the day.
    return dated.sort((a, b) => byTime(a.at, b.at)).map(({ row }) => row);
  };
}

function compileKind(
  name: string,
  event: NonNullable<ViewFile['events']>[string],
  names: Names,
  ground: CellGround,
): Kind {
  const path = ['events', name, 'each'];
  const each = compileExpression(
    event.each,
    names,
    (message) => ground.report(path, `${path.join('.')}: ${message}`),
    'list',
  );
  const type: FactType = each.type.kind === 'list' ? each.type.of : unknownType;
  const own = new Map([...names, ['event', { type, path: each.path, uses: each.uses }] as const]);
  return {
    title: event.zh,
    each,
    at: compileCell(['events', name, 'at'], event.at, own, ground),
    cells: new Map(
      Object.entries(event.cells).map(([column, text]) => [
        column,
        compileCell(['events', name, 'cells', column], text, own, ground),
      ]),
    ),
  };
}

function rowsOf({ title, each, at, cells }: Kind, columns: readonly string[], standing: Standing): readonly Dated[] {
  const list = each.evaluate(standing.scope);
  const titled = (own: ReadonlyMap<string, Cell>, rest: Cell): ViewRow =>
    columns.map((column) => (column === 'what' ? { kind: 'TEXT', text: title } : (own.get(column) ?? rest)));
  if (list === undecided) {
    const absent = absentCell(why(each, standing, { kind: 'object', name: '', fields: new Map() }));
    return absent === emptyCell ? [] : [{ at: null, row: titled(new Map(), absent) }];
  }
  if (list === null || typeof list !== 'object' || isFactMap(list)) return [];
  return [...list].map((event) => {
    const own = { ...standing, scope: { ...standing.scope, event } };
    const time = at(own);
    const shown = new Map<string, Cell>([['at', time]]);
    for (const [column, plan] of cells) shown.set(column, plan(own));
    return { at: time.kind === 'TEXT' ? time.text : null, row: titled(shown, emptyCell) };
  });
}

function byTime(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const [left, right] = [moment(a), moment(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Comparable whatever zone an instant is written in: days are China's. */
function moment(at: string): string {
  if (at.length <= 10) return at;
  return chinaClock(new Date(at));
}

function checkColumns(file: ViewFile, events: NonNullable<ViewFile['events']>, { report }: CellGround): void {
  for (const name of ownColumns)
    if (!(name in file.columns))
      report(['columns'], `columns: a view of events has the columns ${ownColumns.join(' and ')}`);
  for (const [name, { value }] of Object.entries(file.columns))
    if (value !== null) report(['columns', name], `columns.${name}: takes no value of its own in a view of events`);
  for (const [name, { cells }] of Object.entries(events))
    for (const column of Object.keys(cells))
      if (!(column in file.columns))
        report(['events', name, 'cells', column], `events.${name}.cells: there is no column ${column}`);
}
