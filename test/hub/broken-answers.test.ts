import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { countryIn } from '../../demo/country-files.js';
import type { Demo } from '../../demo/open-demo.js';
import { openAdministrativeSystem } from '../../demo/systems/administrative/drop-folder.js';
import type { Fault } from '../../demo/systems/loopback.js';
import type { Config } from '../../gateway/config.js';
import { at, nodesAt, partSources } from './answers.js';
import { crossDomain, type Reply } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

const ask = (hub: OpenedHub): Promise<Reply> =>
  hub.ask(crossDomain.query, { as: 'prosecutor', purpose: 'SUPERVISION', variables: crossDomain.variables });

type Service = 'police' | 'enforcement' | 'devices';

const services: Readonly<Record<Service, { readonly adapter: string; readonly path: string }>> = {
  police: { adapter: 'police-soap', path: 'person.policeCases' },
  enforcement: { adapter: 'enforcement-rest', path: 'person.enforcementCases' },
  devices: { adapter: 'correction-devices', path: 'person.correctionSubjects.nodes.0.biometricScans' },
};

/** How an answer is broken, and what the hub says of its source. */
const faults: readonly (readonly [Fault, string])[] = [
  ['malformed', 'MALFORMED'],
  ['html', 'MALFORMED'],
  ['truncated', 'MALFORMED'],
  ['reset', 'REFUSED'],
  ['unavailable', 'FAILED'],
];

/** Long for a system on loopback: one that hangs is not waited for longer than a test has to. */
const timeoutMs = 1_500;
const impatient = ({ config }: Demo): Partial<Config> => ({
  adapters: config.adapters.map((adapter) => (adapter.use === 'police-soap' ? { ...adapter, timeoutMs } : adapter)),
});

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  let full: unknown;
  beforeAll(async () => {
    hub = await openDemoHub(form, { configure: impatient });
    full = partSources((await ask(hub)).body.data).facts;
  }, 180_000);
  afterAll(() => hub?.close());
  afterEach(async () => {
    for (const service of Object.keys(services) as Service[]) hub.demo.country.systems[service].faults.clear();
    await hub.settled();
  }, 30_000);

  const cases = (Object.keys(services) as Service[]).flatMap((service) =>
    faults.map(([fault, reason]) => ({ service, fault, reason })),
  );
  // One process has every case; many have each service and each fault at least once, or all by PLUMBLINE_FORMS=all.
  const isWhole = form === 'one process' || process.env.PLUMBLINE_FORMS === 'all';
  test.each(cases.filter((_, at) => isWhole || at % 3 === 0))(
    '$service answering $fault is UNAVAILABLE for $reason, and the rest answer',
    async (broken) => {
      const { adapter, path } = services[broken.service];
      hub.demo.country.systems[broken.service].faults.set(broken.fault);
      hub.log.length = 0;
      const { status, body, text } = await ask(hub);
      expect(status).toBe(200);
      const gone = body.extensions?.sources.filter(({ status: state }) => state !== 'OK');
      expect(gone).toMatchObject([{ adapter, status: 'UNAVAILABLE', reason: expect.stringMatching(broken.reason) }]);
      expect(new Set(body.errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['SOURCE_UNAVAILABLE']));
      expect(at(body.data, path)).toBeNull();
      expectRest(partSources(body.data).facts, full, broken.service);
      // Nothing of what the system sent, in answer or log.
      for (const each of [text, ...hub.log]) expect(each).not.toMatch(/系统维护|<html|Envelope|\bat \S+ \(/);
    },
  );

  test('a source that hangs costs its time-out, and no more', async () => {
    hub.demo.country.systems.police.faults.set('hang');
    const answering = ask(hub);
    // Who the person is, and then his cases: two reads, each within its time-out. Waits in turn are late when the machine is.
    const waiting = (async () => {
      for (let turns = 0; turns < 4; turns += 1) await wait(timeoutMs);
      return null;
    })();
    expect(await Promise.race([answering, waiting])).not.toBeNull();
    const { body } = await answering;
    const gone = body.extensions?.sources.filter(({ status }) => status !== 'OK');
    expect(gone).toMatchObject([{ adapter: 'police-soap', status: 'UNAVAILABLE', reason: 'TIMEOUT' }]);
    expectRest(partSources(body.data).facts, full, 'police');
  });
});

