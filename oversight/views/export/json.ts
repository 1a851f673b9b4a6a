import type { Cell } from '../cell.js';
import type { ViewRow } from '../view-book.js';
import { type OpenSheet, put } from './sheet-writer.js';

/**
 * One JSON object: `view`, `columns`, `rows` by column name, `ending`. Amounts are numbers of yuan; values of the schema's lists
 * are as the graph holds them; what was not seen is `{ "absent": "DENIED" }`.
 */
export const openJson: OpenSheet = ({ sink, view, occasion, signal }) => {
  const { id, version, name, columns } = view;
  const names = columns.map((column) => JSON.stringify(column.name));
  const titles = columns.map((column) => ({ name: column.name, title: column.title }));
  let head = `{"view":${JSON.stringify({ id, version, name })},\n"columns":${JSON.stringify(titles)},\n"rows":[`;
  let between = '\n';
  const taken = () => {
    const text = head;
    head = '';
    return text;
  };
  const lineOf = (row: ViewRow) => {
    const line = `${between}{${row.map((cell, at) => `${names[at]}:${jsonCell(cell)}`).join(',')}}`;
    between = ',\n';
    return line;
  };
  return {
    write: (rows) => put(sink, `${taken()}${rows.map(lineOf).join('')}`, signal),
    async end(ending) {
      const told = { ...ending, sources: Object.fromEntries(ending.sources), ...occasion };
      await put(sink, `${taken()}\n],\n"ending":${JSON.stringify(told)}}\n`, signal);
      sink.end();
    },
    abandon: () => {},
  };
};

function jsonCell(cell: Cell): string {
  switch (cell.kind) {
    case 'EMPTY':
      return 'null';
    case 'NUMBER':
      return cell.text;
    case 'ABSENT':
      return JSON.stringify({ absent: cell.why });
    default:
      return JSON.stringify(cell.raw ?? cell.text);
  }
}
