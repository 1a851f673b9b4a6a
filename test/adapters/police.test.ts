// long: one behaviour a test over one platform.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { policeSoap } from '../../adapters/police-soap/adapter.js';
import type { Country } from '../../demo/country.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { policeServices } from '../../demo/systems/police/catalogue.js';
import type { OpenAdapter, RecordRow } from '../../schema/adapter.js';
import { filtersExactly } from './conditions.js';
import {
  everything,
  failureOf,
  list,
  missingLookups,
  openSmallCountry,
  read,
  readerOf,
  setting,
  strangeFields,
  unmappedFields,
} from './county.js';

let country: Country;
let adapter: OpenAdapter;
const open = (options: object = {}) => {
  const { url, callerId, password } = country.connection.police;
  return policeSoap.open({ url, callerId, password, ...options }, setting);
};
const queries = () => country.systems.police.log;

/** Registers of everybody: asked by key only. */
const keyed = ['Person', 'ExitEntryRecord', 'TravelHit'];

/** Persons of suspects, which every register holds some of. */
let citizenIds: readonly string[];

beforeAll(async () => {
  country = await openSmallCountry(0.2);
  adapter = await open();
  const licences = await everything(readerOf(adapter, 'DrivingLicence'), { fields: ['citizenId'] });
  citizenIds = [
    ...new Set(licences.flatMap(({ values }) => (values.citizenId === null ? [] : [String(values.citizenId)]))),
  ];
}, 60_000);
afterAll(async () => {
  await adapter.close();
  await country.close();
});
beforeEach(() => {
  country.systems.police.log.length = 0;
  country.systems.police.faults.clear();
});

async function all(entity: string): Promise<readonly RecordRow[]> {
  const reader = readerOf(adapter, entity);
  if (!keyed.includes(entity)) return everything(reader);
  const { groups } = await read(reader, { by: { field: 'citizenId', values: citizenIds } });
  return [...groups.values()].flatMap(({ rows }) => rows);
}

test('every field of the schema is mapped that the platform has a column for', () => {
  expect(strangeFields(adapter.readers)).toEqual([]);
  expect(missingLookups(adapter.readers)).toEqual([]);
  expect(unmappedFields(adapter.readers)).toEqual([
    'PoliceIncident.divisionCode', // The place is a text; only the jurisdiction is coded.
    'PoliceCase.lastEventAt', // 刑事案件 keeps states, not events.
    'PoliceCase.method', // No 作案手段 in the catalogue.
    'PoliceCase.injuryAssessedDate', // The grade without its day.
    'PoliceCase.caseSecret', // No mark of the platform's: a matter of policy.
    'PublicOrderCase.injuryAssessedDate',
  ]);
});

test('every column of the catalogue is read by some field, but those that say nothing of the entity', async () => {
  for (const { entity } of adapter.readers) {
    const by = keyed.includes(entity) ? { by: { field: 'citizenId', values: citizenIds.slice(0, 1) } } : {};
    await read(readerOf(adapter, entity), { first: 1, ...by });
  }
  const asked = new Set(
    queries().flatMap(({ serviceId, columns }) => columns.map((column) => `${serviceId}.${column}`)),
  );
  // Fingerprints and what came of technical investigation are internal: traps, to see whether they are read.
  const internal = ['ZWTZ', 'TQXX'];
  const known = policeServices.flatMap(({ id, columns }) =>
    columns.filter(({ name }) => !internal.includes(name)).map(({ name }) => `${id}.${name}`),
  );
  expect([...asked].filter((column) => internal.includes(column.split('.')[1] ?? ''))).toEqual([]);
  expect(known.filter((column) => !asked.has(column))).toEqual([
    // Person has neither a jurisdiction nor a seal of its own.
    'QGRK_JBXX.XZQH',
    'QGRK_JBXX.TBDWDM',
    'QGRK_JBXX.FCBZ',
    'ASJ_AJXX.RESERVATION34', // 重新立案标志: not in the schema.
    // Sex and birth date are the register's.
    'ASJ_XYRXX.XBDM',
    'ASJ_XYRXX.CSRQ',
  ]);
});

