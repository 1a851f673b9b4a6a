import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { standStill } from '../only-date.js';
import { at, partSources } from './answers.js';
import { crossDomain, type GraphqlFault, type Reply } from './hub-client.js';
import { agencies, type OpenedHub, openDemoHub } from './open-hubs.js';

/** What of the cross-domain answer each agency's systems hold: selection paths that are missing without them. */
const held: Readonly<Record<string, readonly string[]>> = {
  judgments: ['person.judgments'],
  // The population register is the police's: who the person is goes with it, what others hold of him does not.
  // The number is in the handle, and whether he may be met within the campaign's territory the register says.
  police: ['person.citizenId', 'person.name', 'person.sex', 'person.birthDate', 'person.policeCases'],
  enforcement: ['person.enforcementCases'],
  corrections: ['person.correctionSubjects'],
  administrative: ['person.administrativePenalties'],
};
const adapters: Readonly<Record<string, readonly string[]>> = {
  judgments: ['judgments-sql'],
  police: ['police-soap'],
  enforcement: ['enforcement-rest'],
  corrections: ['corrections-sql'],
  administrative: ['administrative-files'],
};
const names = Object.keys(agencies);

/** Every combination of agencies, in the order of a Gray code: one switch is turned from each to the next. */
const combinations = Array.from({ length: 2 ** names.length }, (_, index) => {
  const bits = index ^ (index >> 1);
  return names.filter((_name, bit) => (bits & (1 << bit)) !== 0);
});

const breakerMs = 1_000;
const tries = 200;

// A breaker goes by the date, whose passing no test needs to wait for.
beforeAll(() => {
  standStill(Date.now());
});
afterAll(() => {
  jest.useRealTimers();
});

const ask = (hub: OpenedHub): Promise<Reply> =>
  hub.ask(crossDomain.query, { as: 'prosecutor', purpose: 'SUPERVISION', variables: crossDomain.variables });

async function turn(hub: OpenedHub, agency: string, to: 'stop' | 'start'): Promise<void> {
  for (const system of agencies[agency] ?? []) await hub.demo.country.systems[system][to]();
}

/** The answer with what the missing agencies hold put to null. */
function without(full: unknown, missing: readonly string[]): unknown {
  const data = structuredClone(full) as Record<string, Record<string, unknown>>;
  for (const path of missing.flatMap((agency) => held[agency] ?? [])) {
    const [root = '', field = ''] = path.split('.');
    const person = data[root];
    if (person) person[field] = null;
  }
  return data;
}

/** Paths whose source is missing. A source that used the request's own time up would be `DEADLINE_EXCEEDED`. */
function missingPaths(errors: readonly GraphqlFault[] | undefined): readonly string[] {
  for (const { extensions } of errors ?? []) expect(extensions.code).toBe('SOURCE_UNAVAILABLE');
  return (errors ?? []).map(({ path }) => (path ?? []).join('.')).sort();
}

