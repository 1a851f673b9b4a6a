import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { briberySql } from '../../adapters/bribery-sql/adapter.js';
import { licencesSql } from '../../adapters/licences-sql/adapter.js';
import { subsidiesSql } from '../../adapters/subsidies-sql/adapter.js';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { openRegisterRecorder, type RegisterSystem, registerSystems } from '../../demo/systems/sql/registers.js';
import type { OpenAdapter } from '../../schema/adapter.js';
import { certify } from '../../sdk/testing/index.js';
import { everything, list, missingLookups, readerOf, setting, strangeFields, unmappedFields } from './county.js';
import { differences, told } from './register-facts.js';

const population = { scale: 0.05, seed: 'adapters' } as const;
let folder: string;
const urlOf = (name: RegisterSystem) => `file:${join(folder, `${name}.db`)}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-registers-'));
  const dirt = openDirt({ seed: 'adapters', log: openDirtLog() });
  const names = Object.keys(registerSystems) as RegisterSystem[];
  const recorders = await Promise.all(
    names.map((name) => openRegisterRecorder(name, { target: { file: join(folder, `${name}.db`) }, dirt })),
  );
  for (const life of generateLives(population)) for (const recorder of recorders) await recorder.record(life);
  for (const recorder of recorders) await recorder.finish();
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const systems = [
  {
    name: 'subsidies',
    adapter: subsidiesSql,
    unmapped: [],
    kinds: { SubsidyProject: 'projectNo', SubsidyPayment: 'paymentNo' },
  },
  { name: 'bribery', adapter: briberySql, unmapped: [], kinds: { BriberyConviction: 'id' } },
  {
    name: 'licences',
    adapter: licencesSql,
    unmapped: [],
    kinds: { ProfessionalLicence: 'licenceNo', CompanyOfficer: 'creditCode name office' },
  },
] as const;

describe.each(systems)('$name', ({ name, adapter, unmapped, kinds }) => {
  let opened: OpenAdapter;
  const statements: string[] = [];
  beforeAll(async () => {
    const onStatement = (statement: string) => void statements.push(statement);
    opened = await adapter.open({ url: urlOf(name) }, { ...setting, onStatement });
  });
  afterAll(() => opened.close());

  test('every field of the schema is mapped, and every relation can look its records up', () => {
    expect(strangeFields(opened.readers)).toEqual([]);
    expect(missingLookups(opened.readers)).toEqual([]);
    expect(unmappedFields(opened.readers)).toEqual(unmapped);
  });

  test.each(Object.entries(kinds))('%s reads as it was told, or says by a flag that it does not', async (kind, key) => {
    const facts = told(kind as keyof typeof kinds, population);
    const shared = facts.filter(({ isExcluded }) => !isExcluded);
    const rows = await everything(readerOf(opened, kind));
    const keyOf = (values: object) =>
      key
        .split(' ')
        .map((field) => String(values[field as keyof typeof values]))
        .join(' ');
    const named = rows.filter(({ flags }) => key.split(' ').every((field) => !flags[field]?.length));
    const { wrong, compared, flagged } = differences(named, shared, keyOf);
    expect(wrong).toEqual([]);
    expect(flagged / compared).toBeLessThan(0.2);
    // A record in two hundred is deleted; one in fifty was pushed twice.
    expect(rows.length).toBeGreaterThan(shared.length * 0.97);
    expect(rows.length).toBeLessThan(shared.length * 1.06 + 2);
  });

  test.each(Object.keys(kinds))('of %s nothing that is secret is read, found or counted', async (kind) => {
    const hidden = told(kind as keyof typeof kinds, population).filter(({ isExcluded }) => isExcluded);
    expect(hidden.length).toBeGreaterThan(0);
    const reader = readerOf(opened, kind);
    const rows = await everything(reader);
    const { total } = await list(reader, { first: 1, count: true });
    expect(total).toBe(rows.length);
    expect(JSON.stringify(rows)).not.toContain('金丝雀戊');
  });

  test('keeps the contract on what the bureau recorded', async () => {
    const { checks } = await certify({ definition: adapter, options: { url: urlOf(name) }, ...setting, sample: 120 });
    expect(checks.filter(({ status }) => status === 'FAILED')).toEqual([]);
  }, 120_000);
});

test('a village’s payments are asked of the fund system by its code', async () => {
  const statements: string[] = [];
  const onStatement = (statement: string) => void statements.push(statement);
  const opened = await subsidiesSql.open({ url: urlOf('subsidies') }, { ...setting, onStatement });
  const reader = readerOf(opened, 'SubsidyPayment');
  const where = { op: 'prefix', field: 'jurisdictionDivisionCode', value: '371422101201' } as const;
  const { rows } = await list(reader, { fields: ['villageCode'], where });
  await opened.close();
  expect(new Set(rows.map(({ values }) => values.villageCode))).toEqual(new Set(['371422101201']));
  expect(statements.at(-1)).toMatch(/where .*CDM/s);
});
