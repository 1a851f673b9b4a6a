import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Purpose } from '../../schema/purpose.js';
import { callsOf, columnsBeyond, columnsMet, columnsOfCoordinate, forgetCalls } from './column-check.js';
import { crossDomain } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { principalNamed, today } from './principals.js';
import { readable } from './readable.js';

const roles = [
  ['prosecutor', 'SUPERVISION'],
  ['police-officer', 'CASE_HANDLING'],
  ['judicial-office-clerk', 'CORRECTION_MANAGEMENT'],
  ['corrections-officer', 'CORRECTION_MANAGEMENT'],
  ['resident-procurator', 'SUPERVISION'],
  ['judge', 'CASE_HANDLING'],
  ['administrative-officer', 'CASE_HANDLING'],
  ['subject', 'SELF_ACCESS'],
  ['political-legal-committee', 'STATISTICS'],
  ['public', 'PUBLIC_SERVICE'],
] as const satisfies readonly (readonly [string, Purpose])[];

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form);
  }, 180_000);
  afterAll(() => hub?.close());

  const accessOf = (as: string, purpose: Purpose) =>
    hub.policies.current().compiler.compile(principalNamed(as, purpose), today);

  /** Asks the cross-domain question, and answers what reached the systems. */
  async function asked(as: string, purpose: Purpose) {
    forgetCalls(hub);
    const { status, body } = await hub.ask(crossDomain.query, { as, purpose, variables: crossDomain.variables });
    expect(status).toBe(200);
    const denied = (body.extensions?.access ?? [])
      .filter(({ effect }) => effect === 'DENIED')
      .map(({ field }) => field);
    return { calls: callsOf(hub), denied };
  }

  test.each(roles)(
    'for %s under %s no system is asked for a column beyond what the question may show',
    async (as, purpose) => {
      const { calls, denied } = await asked(as, purpose);
      const access = accessOf(as, purpose);
      const readings = readable(crossDomain.query, access, hub.catalog);
      expect(columnsBeyond(calls, readings)).toEqual([]);
      // Every denied coordinate of the answer, said once more by its own columns.
      const met = denied.flatMap((coordinate) => columnsMet(hub.catalog, coordinate, calls, readings));
      expect(met).toEqual([]);
      if (access.enter('Person').effect === 'DENY') expect(calls).toEqual([]);
    },
  );

  test('the check can fail: whoever may see a field has its column read', async () => {
    const { denied } = await asked('judge', 'CASE_HANDLING');
    const { calls } = await asked('prosecutor', 'SUPERVISION');
    const nothing = new Map();
    const values = denied.filter((coordinate) => columnsOfCoordinate(hub.catalog, coordinate).length > 0);
    expect(values).toContain('CorrectionSubject.probationMonths');
    for (const coordinate of values) {
      const met = columnsMet(hub.catalog, coordinate, calls, nothing);
      expect({ coordinate, isMet: met.length > 0 }).toEqual({ coordinate, isMet: true });
    }
  });

  test('the platforms’ own logs show columns, and never all of them', async () => {
    await asked('prosecutor', 'SUPERVISION');
    const { police, enforcement } = hub.demo.country.systems;
    expect(police.log.map(({ serviceId }) => serviceId).sort()).toEqual([
      'ASJ_AJXX',
      'ASJ_QZCS',
      'ASJ_XYRXX',
      'QGRK_JBXX',
    ]);
    for (const { columns } of police.log) expect(columns.length).toBeGreaterThan(0);
    const fields = enforcement.log.flatMap(({ query }) => query?.fields ?? []);
    expect(fields).toEqual(expect.arrayContaining(['ah', 'sqzxBd', 'larq']));
    expect(fields).not.toEqual(expect.arrayContaining(['sqrZjhm']));
  });
});
