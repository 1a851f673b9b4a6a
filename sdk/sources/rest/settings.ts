import type { SourceReason } from '../../../schema/reader.js';
import type { Scalar } from '../../../schema/scalar.js';

/** A REST service that answers lists of records as JSON. */
export interface RestSettings {
  readonly baseUrl: string;
  /** Default: none. */
  readonly auth?: RestAuth;
  readonly request: RestRequest;
  readonly envelope: RestEnvelope;
  /** Calls that leave in a second at most; the login is not counted. */
  readonly quota?: { readonly callsPerSecond: number };
  /** Most bytes of one answer. Default 32 MiB. */
  readonly bodyLimit?: number;
}

export type RestAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'apiKey'; readonly header: string; readonly key: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly login: RestLogin };

/** A call that gives a token, sent as `Authorization: Bearer …`. Calls that need one at the same time share the login. */
export interface RestLogin {
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
  /** Paths in the answer; the token's life is in seconds. */
  readonly token: string;
  readonly expiresIn: string;
  /** Codes of the envelope that say that the token is no longer good: one new login, then the call again. */
  readonly expiredCodes: readonly string[];
}

/** How a page of records is asked for. Parameters travel in the query (`GET`) or in a JSON body (`POST`). */
export interface RestRequest {
  readonly method: 'GET' | 'POST';
  /** Parameter that lists the columns wanted, joined by commas; without one the service answers all it has. */
  readonly fields?: string;
  readonly page: {
    readonly kind: 'page-number';
    readonly number: string;
    readonly size: string;
    readonly largest: number;
  };
  /**
   * Where the values go that a column must have one of: `object`: one parameter holds column → values;
   * `parameters`: the column is a parameter of its own, its values joined by commas.
   */
  readonly filters: { readonly as: 'object'; readonly parameter: string } | { readonly as: 'parameters' };
  /** Most values of one column in a call. */
  readonly valuesPerCall: number;
}

/** Where an answer holds what: paths of names joined by dots. */
export interface RestEnvelope {
  readonly code: string;
  readonly success: readonly string[];
  readonly rows: string;
  readonly total: string;
  /** When the records were last brought up to date, for services that are a copy; default: they are live. */
  readonly asOf?: string;
  /** What the service's other codes stand for; the rest is `FAILED`. */
  readonly reasons?: Readonly<Record<string, SourceReason>>;
}

/** One list of a service: what bindings give as `table`. */
export interface RestResource {
  readonly path: string;
  /** Columns that the service can be asked to have one of some values in, exactly and as text. */
  readonly equals: readonly string[];
  /** Columns that can be limited, both ends included. They need not be readable. */
  readonly ranges?: Readonly<Record<string, RestRange>>;
}

export interface RestRange {
  /** Parameters of the least and the greatest value. */
  readonly from?: string;
  readonly to?: string;
  /** How the service wants the value written. */
  readonly write: (value: Scalar) => string | number;
}
