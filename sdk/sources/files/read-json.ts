import type { RawRecord } from '../../raw.js';
import { isRecord, parseText, valueAt } from '../rest/json.js';
import { textOf, wholeText } from './decode.js';
import { type DeliveredJson, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import type { Member } from './member.js';
import type { DeliveredRow, RowLists } from './row.js';

/** Records of a JSON file: an array of objects, or an object a line. */
export function readJson(member: Member, delivery: DeliveredJson, limits: DeliveryLimits): RowLists {
  return delivery.isLines === true ? readLines(member, delivery, limits) : readDocument(member, delivery, limits);
}

async function* readDocument(member: Member, delivery: DeliveredJson, limits: DeliveryLimits): RowLists {
  const text = await wholeText(member, delivery.encoding, limits);
  const root = parsed(text);
  const { records: path = [], count } = delivery;
  const records = path.length === 0 ? root : valueAt(root, path.join('.'));
  if (!Array.isArray(records)) throw new DeliveryRefused('JSON_BROKEN');
  if (count !== undefined && valueAt(root, count.join('.')) !== records.length) {
    throw new DeliveryRefused('COUNT_DIFFERS');
  }
  const rowOf = rowsBy(delivery.columns);
  yield records.map((record) => rowOf(record, () => JSON.stringify(record)));
}

/** A line that is no object is put aside by itself: where the next one begins is known. */
async function* readLines(member: Member, delivery: DeliveredJson, limits: DeliveryLimits): RowLists {
  const rowOf = rowsBy(delivery.columns);
  const rowsOf = (lines: readonly string[]) =>
    lines.filter((line) => line.trim() !== '').map((line) => rowOf(lineOf(line), () => line));
  let rest = '';
  for await (const piece of textOf(member, delivery.encoding)) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > limits.rowCharacters) throw new DeliveryRefused('TEXT_BROKEN');
    if (lines.length > 0) yield rowsOf(lines);
  }
  yield rowsOf([rest]);
}

function lineOf(line: string): unknown {
  try {
    return parsed(line);
  } catch {
    return null;
  }
}

/** Throws `JSON_BROKEN`, also for what nests deeper than any record does. */
function parsed(text: string): unknown {
  try {
    return parseText(text);
  } catch (cause) {
    throw new DeliveryRefused('JSON_BROKEN', { cause });
  }
}

function rowsBy(columns: DeliveredJson['columns']): (record: unknown, text: () => string) => DeliveredRow {
  const named = columns === undefined ? null : Object.entries(columns);
  return (record, text) => {
    if (!isRecord(record)) return { broken: 'JSON_BROKEN', text: text() };
    const cells = named === null ? record : Object.fromEntries(named.map(([path, to]) => [to, valueAt(record, path)]));
    return { cells: present(cells) };
  };
}

function present(cells: RawRecord): RawRecord {
  return Object.fromEntries(
    Object.entries(cells).filter(([, cell]) => cell !== null && cell !== undefined && cell !== ''),
  );
}
