import { PlumblineError } from '../../../schema/errors.js';

/** Why a push is refused as a whole. */
export type PushRefusal =
  | 'KEY_HEADER_MISSING'
  | 'TEXT_NOT_UTF8'
  | 'JSON_BROKEN'
  | 'ENVELOPE_INVALID'
  | 'TABLE_UNKNOWN'
  | 'PRODUCED_IN_FUTURE'
  | 'TOO_MANY_RECORDS'
  | 'DOCUMENT_TOO_LONG'
  | 'LINE_TOO_LONG'
  | 'RECORD_NOT_OBJECT'
  | 'VALUE_NOT_SCALAR'
  | 'NUMBER_IMPRECISE'
  | 'MULTIPART_BROKEN'
  | 'DELIVERY_NOT_FIRST'
  | 'TOO_MANY_ATTACHMENTS'
  | 'ATTACHMENT_TOO_LARGE'
  | 'ATTACHMENT_TYPE_NOT_TAKEN'
  | 'ATTACHMENT_TYPE_DIFFERS'
  | 'ATTACHMENT_DIGEST_DIFFERS'
  | 'ATTACHMENT_NAME_INVALID'
  | 'ATTACHMENT_NAME_REPEATED'
  | 'ATTACHMENT_WITHOUT_RECORD'
  | 'ATTACHMENT_RECORD_REPEATED'
  | 'ATTACHMENT_PART_MISSING'
  | 'ATTACHMENT_PART_UNNAMED';

/** Where in the push: a record or an attachment by its place from 1, or a member of the envelope. Never a value. */
export type PushPlace = `record ${number}` | `attachment ${number}` | 'the delivery' | 'the headers' | 'the body';

/** Refuses a push with `PUSH_INVALID`. `of` is a name of ours: a column of a binding, a member of the envelope. */
export function refused(reason: PushRefusal, place: PushPlace, of?: string, cause?: unknown): PlumblineError {
  const where = of === undefined ? place : `${place} (${of})`;
  return new PlumblineError('PUSH_INVALID', `The push was refused: ${reason} in ${where}`, { cause });
}
