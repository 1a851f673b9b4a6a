import type { Access, MaskKind } from '../../schema/access.js';
import type { RequestContext } from '../../schema/context.js';
import type { Reader } from '../../schema/reader.js';
import { createSeals } from '../../subgraphs/kit/seals.js';

export const seals = createSeals(new Uint8Array(32));

export interface OpenedRequest {
  readonly context: RequestContext;
  /** Digests of those whom it met, as often as it met them. */
  readonly subjects: readonly string[];
}

/** A reader's request under an access, over a reader. */
export function openRequest(
  access: Access,
  reader: Reader,
  mask: (kind: MaskKind, value: unknown) => unknown = (kind) => kind,
): OpenedRequest {
  const subjects: string[] = [];
  const context: RequestContext = {
    requestId: 'r',
    principal: { id: 'a', kind: 'user', agency: 'x', organisation: '', division: '37', roles: ['reader'] },
    ...{ access, mask, reader, seals },
    report: { source: () => undefined, subject: (digest) => void subjects.push(digest), detail: () => undefined },
    signal: new AbortController().signal,
  };
  return { context, subjects };
}
