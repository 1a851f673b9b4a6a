import type { SourceReason } from '../../../schema/reader.js';
import type { Signing } from '../http/signing.js';

/**
 * A request platform (请求服务平台): SOAP, one operation that asks any of its services by a condition, columns and a page, and
 * answers a document inside of a string: `<Root><Head><Code/><Total/></Head><Body><Row/></Body></Root>`. No WSDL is read: what it
 * would say stands here, as many platforms serve none or a wrong one.
 */
export interface SoapSettings {
  readonly url: string;
  readonly namespace: string;
  readonly operation: string;
  /** Version of the envelope. Default `1.1`. */
  readonly version?: '1.1' | '1.2';
  /** What the operation's action is called. Default: the operation. */
  readonly action?: string;
  /** Element of the SOAP header that says who asks, with its children. */
  readonly caller: { readonly element: string; readonly fields: Readonly<Record<string, string>> };
  /**
   * The call is signed: the signature's names become children of the caller's element, behind its fields. What is signed as `body`
   * is the operation's element as it is sent, without the envelope around it.
   */
  readonly signing?: Signing;
  /** Code of success, and what the others stand for; the rest is `FAILED`. Business errors come with HTTP 200. */
  readonly success: string;
  readonly reasons?: Readonly<Record<string, SourceReason>>;
  /** What faults stand for, by their code or subcode without a prefix; the rest is `FAILED`, or `CREDENTIALS` as of WS-Security. */
  readonly faults?: Readonly<Record<string, SourceReason>>;
  readonly largestPage: number;
  /** Most values of one `IN` list. */
  readonly valuesPerCall: number;
  /** Calls that leave in a second at most. */
  readonly quota?: { readonly callsPerSecond: number };
  /** Most bytes of one answer. Default 32 MiB. */
  readonly bodyLimit?: number;
}

/** One service of the platform: what bindings give as `table`. Its rows come in order of the record key, by code point. */
export interface SoapService {
  readonly service: string;
  readonly key: string;
  /** Columns that a condition may name with `=` and `IN`, the key among them. */
  readonly equals: readonly string[];
  /** Text columns that it may limit (`>=`, `>`, `<=`, `<`); the key is one anyway. */
  readonly ranges?: readonly string[];
  /** Whether it answers only when one of those is given. */
  readonly needsKey?: boolean;
  /**
   * Columns all of whose values are read every ten minutes to find spellings that nobody would ask for (`37142219O…`). For a small
   * register in which who is not found is taken not to be there.
   */
  readonly swept?: readonly string[];
}
