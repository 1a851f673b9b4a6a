import type { AttachmentType } from './attachment-type.js';

/** A system that pushes: its deliveries come to `POST /push/<adapter>` and land in the hub's store. */
export interface PushSettings {
  /** Any of them lets a push in: for a change of keys, both are valid for a while. At least one. */
  readonly credentials: readonly PushCredential[];
  readonly limits?: Partial<PushLimits>;
  /** What attachments may be; default: PDF, OFD, JPEG and PNG. */
  readonly attachmentTypes?: readonly AttachmentType[];
}

/** How the sender is known. Secrets and tokens have 32 characters or more. */
export type PushCredential =
  | {
      /** Each push is signed (see `signedText`): what is said cannot be altered on the way, nor said again later. */
      readonly kind: 'hmac';
      readonly secret: string;
      /** Of signature and body. Default `sha256`. */
      readonly digest?: PushDigest;
      /** How far the sender's clock may be from the hub's, ms. Default 5 minutes. */
      readonly windowMs?: number;
    }
  /** A secret that goes over the line with every push: only behind TLS. */
  | { readonly kind: 'bearer'; readonly token: string };

export type PushDigest = 'sha256' | 'sm3';

/** What a push may cost; a larger one is refused. */
export interface PushLimits {
  readonly bodyBytes: number;
  /** Bytes of a delivery that is one JSON document: longer ones are sent as JSON Lines, which are read line by line. */
  readonly documentBytes: number;
  /** Bytes of one line of JSON Lines. */
  readonly lineBytes: number;
  readonly records: number;
  readonly attachments: number;
  readonly attachmentBytes: number;
  /** Pushes of one adapter under way at once, and begun in a minute. */
  readonly atOnce: number;
  readonly perMinute: number;
  /** Longest time that a body may take to arrive, ms. */
  readonly receiveMs: number;
}

export const defaultPushLimits: PushLimits = {
  bodyBytes: 64 * 1024 ** 2,
  documentBytes: 8 * 1024 ** 2,
  lineBytes: 1024 ** 2,
  records: 100_000,
  attachments: 100,
  attachmentBytes: 20 * 1024 ** 2,
  atOnce: 4,
  perMinute: 120,
  receiveMs: 5 * 60_000,
};
