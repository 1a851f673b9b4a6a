import iconv from 'iconv-lite';
import type { Business, DropRow } from './businesses.js';

/** A member of a delivery's zip. */
export interface DropFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** GBK text table with a Chinese header row; fields with separators, quotes or line breaks are quoted (RFC 4180). */
export function csvFile(business: Business, rows: readonly DropRow[], batch: string, separator: '|' | ','): DropFile {
  const cell = (text: string) => (/["\r\n|,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (cells: readonly string[]) => cells.map(cell).join(separator);
  const lines = [
    line(business.items.map(({ title }) => title)),
    ...rows.map((row) => line(business.items.map(({ name }) => row[name] ?? ''))),
  ];
  return { name: `${business.code}_${batch}.csv`, bytes: iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030') };
}

/** XML in GBK, as declared; free text in CDATA. */
export function xmlFile(business: Business, rows: readonly DropRow[], batch: string): DropFile {
  const leaf = (name: string, text: string) => {
    const isFree = name === 'WFSX' && !text.includes(']]>');
    return `<${name}>${isFree ? `<![CDATA[${text}]]>` : escapeXml(text)}</${name}>`;
  };
  const records = rows.map(
    (row) => `<RECORD>${business.items.map(({ name }) => leaf(name, printable(row[name] ?? ''))).join('')}</RECORD>`,
  );
  const head = `<HEAD><YWLX>${business.code}</YWLX><PCH>${batch}</PCH><JLS>${rows.length}</JLS></HEAD>`;
  const text = `<?xml version="1.0" encoding="GBK"?>\n<DATA>${head}<BODY>\n${records.join('\n')}\n</BODY></DATA>\n`;
  return { name: `${business.code}_${batch}.xml`, bytes: iconv.encode(text, 'gb18030') };
}

function printable(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
