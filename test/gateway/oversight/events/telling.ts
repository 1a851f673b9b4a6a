import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecording } from '../../../../gateway/audit/recording.js';
import { createOutboxFeed } from '../../../../gateway/oversight/events/outbox-feed.js';
import { createTelling } from '../../../../gateway/oversight/events/telling.js';
import { openPolicies, type Policies } from '../../../../gateway/policies/policies.js';
import { readCatalog } from '../../../../schema/catalog/read.js';
import type { OversightEvent } from '../../../../schema/oversight/matter.js';
import { packageRoot } from '../../../../schema/package-root.js';
import { openStore } from '../../../../store/open-store.js';

export const now = () => new Date('2026-03-02T01:02:03.000Z');

let known: Policies | undefined;
/** The program's own policies. */
export const policies = (): Policies => {
  known ??= openPolicies({ folder: join(packageRoot, 'policies'), catalog: readCatalog(), clock: now });
  return known;
};

/** A process of the hub, as far as events go; several may be over one store. */
export async function openProcess(url: string, name = 'hub') {
  const store = await openStore({ url, clock: now, chain: name, digest: 'sha256' });
  const { outbox } = store.oversight;
  const recording = createRecording(store.audit);
  const feed = createOutboxFeed(outbox, 2);
  const telling = createTelling({ policies: policies(), recording, clock: now });
  return {
    ...{ store, outbox, recording, feed, telling, holder: `${name}-${randomUUID()}` },
    close: async () => {
      feed.close();
      await store.close();
    },
  };
}
export type TestProcess = Awaited<ReturnType<typeof openProcess>>;

/** A store of a test of its own. */
export async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-events-'));
  return { url: `file:${join(folder, 'store.db')}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

export function matterServed(id: string, extra: Partial<OversightEvent> = {}): OversightEvent {
  return {
    id,
    type: 'cn.plumbline.matter.served',
    subject: '宁检执监〔2026〕1号',
    at: '2026-03-02T01:00:00.000Z',
    data: {
      ...{ transition: 'T11', state: 'SERVED', version: 7, assignee: 'officer-1', document: null },
      ...{ confidential: false, sealed: false },
    },
    agencyCode: '371422-SFJ',
    divisionCode: '371422',
    line: 'EXECUTION',
    ...extra,
  };
}

export function findingFound(id: string, extra: Partial<OversightEvent> = {}): OversightEvent {
  return {
    id,
    type: 'cn.plumbline.finding.found',
    subject: 'finding-1',
    at: '2026-03-02T01:00:00.000Z',
    data: { rule: 'CC-05', severity: 'HIGH', status: 'NEW', returns: 0, sealed: false },
    agencyCode: null,
    divisionCode: '371422',
    line: 'EXECUTION',
    ...extra,
  };
}
