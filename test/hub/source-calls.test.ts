import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodesAt } from './answers.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

/** From a list on to every agency: persons, and what each of them has elsewhere. */
const fanOut = `query FanOut($first: Int!, $since: DateTime!) {
  correctionSubjects(first: $first, orderBy: [{ field: CORRECTION_END_DATE }]) {
    nodes {
      subjectNo
      checkIns(first: 2) { nodes { at mode } }
      biometricScans(first: 2, filter: { at: { ge: $since } }) { nodes { at direction } }
      person {
        id
        name
        judgments(first: 2) { nodes { caseNumber sentences(first: 2) { nodes { probationMonths } } } }
        policeCases(first: 2) { nodes { caseNumber coerciveMeasures(first: 2) { nodes { kind } } } }
        enforcementCases(first: 2) { nodes { caseNumber } }
        administrativePenalties(first: 2) { nodes { decisionNumber } }
      }
    }
  }
}`;

interface Calls {
  readonly sql: number;
  readonly soap: number;
  readonly rest: number;
  readonly devices: number;
}

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form, { scale: 'county' });
    // The spellings of keys that are not as they should be are looked up once, and then known.
    await ask(200);
  }, 180_000);
  afterAll(() => hub?.close());

  async function ask(first: number): Promise<{ readonly rows: number; readonly calls: Calls }> {
    const { police, enforcement, devices } = hub.demo.country.systems;
    const before = { soap: police.log.length, rest: enforcement.log.length, devices: devices.requests.length };
    hub.statements.length = 0;
    const variables = { first, since: '2026-10-31T00:00:00+08:00' };
    const { body, text } = await hub.ask(fanOut, { as: 'prosecutor', purpose: 'SUPERVISION', variables });
    if (body.errors) throw new Error(text);
    return {
      rows: nodesAt(body.data, 'correctionSubjects').length,
      calls: {
        sql: hub.statements.filter((statement) => statement.startsWith('select')).length,
        soap: police.log.length - before.soap,
        rest: enforcement.log.length - before.rest,
        devices: devices.requests.length - before.devices,
      },
    };
  }

  test('1, 10 and 200 persons cost as many calls of every kind', async () => {
    const one = await ask(1);
    expect(one.rows).toBe(1);
    for (const count of Object.values(one.calls)) expect(count).toBeGreaterThan(0);
    expect(await ask(10)).toEqual({ rows: 10, calls: one.calls });
    expect(await ask(200)).toEqual({ rows: 200, calls: one.calls });
  }, 60_000);
});
