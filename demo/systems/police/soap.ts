import { XMLParser, XMLValidator } from 'fast-xml-parser';
import iconv from 'iconv-lite';

export const serviceNamespace = 'http://rbsp.ga.gov.cn/RequestService';
const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The parameters of the platform's only operation. */
export interface QueryCall {
  readonly callerId: string;
  readonly password: string;
  readonly serviceId: string;
  readonly condition: string;
  readonly requiredColumns: readonly string[];
  readonly page: string;
  readonly pageSize: string;
}

const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false, trimValues: true });

/** Reads a request body in UTF-8 or, where that does not decode, GB18030: both occur, whatever is declared. */
export function decodeBody(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return iconv.decode(body, 'gb18030');
  }
}

/** Reads the envelope of a call; undefined where it is none. */
export function parseCall(text: string): QueryCall | undefined {
  if (XMLValidator.validate(text) !== true) return undefined;
  const envelope = child(parser.parse(text), 'Envelope');
  const call = child(child(envelope, 'Body'), 'queryService');
  if (call === undefined) return undefined;
  const caller = child(child(envelope, 'Header'), 'Caller');
  return {
    callerId: leaf(caller, 'callerId'),
    password: leaf(caller, 'password'),
    serviceId: leaf(call, 'serviceId'),
    condition: leaf(call, 'condition'),
    requiredColumns: leaf(call, 'requiredColumns')
      .split(',')
      .map((column) => column.trim())
      .filter((column) => column !== ''),
    page: leaf(call, 'page'),
    pageSize: leaf(call, 'pageSize'),
  };
}

function child(node: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const value = (node as Record<string, unknown>)[name];
  // An element without content parses to an empty string: a call without parameters is still a call.
  if (value === '') return {};
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function leaf(node: Readonly<Record<string, unknown>> | undefined, name: string): string {
  const value = node?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** What the answer's head says. */
export interface AnswerHead {
  readonly code: string;
  readonly message: string;
  readonly serviceId: string;
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

type AnswerRow = Readonly<Record<string, unknown>>;

/** The `<Root>` document, packed as CDATA into the one string that the operation returns. */
export function answerEnvelope(
  head: AnswerHead,
  columns: readonly string[],
  rows: readonly AnswerRow[],
  declares: string,
): string {
  const body = rows.map(
    (row) => `<Row>${columns.map((column) => `<${column}>${escapeXml(row[column])}</${column}>`).join('')}</Row>`,
  );
  const root =
    `<?xml version="1.0" encoding="${declares}"?><Root><Head><Code>${head.code}</Code>` +
    `<Msg>${escapeXml(head.message)}</Msg><ServiceId>${escapeXml(head.serviceId)}</ServiceId>` +
    `<Total>${head.total}</Total><PageNum>${head.page}</PageNum><PageSize>${head.pageSize}</PageSize></Head>` +
    `<Body>${body.join('')}</Body></Root>`;
  return (
    `<?xml version="1.0" encoding="${declares}"?><soapenv:Envelope xmlns:soapenv="${envelopeNamespace}">` +
    `<soapenv:Body><ns1:queryServiceResponse xmlns:ns1="${serviceNamespace}">` +
    `<ns1:out><![CDATA[${root}]]></ns1:out></ns1:queryServiceResponse></soapenv:Body></soapenv:Envelope>`
  );
}

export function faultEnvelope(message: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${envelopeNamespace}"><soapenv:Body>` +
    `<soapenv:Fault><faultcode>soapenv:Client</faultcode><faultstring>${escapeXml(message)}</faultstring></soapenv:Fault>` +
    '</soapenv:Body></soapenv:Envelope>'
  );
}

/** Control characters are no XML; the platform drops them, as its own exporter does. */
const unprintable = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(value: unknown): string {
  if (value === null || value === undefined) return '';
  return String(value)
    .replace(unprintable, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** The interface description at `?wsdl`: document/literal, SOAP 1.1, caller in the header. */
export function wsdlOf(address: string): string {
  const text = (name: string) => `<xsd:element name="${name}" type="xsd:string" minOccurs="0"/>`;
  const parameters = ['serviceId', 'condition', 'requiredColumns', 'page', 'pageSize'].map(text).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="RequestService" targetNamespace="${serviceNamespace}" xmlns:tns="${serviceNamespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<wsdl:types><xsd:schema targetNamespace="${serviceNamespace}" elementFormDefault="qualified">
<xsd:element name="Caller"><xsd:complexType><xsd:sequence>${text('callerId')}${text('password')}</xsd:sequence></xsd:complexType></xsd:element>
<xsd:element name="queryService"><xsd:complexType><xsd:sequence>${parameters}</xsd:sequence></xsd:complexType></xsd:element>
<xsd:element name="queryServiceResponse"><xsd:complexType><xsd:sequence>${text('out')}</xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema></wsdl:types>
<wsdl:message name="callerHeader"><wsdl:part name="caller" element="tns:Caller"/></wsdl:message>
<wsdl:message name="queryServiceRequest"><wsdl:part name="parameters" element="tns:queryService"/></wsdl:message>
<wsdl:message name="queryServiceResponse"><wsdl:part name="parameters" element="tns:queryServiceResponse"/></wsdl:message>
<wsdl:portType name="RequestServicePortType"><wsdl:operation name="queryService"><wsdl:input message="tns:queryServiceRequest"/><wsdl:output message="tns:queryServiceResponse"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="RequestServiceSoapBinding" type="tns:RequestServicePortType"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
<wsdl:operation name="queryService"><soap:operation soapAction="queryService"/><wsdl:input><soap:header message="tns:callerHeader" part="caller" use="literal"/><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:service name="RequestService"><wsdl:port name="RequestServicePort" binding="tns:RequestServiceSoapBinding"><soap:address location="${address}"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;
}
