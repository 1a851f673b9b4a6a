import { type DeliveredAttachment, type DeliveredRecord, withdrawn } from '../../../schema/landing.js';
import type { EntityBinding } from '../../entity.js';
import { recordReader } from '../files/record.js';
import type { CheckedAttachment } from './attachments.js';
import { refused } from './refused.js';

interface Sought {
  readonly attachments: CheckedAttachment[];
  isMet: boolean;
}

/**
 * Finds the records that attachments belong to among those of their delivery, by the key as it lands: `（2026）` and `(2026)` are one.
 * Files of records that do not land are left out.
 */
export class AttachedRecords {
  readonly #sought = new Map<string, Sought>();
  readonly #unmet: Set<CheckedAttachment>;
  readonly #unread = new Set<string>();
  readonly #found: DeliveredAttachment[] = [];

  /** Throws `PUSH_INVALID` when two files of a record have one name. */
  constructor(attachments: readonly CheckedAttachment[], bindings: readonly EntityBinding<string>[]) {
    this.#unmet = new Set(attachments);
    for (const binding of bindings) {
      const read = recordReader(binding);
      for (const attachment of attachments) this.#seek(read({ cells: { [binding.key]: attachment.key } }), attachment);
    }
  }

  get isEmpty(): boolean {
    return this.#sought.size === 0 && this.#unmet.size === 0;
  }

  #seek({ entity, key }: DeliveredRecord, attachment: CheckedAttachment): void {
    if (key === null) return;
    const sought = this.#sought.get(idOf(entity, key)) ?? { attachments: [], isMet: false };
    if (sought.attachments.some(({ name }) => name === attachment.name))
      throw refused('ATTACHMENT_NAME_REPEATED', `attachment ${attachment.position}`);
    sought.attachments.push(attachment);
    this.#sought.set(idOf(entity, key), sought);
  }

  /** Hears of a record. Throws `PUSH_INVALID` when it comes twice: which of them its files belong to would be a guess. */
  meet(record: DeliveredRecord, rawKey: unknown): void {
    const { entity, key } = record;
    if (key === null) this.#unread.add(String(rawKey ?? '').trim());
    const sought = key === null ? undefined : this.#sought.get(idOf(entity, key));
    if (sought === undefined || key === null) return;
    for (const attachment of sought.attachments) {
      if (sought.isMet) throw refused('ATTACHMENT_RECORD_REPEATED', `attachment ${attachment.position}`);
      this.#unmet.delete(attachment);
      if ('reason' in record || 'isExcluded' in record || withdrawn in record.values) continue;
      const { name, digest, content } = attachment;
      this.#found.push({ entity, key, name, digest, content });
    }
    sought.isMet = true;
  }

  /** What lands with the records. Throws `PUSH_INVALID` for an attachment whose record is not in the delivery. */
  found(): readonly DeliveredAttachment[] {
    for (const { key, position } of this.#unmet) {
      if (!this.#unread.has(key.trim())) throw refused('ATTACHMENT_WITHOUT_RECORD', `attachment ${position}`);
    }
    return this.#found;
  }
}

/** A line feed ends the entity: no entity's name holds one. */
const idOf = (entity: string, key: string): string => `${entity}\n${key}`;