test('every entity reads, and what does not parse is null with a flag', async () => {
  const flags = new Set<string>();
  for (const { entity } of adapter.readers) {
    const rows = await all(entity);
    expect([entity, rows.length > 0]).toEqual([entity, true]);
    for (const row of rows) {
      for (const [field, found] of Object.entries(row.flags)) for (const flag of found) flags.add(`${field} ${flag}`);
    }
  }
  expect([...flags].filter((flag) => flag.endsWith('CODE_UNKNOWN'))).toEqual([]);
  for (const flag of [
    'citizenId CITIZEN_ID_INVALID',
    'citizenId UPGRADED_15',
    'citizenId FULL_WIDTH',
    'citizenId WHITESPACE',
    'citizenId LOOKALIKE',
    'victimCitizenId PLACEHOLDER',
    'reportedAt TIME_ZONE',
    'filedDate DATE_VARIANT',
    'revokedDate DATE_SENTINEL',
    'category CODE_LEGACY',
    'ethnicityCode CODE_LEGACY',
    'sexCode CODE_LEGACY',
    'name NAME_VARIANT',
    'place ENCODING',
  ]) {
    expect(flags).toContain(flag);
  }
});

test('a clean record reads whole', async () => {
  const { groups } = await read(readerOf(adapter, 'PublicOrderCase'), {
    by: { field: 'citizenId', values: [samplePerson.citizenId] },
  });
  const rows = [...groups.values()].flatMap((page) => page.rows);
  expect(rows.map(({ values }) => [values.violationCode, values.decidedDate, values.mediated, values.sealed])).toEqual([
    ['ZA82', '2024-06-12', false, true],
  ]);
});

test('rare names come through the platform’s encoding', async () => {
  const { groups } = await read(readerOf(adapter, 'Person'), {
    fields: ['name'],
    by: { field: 'citizenId', values: citizenIds },
  });
  const names = [...groups.values()].flatMap(({ rows }) => rows.map(({ values }) => String(values.name)));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => /[\ufffd?]/.test(name))).toEqual([]);
});

test('a register of everybody asks for a key', async () => {
  for (const entity of keyed)
    expect(await failureOf(list(readerOf(adapter, entity)))).toEqual(['BOUND_EXCEEDED', undefined]);
  expect(queries()).toEqual([]);
});

test('a list without a filter is read page by page in the platform’s own order', async () => {
  const reader = readerOf(adapter, 'PoliceIncident');
  const rows = await everything(reader, { fields: ['incidentNo'], first: 400 });
  const ids = rows.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(4_000);
  expect(ids).toEqual([...new Set(ids)].sort());
  country.systems.police.log.length = 0;
  await list(reader, { fields: ['incidentNo'], first: 20 });
  expect(queries().length).toBe(1);
});

test('the number of calls does not depend on the number of rows', async () => {
  const calls = async (entity: string, field: string, values: readonly string[]) => {
    country.systems.police.log.length = 0;
    const { groups } = await read(readerOf(adapter, entity), { fields: ['citizenId'], by: { field, values } });
    return [groups.size, queries().length];
  };
  const suspects = await all('Suspect');
  const numbers = [...new Set(suspects.map(({ values }) => String(values.suspectNo)))];
  for (const count of [1, 10, 200]) {
    expect(await calls('Person', 'citizenId', citizenIds.slice(0, count))).toEqual([count, 1]);
    expect(await calls('Suspect', 'suspectNo', numbers.slice(0, count))).toEqual([count, 1]);
  }
  // A number that others typed has several spellings, and a call takes 3,000 values.
  for (const count of [1, 10, 200]) {
    const [, made] = await calls('Suspect', 'citizenId', citizenIds.slice(0, count));
    expect(made).toBe(1);
  }
});