describe('one process', () => {
  let hub: OpenedHub;
  let full: unknown;
  beforeAll(async () => {
    hub = await openDemoHub('one process');
    const { body } = await ask(hub);
    expect(body.errors).toBeUndefined();
    full = partSources(body.data).facts;
  }, 180_000);
  afterAll(() => hub?.close());

  test('without any of the 32 combinations of agencies the others answer as before, and come back by themselves', async () => {
    let off: readonly string[] = [];
    for (const missing of combinations) {
      for (const agency of names) {
        if (missing.includes(agency) && !off.includes(agency)) await turn(hub, agency, 'stop');
        if (!missing.includes(agency) && off.includes(agency)) await turn(hub, agency, 'start');
      }
      off = missing;
      const expected = { data: without(full, missing), missing: missing.flatMap((each) => held[each] ?? []).sort() };
      const answer = await untilBack(hub, missing);
      expect({ data: partSources(answer.body.data).facts, missing: missingPaths(answer.body.errors) }).toEqual(
        expected,
      );
      expectNamed(answer, missing);
    }
    for (const agency of off) await turn(hub, agency, 'start');
    await untilBack(hub, []);
  }, 120_000);

  test('a count over a list that lacks its source is null, not a false number', async () => {
    await turn(hub, 'judgments', 'stop');
    const query = '{ judgments(first: 0) { totalCount } policeCases(first: 0) { totalCount } }';
    const { body } = await hub.ask(query, { as: 'prosecutor', purpose: 'SUPERVISION' });
    await turn(hub, 'judgments', 'start');
    expect(body.data).toEqual({ judgments: null, policeCases: { totalCount: expect.any(Number) } });
    expect(missingPaths(body.errors)).toEqual(['judgments']);
    await untilBack(hub, []);
  });

  test('devices that are down cost the scans alone', async () => {
    await hub.demo.country.systems.devices.stop();
    const { body } = await ask(hub);
    await hub.demo.country.systems.devices.start();
    expect(missingPaths(body.errors)).toEqual(['person.correctionSubjects.nodes.biometricScans']);
    const subject = at(body.data, 'person.correctionSubjects.nodes.0') as Record<string, unknown>;
    expect(subject.biometricScans).toBeNull();
    expect(at(subject, 'checkIns.nodes')).toHaveLength(4);
    await untilBack(hub, []);
  });
});

describe('many processes', () => {
  let hub: OpenedHub;
  let full: unknown;
  beforeAll(async () => {
    hub = await openDemoHub('many processes');
    full = partSources((await ask(hub)).body.data).facts;
  }, 180_000);
  afterAll(() => hub?.close());

  test.each([[['judgments', 'administrative']], [['police', 'corrections']], [names]])(
    'without %j the others answer as before, and come back by themselves',
    async (missing) => {
      for (const agency of missing) await turn(hub, agency, 'stop');
      const answer = await ask(hub);
      for (const agency of missing) await turn(hub, agency, 'start');
      expect(partSources(answer.body.data).facts).toEqual(without(full, missing));
      expect(missingPaths(answer.body.errors)).toEqual(missing.flatMap((each) => held[each] ?? []).sort());
      expectNamed(answer, missing);
      await untilBack(hub, []);
    },
    60_000,
  );

  test('a subgraph’s server that is killed costs its own fields, and comes back by itself', async () => {
    const subgraph = hub.subgraphs.get('enforcement');
    await subgraph?.stop();
    const answer = await ask(hub);
    expect(partSources(answer.body.data).facts).toEqual(without(full, ['enforcement']));
    expect(missingPaths(answer.body.errors)).toEqual(held.enforcement);
    const missing = answer.body.extensions?.sources.filter(({ status }) => status !== 'OK');
    expect(missing).toMatchObject([{ adapter: 'subgraph:enforcement', status: 'UNAVAILABLE', reason: 'REFUSED' }]);
    await subgraph?.start();
    await untilBack(hub, []);
  });
});

/** Asks until what is missing is exactly what is switched off: a breaker lets one request probe after a while. */
async function untilBack(hub: OpenedHub, missing: readonly string[]): Promise<Reply> {
  const expected = missing.flatMap((agency) => held[agency] ?? []).sort();
  for (let asked = 1; ; asked += 1) {
    const answer = await ask(hub);
    expect(answer.status).toBe(200);
    const found = missingPaths(answer.body.errors);
    if (found.every((path) => expected.includes(path)) || asked === tries) return answer;
    jest.setSystemTime(Date.now() + breakerMs);
    await wait(20);
  }
}

function expectNamed({ body }: Reply, missing: readonly string[]): void {
  const gone = body.extensions?.sources.filter(({ status }) => status === 'UNAVAILABLE') ?? [];
  expect(gone.map(({ adapter }) => adapter).sort()).toEqual(missing.flatMap((each) => adapters[each] ?? []).sort());
  for (const { reason } of gone)
    expect(['REFUSED', 'FAILED', 'OVERLOADED', 'TIMEOUT', 'CIRCUIT_OPEN']).toContain(reason);
}
