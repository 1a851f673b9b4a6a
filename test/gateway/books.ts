import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessRequestRecord, MatterRecord } from '../../schema/access-book.js';
import type { Principal } from '../../schema/principal.js';
import { openStore, type Store } from '../../store/open-store.js';
import { createSeals } from '../../subgraphs/kit/seals.js';

export const citizenId = '371422199001011234';
export const seals = createSeals(Buffer.from('a hub secret that only tests have, 32 bytes'));
export const person = seals.sealPerson({ kind: 'citizen', citizenId });

export const morning = Date.parse('2026-11-02T09:00:00+08:00');

/** A clock that stands still until it is told. */
export function stillClock() {
  let now = morning;
  return {
    clock: () => new Date(now),
    forward: (ms: number) => {
      now += ms;
    },
  };
}

/** Opens the hub's books in a file of its own; several processes may open the same file. */
export async function openBooks(clock: () => Date, processes = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-books-'));
  const url = `file:${join(folder, 'store.db')}`;
  const stores: Store[] = [];
  for (let each = 0; each < processes; each += 1)
    stores.push(await openStore({ url, clock, chain: `gateway-${each}`, digest: 'sha256' }));
  return {
    stores,
    url,
    folder,
    close: async () => {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export const handler: Principal = {
  id: 'u1',
  kind: 'user',
  agency: 'P371422',
  organisation: '',
  division: '371422',
  roles: ['prosecutor'],
  purpose: 'SUPERVISION',
};

export function matterRecord(changes: Partial<MatterRecord> = {}): Omit<MatterRecord, 'closedAt'> {
  return {
    number: 'M1',
    kind: 'CASE',
    line: null,
    title: 'a matter',
    agency: 'P371422',
    division: '371422',
    persons: [person],
    files: ['(2026)鲁1422刑初1号'],
    handlers: ['u1'],
    openedBy: 'u2',
    openedAt: '2026-11-01T09:00:00+08:00',
    ...changes,
  };
}

/** Asks for approval of a field under M1, and has it approved for a week. */
export async function approve(
  { access }: Store,
  id: string,
  changes: Partial<AccessRequestRecord> = {},
): Promise<AccessRequestRecord> {
  await access.requestAccess({
    id,
    applicant: 'u1',
    agency: 'P371422',
    division: '371422',
    roles: ['prosecutor'],
    purpose: 'SUPERVISION',
    matter: 'M1',
    fields: ['Person.phone'],
    persons: [person],
    files: [],
    reason: 'to reach the person',
    isBreakGlass: false,
    requestedAt: '2026-11-01T10:00:00+08:00',
    ...changes,
  });
  return access.decideRequest(id, {
    state: 'APPROVED',
    by: 'u2',
    at: '2026-11-01T11:00:00+08:00',
    reason: null,
    until: changes.until ?? '2026-11-08T11:00:00+08:00',
  });
}
