import type { AuditEvent } from '../../schema/audit.js';
import type { ChainHead } from './audit-source.js';

/** The `detail` of an `ANCHOR` entry: by name of the chain, `<sequence> <hash>` of its head. */
export function anchorDetail(heads: readonly ChainHead[]): NonNullable<AuditEvent['detail']> {
  return Object.fromEntries(heads.map(({ chain, sequence, hash }) => [chain, `${sequence} ${hash}`]));
}

/** Whether the canonical JSON of an event is an anchor's; `action` is its first member. */
export function isAnchor(event: string): boolean {
  return event.startsWith('{"action":"ANCHOR"');
}

/** The heads that an anchor holds; undefined when it does not say them as `anchorDetail` does. */
export function anchoredHeads(event: string): readonly ChainHead[] | undefined {
  const { detail = {} } = JSON.parse(event) as Partial<AuditEvent>;
  const heads = Object.entries(detail).map(([chain, text]) => headOf(chain, String(text)));
  return heads.every((head) => head !== undefined) ? heads : undefined;
}

function headOf(chain: string, text: string): ChainHead | undefined {
  const [, sequence, hash] = /^([1-9]\d{0,15}) ((?:sha256|sm3):[0-9a-f]{64})$/.exec(text) ?? [];
  return hash === undefined ? undefined : { chain, sequence: Number(sequence), hash };
}
