import type { SoapSettings } from './settings.js';
import { escapeXml } from './xml.js';

const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The parameters of one call, by name and in the operation's order. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** Builds the SOAP 1.1 envelope of a call (document/literal). */
export function envelopeOf({ namespace, operation, caller }: SoapSettings, parameters: Parameters): string {
  const fields = elements(Object.entries(caller.fields));
  return (
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${envelopeNamespace}" xmlns:p="${escapeXml(namespace)}">` +
    `<s:Header><p:${caller.element}>${fields}</p:${caller.element}></s:Header>` +
    `<s:Body><p:${operation}>${elements(parameters)}</p:${operation}></s:Body></s:Envelope>`
  );
}

function elements(entries: Parameters | [string, string][]): string {
  return entries.map(([name, value]) => `<p:${name}>${escapeXml(value)}</p:${name}>`).join('');
}
