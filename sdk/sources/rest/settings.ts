import type { SourceReason } from '../../../schema/reader.js';
import type { Scalar } from '../../../schema/scalar.js';
import type { Signing } from '../http/signing.js';
import type { RestPaging } from './paging.js';

/** A REST service that answers lists of records as JSON. */
export interface RestSettings {
  readonly baseUrl: string;
  /** Default: none. */
  readonly auth?: RestAuth;
  readonly request: RestRequest;
  /** Absent: a bare list of records, success and failure by HTTP status only. */
  readonly envelope?: RestEnvelope;
  /** Calls that leave in a second at most; the login is not counted. */
  readonly quota?: { readonly callsPerSecond: number };
  /** Most bytes of one answer. Default 32 MiB. */
  readonly bodyLimit?: number;
}

export type RestAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'apiKey'; readonly header: string; readonly key: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly login: RestLogin }
  /** Every call is signed, as government sharing platforms (政务数据共享平台) ask for. */
  | { readonly kind: 'hmac'; readonly signing: Signing };

/** A call that gives a token. Calls that need one at the same time share the login. */
export interface RestLogin {
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
  /** How the body is written. Default `json`. */
  readonly as?: 'json' | 'form';
  /** Path of the token in the answer. */
  readonly token: string;
  /** Path of the token's life in seconds; absent: two hours. */
  readonly expiresIn?: string;
  /** Codes of the envelope that say that the token is no longer good, as HTTP 401 does: one new login, then the call again. */
  readonly expiredCodes?: readonly string[];
  /** How the token is sent. Default `Authorization: Bearer …`. */
  readonly header?: { readonly name: string; readonly prefix: string };
}

/** How a page of records is asked for. Parameters travel in the query (`GET`) or in a JSON body (`POST`). */
export interface RestRequest {
  readonly method: 'GET' | 'POST';
  /** Parameter that lists the columns wanted, joined by commas; without one the service answers all it has. */
  readonly fields?: string;
  readonly page: RestPaging;
  /**
   * Where the values go that a column must have one of: `object`: one parameter holds column → values;
   * `parameters`: the column is a parameter of its own, its values joined by commas.
   */
  readonly filters: { readonly as: 'object'; readonly parameter: string } | { readonly as: 'parameters' };
  /** Most values of one column in a call. */
  readonly valuesPerCall: number;
}

/** Where an answer holds what: paths of names joined by dots. */
export type RestEnvelope = RestContent & (RestCodes | { readonly code?: undefined });

interface RestContent {
  /** Absent: the answer is the list. */
  readonly rows?: string;
  /** How many records there are in all; absent: pages are followed until one is short. */
  readonly total?: string;
  /** When the records were last brought up to date, for services that are a copy; default: they are live. */
  readonly asOf?: string;
}

interface RestCodes {
  readonly code: string;
  readonly success: readonly string[];
  /** What the service's other codes stand for; the rest is `FAILED`. */
  readonly reasons?: Readonly<Record<string, SourceReason>>;
}

/** One list of a service: what bindings give as `table`. */
export interface RestResource {
  readonly path: string;
  /** Columns that the service can be asked to have one of some values in, exactly and as text. */
  readonly equals: readonly string[];
  /**
   * The record key, where the service's rows come in its order, by code point, as long as they are not limited by `ranges`: then pages
   * are read, and not the whole list for each. For pages by number or offset, and by cursors that keep leading behind the same record.
   */
  readonly sorted?: string;
  /** Columns that can be limited, both ends included. They need not be readable: they may be parameters only. */
  readonly ranges?: Readonly<Record<string, RestRange>>;
}

export interface RestRange {
  /** Parameters of the least and the greatest value. */
  readonly from?: string;
  readonly to?: string;
  /** How the service wants the value written. */
  readonly write: (value: Scalar) => string | number;
}
