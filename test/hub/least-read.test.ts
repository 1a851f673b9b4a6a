import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoPeople } from '../../demo/people.js';
import { layGround } from '../../gateway/hub.js';
import type { Purpose } from '../../schema/purpose.js';
import { crossDomain } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { bound, type RecordedCall, readable, selectedBy } from './readable.js';

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

const { catalog, compiler } = layGround('x'.repeat(32), () => new Date(0));

function accessOf(role: string, purpose: Purpose) {
  const account = demoPeople.find((person) => person.role === role);
  if (account === undefined) throw new Error(`nobody is ${role}`);
  const { account: id, kind, agency, organisation, division, isSamplePerson } = account;
  const subject = isSamplePerson ? { subject: samplePerson.citizenId } : {};
  return compiler.compile({ id, kind, agency, organisation, division, roles: [role], purpose, ...subject });
}

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form);
  }, 180_000);
  afterAll(() => hub?.close());

  /** Asks the cross-domain question, and answers what reached the systems. */
  async function callsOf(as: string, purpose: Purpose) {
    const { police, enforcement } = hub.demo.country.systems;
    for (const log of [hub.statements, police.log, enforcement.log]) log.length = 0;
    const { body } = await hub.ask(crossDomain.query, { as, purpose, variables: crossDomain.variables });
    const calls: RecordedCall[] = [
      ...hub.statements.flatMap((statement) => selectedBy(statement) ?? []),
      // What the platforms themselves were asked for.
      ...police.log.map(({ serviceId, columns }) => ({ place: serviceId, columns })),
      ...enforcement.log.flatMap(({ operation, query }) =>
        query ? [{ place: `/api/v1/${operation}/query`, columns: query.fields }] : [],
      ),
    ];
    const denied = (body.extensions?.access ?? [])
      .filter(({ effect }) => effect === 'DENIED')
      .map(({ field }) => field);
    return { calls, denied };
  }

  test.each(roles)(
    'for %s under %s no system is asked for a column beyond what the question may show',
    async (as, purpose) => {
      const { calls, denied } = await callsOf(as, purpose);
      const access = accessOf(as, purpose);
      const readings = readable(crossDomain.query, access, catalog);
      for (const { place, columns } of calls) {
        const may = mayRead(place, readings);
        expect({ place, beyond: columns.filter((column) => !may.has(column)) }).toEqual({ place, beyond: [] });
      }
      // Every denied coordinate of the answer, said once more by its own columns.
      const met = denied.flatMap((coordinate) => columnsMet(coordinate, calls, readings));
      expect(met).toEqual([]);
      if (access.enter('Person').effect === 'DENY') expect(calls).toEqual([]);
    },
  );

  test('the check can fail: whoever may see a field has its column read', async () => {
    const { denied } = await callsOf('police-officer', 'CASE_HANDLING');
    const { calls } = await callsOf('prosecutor', 'SUPERVISION');
    const nothing = new Map();
    const values = denied.filter((coordinate) => columnsOfCoordinate(coordinate).length > 0);
    expect(values).toEqual(
      expect.arrayContaining([
        'CourtCase.filedDate',
        'CorrectionSubject.correctionEndDate',
        'CorrectionSubject.probationMonths',
      ]),
    );
    for (const coordinate of values) {
      expect({ coordinate, met: columnsMet(coordinate, calls, nothing).length > 0 }).toEqual({ coordinate, met: true });
    }
  });

  test('the platforms’ own logs show columns, and never all of them', async () => {
    await callsOf('prosecutor', 'SUPERVISION');
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

type Readings = ReturnType<typeof readable>;

/** Columns that the question, as this principal, may ask of a place: exactly these. */
function mayRead(place: string, readings: Readings): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const each of entitiesAt(place)) {
    const { asked, keys } = readings.get(each.entity) ?? { asked: new Set<string>(), keys: new Set<string>() };
    for (const column of each.always) columns.add(column);
    for (const field of [...asked, ...keys]) for (const column of columnsAt(place, each, field)) columns.add(column);
  }
  return columns;
}

/** Columns of a denied coordinate that were read although no exception names them. */
function columnsMet(coordinate: string, calls: readonly RecordedCall[], readings: Readings): readonly string[] {
  const [entity = '', field = ''] = coordinate.split('.');
  return bound
    .filter((each) => each.entity === entity)
    .flatMap((each) => {
      const { asked, keys } = readings.get(entity) ?? { asked: [], keys: [] };
      const excepted = new Set([...each.always, ...[...asked, ...keys].flatMap((name) => each.columnsOf(name))]);
      const own = each.columnsOf(fieldBehind(entity, field)).filter((column) => !excepted.has(column));
      return calls
        .filter(({ place }) => place === each.place)
        .flatMap(({ columns }) => own.filter((column) => columns.includes(column)))
        .map((column) => `${coordinate} ${each.place}.${column}`);
    });
}

function columnsOfCoordinate(coordinate: string): readonly string[] {
  const [entity = '', field = ''] = coordinate.split('.');
  return bound.filter((each) => each.entity === entity).flatMap((each) => each.columnsOf(fieldBehind(entity, field)));
}

function fieldBehind(entity: string, field: string): string {
  const shape = catalog.types.get(entity)?.fields.get(field)?.shape;
  return shape?.kind === 'code' ? shape.from : field;
}

const landed = 'landed_record';
const landedColumns = [
  'record_key',
  'document',
  'flags',
  'updated_at',
  'key',
  'updatedAt',
  'produced_at',
  'producedAt',
];

/** Landed records of every table lie in one table of the hub's own, by the names of their fields. */
function entitiesAt(place: string) {
  if (place !== landed) return bound.filter((each) => each.place === place);
  const own = ['AdministrativeCase', 'AdministrativePenalty', 'CriminalReferral', 'ReverseReferral'];
  return bound.filter(({ entity }) => own.includes(entity)).map((each) => ({ ...each, always: landedColumns }));
}

function columnsAt(place: string, each: (typeof bound)[number], field: string): readonly string[] {
  return place === landed ? [`json:${field}`, `flags:${field}`] : each.columnsOf(field);
}
