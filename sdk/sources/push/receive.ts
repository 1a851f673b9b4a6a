import { PlumblineError } from '../../../schema/errors.js';
import {
  countedRefusals,
  type Push,
  type PushReceipt,
  type PushReceiver,
  unknownSender,
} from '../../../schema/push.js';
import type { EntityBinding } from '../../entity.js';
import type { OwnPushes } from '../../source.js';
import type { AttachmentType } from './attachment-type.js';
import { checkedAttachments } from './attachments.js';
import { type DeliveryForm, formOf, type PushedDelivery, readDelivery } from './delivery.js';
import { boundaryOf, type Part, partsOf } from './multipart.js';
import { openRate } from './rate.js';
import { readPush } from './records.js';
import { refused } from './refused.js';
import type { PushCredential, PushLimits } from './settings.js';
import { pushHeaders, type Sender, senderOf } from './signature.js';
import { type Slice, type Spool, spool } from './spool.js';

export interface ReceivingSetting {
  readonly clock: () => Date;
  readonly pushes: OwnPushes;
  readonly bindings: readonly EntityBinding<string>[];
  readonly credentials: readonly PushCredential[];
  readonly limits: PushLimits;
  readonly types: readonly AttachmentType[];
  /** Told that something has landed. */
  readonly onLanded: () => void;
}

/**
 * Receives what one system pushes. In this order: who sends it; whether it is too much; whether it is too long; its bytes, kept
 * aside; whether these are what was signed; whether they have landed before; what they say; then all of it lands or nothing.
 */
export function openReceiver(setting: ReceivingSetting): PushReceiver {
  const rate = openRate(setting.limits, setting.clock);
  return {
    receive: async (push, signal) => {
      const sender = senderOf(push, setting.credentials, setting.clock());
      const leave = rate.enter();
      try {
        return await receive(push, sender, setting, signal);
      } catch (cause) {
        await countRefusal(cause, setting);
        throw cause;
      } finally {
        leave();
      }
    },
  };
}

async function countRefusal(cause: unknown, { pushes }: ReceivingSetting): Promise<void> {
  const code = countedRefusals.find((each) => cause instanceof PlumblineError && cause.code === each);
  // A book that does not answer keeps nobody from hearing why they were refused.
  if (code !== undefined) await pushes.countRefusal(code).catch(() => undefined);
}

async function receive(
  push: Push,
  sender: Sender,
  setting: ReceivingSetting,
  signal: AbortSignal,
): Promise<PushReceipt> {
  const key = push.headers[pushHeaders.key] ?? '';
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) throw refused('KEY_HEADER_MISSING', 'the headers', pushHeaders.key);
  const { limits } = setting;
  const carrier = carrierOf(push);
  if (Number(push.headers['content-length'] ?? 0) > limits.bodyBytes) throw tooLarge(limits);
  const body = await received(push, sender, limits, signal);
  try {
    if (sender.signed !== null && body.digest(sender.signed.algorithm) !== sender.signed.hex) throw unknownSender();
    return await landed(body, carrier, key, setting);
  } finally {
    await body.close();
  }
}

async function received(push: Push, sender: Sender, limits: PushLimits, signal: AbortSignal): Promise<Spool> {
  const late = AbortSignal.timeout(limits.receiveMs);
  const algorithms = [...new Set(['sha256' as const, ...(sender.signed === null ? [] : [sender.signed.algorithm])])];
  try {
    return await spool(push.body, limits.bodyBytes, algorithms, AbortSignal.any([signal, late]));
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    if (late.aborted) throw new PlumblineError('DEADLINE_EXCEEDED', 'The push did not arrive in time', { cause });
    throw new PlumblineError('BAD_REQUEST', 'The push broke off', { cause });
  }
}

async function landed(body: Spool, carrier: Carrier, key: string, setting: ReceivingSetting): Promise<PushReceipt> {
  const { pushes, limits, types, clock } = setting;
  const batch = { name: key, digest: `sha256:${body.digest('sha256')}` };
  const known = await pushes.receipt(batch);
  if (known !== null) return known;
  const { delivery, parts } = await unpacked(body, carrier, limits);
  const attachments = await checkedAttachments(delivery.head.attachments, parts, types, limits);
  const read = await readPush(delivery, attachments, setting.bindings, clock());
  const receipt = await pushes.land({ ...batch, ...read });
  setting.onLanded();
  return receipt;
}

/** How the delivery is packed: by itself, or as the first of several parts. */
type Carrier = { readonly form: DeliveryForm } | { readonly boundary: string };

function carrierOf({ headers }: Push): Carrier {
  const contentType = headers['content-type'] ?? '';
  const [mediaType = ''] = contentType.split(';', 1);
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  const isPlain = /^utf-?8$/i.test(charset) && /^(identity)?$/i.test(headers['content-encoding'] ?? '');
  const form = formOf(mediaType.trim().toLowerCase());
  if (isPlain && form !== null) return { form };
  const boundary = /^multipart\/form-data$/i.test(mediaType.trim()) ? boundaryOf(contentType) : null;
  if (isPlain && boundary !== null) return { boundary };
  const words = 'A push is application/json, application/x-ndjson or multipart/form-data, in UTF-8 and not compressed';
  throw new PlumblineError('UNSUPPORTED_MEDIA_TYPE', words);
}

interface Unpacked {
  readonly delivery: PushedDelivery;
  readonly parts: readonly Part[];
}

async function unpacked(body: Slice, carrier: Carrier, limits: PushLimits): Promise<Unpacked> {
  if ('form' in carrier) return { delivery: await readDelivery(body, carrier.form, limits), parts: [] };
  const [first, ...parts] = await partsOf(body, carrier.boundary, limits.attachments + 1);
  const form = first?.name === 'delivery' ? formOf(first.mediaType) : null;
  if (first === undefined || form === null) throw refused('DELIVERY_NOT_FIRST', 'the body');
  return { delivery: await readDelivery(first.content, form, limits), parts };
}

function tooLarge({ bodyBytes }: PushLimits): PlumblineError {
  return new PlumblineError('BODY_TOO_LARGE', `A push of this system has ${bodyBytes} bytes at most`);
}
