import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { textOf } from './decode.js';
import { type DeliveredText, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import { cellsOf, type DeliveredRow, placesOf } from './row.js';
import type { Member } from './unzip.js';

/** Rows of a delimited text (RFC 4180, with any delimiter), in memory that does not grow with the file. */
export async function* readText(
  member: Member,
  delivery: DeliveredText,
  limits: DeliveryLimits,
): AsyncGenerator<DeliveredRow> {
  const { delimiter, encoding, headerRows = 1, columns } = delivery;
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    // A stray quote would otherwise end the file for the parser; rows that have one are told below.
    relax_quotes: true,
    max_record_size: limits.rowCharacters,
    raw: true,
  });
  const source = Readable.from(textOf(member, encoding));
  source.on('error', (error) => parser.destroy(error));
  const quoting = quotingOf(delimiter);
  const header: string[][] = [];
  let places: ReadonlyMap<string, number> | null = null;
  try {
    for await (const { record, raw } of source.pipe(parser) as AsyncIterable<{ record: string[]; raw: string }>) {
      if (places === null) {
        header.push(record);
        if (header.length === headerRows) places = placesOf(header, columns);
      } else if (raw.includes('"') && !quoting.test(raw)) {
        yield { broken: 'QUOTES_BROKEN', text: lineOf(raw) };
      } else if (record.length !== header.at(-1)?.length) {
        yield { broken: 'COLUMNS_DIFFER', text: lineOf(raw) };
      } else {
        yield { cells: cellsOf(places, record) };
      }
    }
  } catch (cause) {
    throw cause instanceof DeliveryRefused ? cause : new DeliveryRefused('TEXT_BROKEN', { cause });
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (places === null) throw new DeliveryRefused('HEADER_MISSING');
}

/** Fields without quotes, or within them and with inner ones doubled: anything else may hide where a row ends. */
function quotingOf(delimiter: string): RegExp {
  const plain = `[^"\\r\\n${delimiter.replace(/[\\\]^-]/g, '\\$&')}]*`;
  const field = `(?:"(?:[^"]|"")*"|${plain})`;
  const separator = delimiter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^[\\r\\n]*${field}(?:${separator}${field})*[\\r\\n]*$`);
}

/** The parser leaves parts of the line breaks around a row in its text. */
function lineOf(raw: string): string {
  return raw.replace(/^[\r\n]+|[\r\n]+$/g, '');
}