test('a person is found under the usual spellings of the number', async () => {
  const rows = await all('Suspect');
  const odd = rows.filter(({ flags }) =>
    flags.citizenId?.some((flag) => flag === 'FULL_WIDTH' || flag === 'UPGRADED_15'),
  );
  expect(odd.length).toBeGreaterThan(0);
  const values = odd.flatMap((row) => (row.values.citizenId === null ? [] : [String(row.values.citizenId)]));
  const { groups } = await read(readerOf(adapter, 'Suspect'), { fields: [], by: { field: 'citizenId', values } });
  const found = new Set([...groups.values()].flatMap((page) => page.rows.map(({ id }) => id)));
  expect(odd.filter(({ id }) => !found.has(id))).toEqual([]);
});

test('cases are found by numbers with brackets, many at a time', async () => {
  const penalties = await all('PublicOrderPenalty');
  const numbers = [...new Set(penalties.map(({ values }) => String(values.caseNo)))].slice(0, 50);
  const { groups } = await read(readerOf(adapter, 'PublicOrderPenalty'), {
    fields: ['caseNo'],
    by: { field: 'caseNo', values: numbers },
  });
  expect([...groups.keys()].sort()).toEqual([...numbers].sort());
});

test('columns that were not asked for are not asked of the platform', async () => {
  await list(readerOf(adapter, 'PoliceCase'), { fields: ['filingDecision', 'filedDate'] });
  expect(new Set(queries().flatMap(({ columns }) => columns))).toEqual(
    new Set(['AJBH', 'AJZTDM', 'LASJ', 'SFYX', 'GXSJ']),
  );
});

test('a filter that the platform has is left to it', async () => {
  const reader = readerOf(adapter, 'PoliceCase');
  const where = { op: 'eq', field: 'filingDecision', value: 'NOT_FILED' } as const;
  const rows = await everything(reader, { fields: ['filingDecision'], where });
  expect(queries()[0]?.clauses[0]).toEqual({
    column: 'AJZTDM',
    operator: 'IN',
    values: ['03', '不予立案', '3', '不立'],
  });
  const cases = await everything(reader, { fields: ['filingDecision'] });
  expect(rows.length).toBe(cases.filter(({ values }) => values.filingDecision === 'NOT_FILED').length);
});

test('a filter answers exactly, whatever of it is left to the platform', async () => {
  await filtersExactly(readerOf(adapter, 'PoliceCase'), 40);
  await filtersExactly(readerOf(adapter, 'DrivingLicence'), 40);
});

for (const [fault, reason] of [
  ['malformed', 'MALFORMED'],
  ['html', 'MALFORMED'],
  ['truncated', 'MALFORMED'],
  ['reset', 'REFUSED'],
  ['unavailable', 'FAILED'],
  ['hang', 'TIMEOUT'],
] as const) {
  test(`${fault} is SOURCE_UNAVAILABLE for ${reason}, and the next read answers`, async () => {
    const reader = readerOf(adapter, 'DrugUserRecord');
    country.systems.police.faults.set(fault);
    expect(await failureOf(read(reader, {}, 300))).toEqual(['SOURCE_UNAVAILABLE', reason]);
    country.systems.police.faults.clear();
    expect((await list(reader)).rows.length).toBeGreaterThan(0);
  });
}

test('a wrong password is CREDENTIALS and does not leave in any message', async () => {
  const wrong = await open({ password: 'canary-secret' });
  const failure = await list(readerOf(wrong, 'Suspect')).catch((error: Error) => error);
  await wrong.close();
  expect(await failureOf(Promise.reject(failure))).toEqual(['SOURCE_UNAVAILABLE', 'CREDENTIALS']);
  expect(`${String(failure)} ${String((failure as Error).cause)}`).not.toContain('canary');
});

test('a platform that was stopped is REFUSED, and answers again when it is back', async () => {
  const reader = readerOf(adapter, 'Suspect');
  await country.systems.police.stop();
  expect(await failureOf(list(reader))).toEqual(['SOURCE_UNAVAILABLE', 'REFUSED']);
  await country.systems.police.start();
  expect((await list(reader)).rows.length).toBeGreaterThan(0);
});
