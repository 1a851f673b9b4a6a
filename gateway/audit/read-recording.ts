import { createHash } from 'node:crypto';
import type { Access } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { LruCache, weightOf } from '../../schema/lru-cache.js';
import type { Principal } from '../../schema/principal.js';
import type { Rulebook } from '../policies/rulebook.js';
import type { CarriedReport } from '../transport/carried-report.js';
import { readFields } from './read-fields.js';
import type { Recording } from './recording.js';
import { opensSealed, releaseOf, sealedParts } from './release.js';
import { type AskedFields, byEffect, nothingAsked, requestEvent } from './request-event.js';

/** What a subgraph of this process read for a request of the gateway's. */
export interface Reading {
  readonly requestId: string;
  readonly principal: Principal;
  /** Null when it was refused before any was compiled. */
  readonly access: Access | null;
  readonly rules: Rulebook;
  readonly query: string;
  readonly report: CarriedReport;
  readonly outcome: string;
}

export interface ReadRecordingSetting {
  readonly recording: Recording;
  readonly catalog: Catalog;
  readonly clock: () => Date;
}

interface Asked extends AskedFields {
  readonly operation: string;
}

/** Operations come from the gateway's plans, so they are few. */
const mostOperations = 1_000;

/** Writes what was read to this process's own chain. Rejects with `AUDIT_UNAVAILABLE`: then the answer must not leave. */
export function createReadRecording({ recording, catalog, clock }: ReadRecordingSetting) {
  const known = new LruCache<Asked>(mostOperations);

  function askedBy(query: string, access: Access | null): Asked {
    if (access === null) return { ...nothingAsked, operation: digestOf(query) };
    const key = `${access.fieldShape}\n${query}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const asked = readFields(catalog, access, query);
    const made = { operation: digestOf(query), fields: byEffect(asked), sealed: sealedParts(catalog, asked) };
    known.set(key, made, weightOf(query));
    return made;
  }

  return async ({ requestId, principal, access, rules, query, report, outcome }: Reading): Promise<void> => {
    const { operation, fields, sealed } = askedBy(query, access);
    const event = requestEvent({
      at: clock(),
      requestId,
      action: 'READ',
      principal,
      operation,
      fields,
      subjects: report.subjects,
      sources: report.sources.map(({ status }) => status),
      policyVersion: rules.sets.version,
      outcome,
      release: releaseOf(rules, principal.purpose, access !== null && opensSealed(sealed, access)),
      detail: {},
    });
    await recording.record(event);
  };
}

function digestOf(query: string): string {
  return createHash('sha256').update(query).digest('base64url');
}
