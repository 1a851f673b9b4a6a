import { compareText } from '../../../schema/total-order.js';
import type { EntityBinding } from '../../entity.js';
import type { RawRecord } from '../../source.js';
import type { SoapService, SoapSettings } from '../../sources/soap/settings.js';
import type { Tables } from '../golden.js';
import { type HttpSystem, openHttpSystem, type Stock } from './http-system.js';
import type { Answer, Heard } from './loopback.js';
import { parseSoapCondition, type SoapCondition } from './soap-condition.js';

/** A request platform on loopback that speaks the settings. */
export function openSoapSystem(
  settings: SoapSettings,
  tables: Tables,
  bindings: readonly EntityBinding[],
): Promise<HttpSystem> {
  const services = new Map(bindings.map(({ table }) => [(table as SoapService).service, table as SoapService]));
  const answer = ({ body }: Heard, stock: Stock): Answer => {
    const text = body.toString('utf8');
    const service = services.get(elementIn(text, 'serviceId'));
    if (service === undefined) return envelopeOf(settings, documentOf('plumbline-unknown-service', [], 0));
    if (!isCaller(settings, text)) return envelopeOf(settings, documentOf(refusalOf(settings), [], 0));
    const condition = parseSoapCondition(elementIn(text, 'condition'));
    if (condition === null || !isAllowed(service, condition)) {
      return envelopeOf(settings, documentOf('plumbline-condition', [], 0));
    }
    const rows = stock
      .rows(service.service)
      .filter(condition.passes)
      .sort((a, b) => compareText(String(a[service.key]), String(b[service.key])));
    const [page, size] = [
      Number(elementIn(text, 'page')),
      Math.min(settings.largestPage, Number(elementIn(text, 'pageSize'))),
    ];
    const from = stock.isLooping() ? 0 : (page - 1) * size;
    const columns = elementIn(text, 'requiredColumns').split(',');
    const answered = [...stock.smuggled(service.service), ...rows.slice(from, from + size)];
    return envelopeOf(
      settings,
      documentOf(
        settings.success,
        answered.map((row) => rowOf(row, columns)),
        rows.length,
      ),
    );
  };
  return openHttpSystem({ what: 'a SOAP platform on loopback that speaks the adapter’s own settings', tables, answer });
}

/** What the platform lets callers ask: values of its columns, limits of some, and of registers of everybody a key. */
function isAllowed({ equals, ranges = [], key, needsKey = false }: SoapService, condition: SoapCondition): boolean {
  if (needsKey && condition.equals.length === 0) return false;
  return (
    condition.equals.every((column) => equals.includes(column)) &&
    condition.limited.every((column) => column === key || ranges.includes(column))
  );
}

function elementIn(text: string, name: string): string {
  const match = new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(text);
  return unescaped(match?.[1] ?? '');
}

const isCaller = ({ caller }: SoapSettings, text: string): boolean =>
  Object.entries(caller.fields).every(([name, value]) => elementIn(text, name) === value);

const refusalOf = ({ reasons = {} }: SoapSettings): string =>
  Object.entries(reasons).find(([, reason]) => reason === 'CREDENTIALS')?.[0] ?? 'plumbline-refused';

function documentOf(code: string, rows: readonly string[], total: number): string {
  return `<Root><Head><Code>${code}</Code><Total>${total}</Total></Head><Body>${rows.join('')}</Body></Root>`;
}

function rowOf(row: RawRecord, columns: readonly string[]): string {
  const cells = columns.flatMap((column) => {
    const value = row[column] ?? null;
    return value === null ? [] : [`<${column}>${escaped(String(value))}</${column}>`];
  });
  return `<Row>${cells.join('')}</Row>`;
}

function envelopeOf({ operation, namespace }: SoapSettings, document: string): Answer {
  const inner = `<r:${operation}Response xmlns:r="${escaped(namespace)}"><r:return><![CDATA[${document}]]></r:return></r:${operation}Response>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inner}</s:Body></s:Envelope>`;
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: Buffer.from(text) };
}

// A CDATA section must not end early, and XML has no way to write control characters.
const escaped = (text: string): string =>
  text
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .replace(
      /[&<>"\r]/g,
      (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' })[sign] ?? sign,
    );

const unescaped = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#13);/g,
    (sign) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#13;': '\r' })[sign] ?? sign,
  );