/** Everything that other systems hold is as it was. */
function expectRest(facts: unknown, full: unknown, broken: Service): void {
  const held: Readonly<Record<Service, readonly string[]>> = {
    police: ['citizenId', 'name', 'sex', 'birthDate', 'policeCases'],
    enforcement: ['enforcementCases'],
    devices: ['correctionSubjects'],
  };
  for (const [field, value] of Object.entries(at(full, 'person') as Record<string, unknown>)) {
    if (!held[broken].includes(field)) expect([field, at(facts, `person.${field}`)]).toEqual([field, value]);
  }
}

/** The demonstration's configuration with an eager look at the drop folder, or at another one. */
const watching =
  (inbox?: string) =>
  ({ config }: Demo): Partial<Config> => ({
    adapters: config.adapters.map((adapter) => {
      if (adapter.use !== 'administrative-files') return adapter;
      return { ...adapter, options: { ...adapter.options, scanSeconds: 0.1, ...(inbox ? { inbox } : {}) } };
    }),
  });

const penalties = `query Penalties($decision: String!) {
  administrativePenalties(first: 10, filter: { decisionNumber: { eq: $decision } }) { nodes { decisionNumber fineAmount } }
}`;

describe('a delivery of the bureaus', () => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub('one process', { configure: watching() });
  }, 180_000);
  afterAll(() => hub?.close());

  const finesOf = async (decision: string) => {
    // Whichever county's penalty it is, its city's prosecutor sees it.
    const prosecutor = { as: 'prosecutor', purpose: 'SUPERVISION', division: '3714' } as const;
    const { body } = await hub.ask(penalties, { ...prosecutor, variables: { decision } });
    expect(body.errors).toBeUndefined();
    const found = nodesAt<{ readonly fineAmount: number }>(body.data, 'administrativePenalties');
    return found.map(({ fineAmount }) => fineAmount);
  };

  test.each(['broken-zip', 'wrong-md5', 'no-ok'] as const)(
    'that is %s changes nothing, and the whole one after it lands',
    async (state) => {
      const { administrative } = hub.demo.country.systems;
      const spoilt = await administrative.redeliver(state);
      const before = await finesOf(spoilt.key);
      const whole = await administrative.redeliver();
      expect(whole.key).toBe(spoilt.key);
      const corrected = Math.round(Number(whole.value) * 100);
      const deadline = performance.now() + 20_000;
      let fines = before;
      while (!fines.includes(corrected) && performance.now() < deadline) {
        expect(fines).toEqual(before);
        await wait(50);
        fines = await finesOf(spoilt.key);
      }
      expect(fines).toEqual([corrected]);
    },
    60_000,
  );
});

test('while nothing but a broken delivery ever came, the bureaus are UNAVAILABLE, and the rest answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-inbox-'));
  const hub = await openDemoHub('one process', {
    configure: watching(join(folder, 'in')),
    hasLanded: false,
  });
  try {
    const { administrative } = countryIn(hub.demo.files.folder);
    copyFileSync(join(administrative, 'sent.json'), join(folder, 'sent.json'));
    const elsewhere = await openAdministrativeSystem({ dir: folder });
    await elsewhere.redeliver('broken-zip');
    const { body } = await untilMalformed(hub);
    expect(at(body.data, 'person.administrativePenalties')).toBeNull();
    expect(body.errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([
      [['person', 'administrativePenalties'], 'SOURCE_UNAVAILABLE'],
    ]);
    const gone = body.extensions?.sources.filter(({ status }) => status !== 'OK');
    expect(gone).toMatchObject([{ adapter: 'administrative-files', status: 'UNAVAILABLE', reason: 'MALFORMED' }]);
  } finally {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

/** Before the folder's first look-through the reason is that nothing is there. */
async function untilMalformed(hub: OpenedHub): Promise<Reply> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const answer = await ask(hub);
    const bureaus = answer.body.extensions?.sources.find(({ adapter }) => adapter === 'administrative-files');
    if (bureaus?.reason === 'MALFORMED' || performance.now() > deadline) return answer;
    await wait(100);
  }
}
