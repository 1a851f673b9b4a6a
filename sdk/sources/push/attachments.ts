import { createHash } from 'node:crypto';
import type { DeliveredAttachment } from '../../../schema/landing.js';
import { type AttachmentType, isOfType, signatureBytes } from './attachment-type.js';
import type { NamedAttachment } from './delivery.js';
import type { Part } from './multipart.js';
import { type PushPlace, refused } from './refused.js';
import type { PushLimits } from './settings.js';
import type { Slice } from './spool.js';

/** A file of a push that is what it says it is; its record is not found yet. */
export interface CheckedAttachment {
  readonly position: number;
  /** As the record's key column holds it. */
  readonly key: string;
  readonly name: string;
  readonly digest: string;
  readonly content: DeliveredAttachment['content'];
}

/** Checks the attachments that a delivery names against the parts that came with it. Rejects with `PUSH_INVALID`. */
export async function checkedAttachments(
  named: readonly NamedAttachment[],
  parts: readonly Part[],
  types: readonly AttachmentType[],
  limits: PushLimits,
): Promise<readonly CheckedAttachment[]> {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const names = new Set<string>();
  const used = new Set<string>();
  const checked: CheckedAttachment[] = [];
  for (const [place, { part: partName, key, digest, name }] of named.entries()) {
    const position = place + 1;
    const label = labelOf(name, `attachment ${position}`);
    const id = JSON.stringify([String(key), label]);
    if (names.has(id)) throw refused('ATTACHMENT_NAME_REPEATED', `attachment ${position}`);
    names.add(id);
    const part = partName === undefined ? undefined : byName.get(partName);
    if (partName !== undefined) used.add(partName);
    if (part === undefined && (partName !== undefined || digest === undefined))
      throw refused('ATTACHMENT_PART_MISSING', `attachment ${position}`);
    const at = { position, key: String(key), name: label };
    const stated = digest?.slice('sha256:'.length);
    if (part === undefined) checked.push({ ...at, digest: stated ?? '', content: null });
    else checked.push({ ...at, ...(await contentOf(part, stated, types, limits, `attachment ${position}`)) });
  }
  if (used.size !== byName.size || byName.size !== parts.length) throw refused('ATTACHMENT_PART_UNNAMED', 'the body');
  return checked;
}

async function contentOf(
  { mediaType, content }: Part,
  stated: string | undefined,
  types: readonly AttachmentType[],
  limits: PushLimits,
  place: PushPlace,
): Promise<Pick<CheckedAttachment, 'digest' | 'content'>> {
  const type = types.find((each) => each === mediaType);
  if (type === undefined) throw refused('ATTACHMENT_TYPE_NOT_TAKEN', place);
  if (content.size > limits.attachmentBytes) throw refused('ATTACHMENT_TOO_LARGE', place);
  if (!isOfType(type, await content.bytes(0, signatureBytes))) throw refused('ATTACHMENT_TYPE_DIFFERS', place);
  const digest = await digestOf(content);
  if (stated !== undefined && stated !== digest) throw refused('ATTACHMENT_DIGEST_DIFFERS', place);
  return { digest, content: { mediaType: type, size: content.size, read: () => content.read() } };
}

async function digestOf(content: Slice): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of content.read()) hash.update(bytes);
  return hash.digest('hex');
}

/** A name is a label for people. Nothing is opened by it, and none may look like a path or turn the text around it. */
function labelOf(name: string, place: PushPlace): string {
  const label = name.normalize('NFC').trim();
  const isLabel = /^[^\p{C}\p{Zl}\p{Zp}/\\]{1,200}$/u.test(label) && !/^\.+$/.test(label);
  if (!isLabel) throw refused('ATTACHMENT_NAME_INVALID', place);
  return label;
}
