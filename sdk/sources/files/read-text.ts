import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { textOf } from './decode.js';
import { type DeliveredText, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import { cellsOf, type DeliveredRow, placesOf } from './row.js';
import type { Member } from './unzip.js';

// Where these happen, nothing after them can be told apart from what came before.
const fatal: ReadonlySet<string> = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/** Rows of a delimited text (RFC 4180, with any delimiter), in memory that does not grow with the file. */
export async function* readText(
  member: Member,
  delivery: DeliveredText,
  limits: DeliveryLimits,
): AsyncGenerator<DeliveredRow> {
  const broken: DeliveredRow[] = [];
  const parser = parse({
    delimiter: delivery.delimiter,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: limits.rowCharacters,
    raw: true,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      if (error !== undefined && fatal.has(error.code)) parser.destroy(error);
      broken.push({ broken: 'QUOTES_BROKEN', text: raw ?? '' });
      return undefined;
    },
  });
  const source = Readable.from(textOf(member, delivery.encoding));
  source.on('error', (error) => parser.destroy(error));
  const header: string[][] = [];
  const headerRows = delivery.headerRows ?? 1;
  let places: ReadonlyMap<string, number> | null = null;
  try {
    for await (const { record, raw } of source.pipe(parser) as AsyncIterable<{ record: string[]; raw: string }>) {
      if (places === null) {
        header.push(record);
        if (header.length === headerRows) places = placesOf(header, delivery.columns);
        continue;
      }
      yield* broken.splice(0);
      if (record.length === header.at(-1)?.length) yield { cells: cellsOf(places, record) };
      else yield { broken: 'COLUMNS_DIFFER', text: raw };
    }
  } catch (cause) {
    throw cause instanceof DeliveryRefused ? cause : new DeliveryRefused('TEXT_BROKEN', { cause });
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (places === null) throw new DeliveryRefused('HEADER_MISSING');
  yield* broken;
}
