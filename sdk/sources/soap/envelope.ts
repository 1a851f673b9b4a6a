import type { Call } from '../http/endpoint.js';
import { signatureOf } from '../http/signing.js';
import type { SoapSettings } from './settings.js';
import { escapeXml } from './xml.js';

const namespaces = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;

/** The parameters of one call, by name and in the operation's order. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** Builds a call (document/literal), signed where the platform wants it. */
export function callOf(
  { namespace, operation, caller, signing, version = '1.1', action = operation }: SoapSettings,
  path: string,
  parameters: Parameters,
  at: { readonly now: Date; readonly nonce: string },
): Call {
  // Declared where it is used, so that the operation's element means the same alone: that is what is signed.
  const body = `<p:${operation} xmlns:p="${escapeXml(namespace)}">${elements(parameters)}</p:${operation}>`;
  const signature = signing === undefined ? {} : signatureOf(signing, { method: 'POST', path, body }, at);
  const fields = elements(Object.entries({ ...caller.fields, ...signature }));
  const envelope =
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${namespaces[version]}" xmlns:p="${escapeXml(namespace)}">` +
    `<s:Header><p:${caller.element}>${fields}</p:${caller.element}></s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  return { method: 'POST', path, headers: headersOf(version, action), body: envelope };
}

function headersOf(version: '1.1' | '1.2', action: string): Call['headers'] {
  if (version === '1.2') return { 'content-type': `application/soap+xml; charset=utf-8; action="${action}"` };
  return { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` };
}

function elements(entries: Parameters | [string, string][]): string {
  return entries.map(([name, value]) => `<p:${name}>${escapeXml(value)}</p:${name}>`).join('');
}
