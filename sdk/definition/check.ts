import { isDeepStrictEqual } from 'node:util';
import type { MaintenanceWindow } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { type EntityBinding, jurisdictionField } from '../entity.js';
import { lineBreak } from '../exclusion.js';
import { columnsOf, type RawCondition } from '../raw.js';
import { tableName } from '../table-name.js';
import type { AdapterShape } from './adapter-definition.js';
import { optionNames } from './options.js';

/** Throws `ADAPTER_INVALID`, naming adapter, place and remedy, where a definition contradicts itself. */
export function checkDefinition<Options, Place>(shape: AdapterShape<Options, Place>): void {
  const { id, agency, entities, timeoutMs, concurrency, freshnessMs } = shape;
  const refuse = refusal(id);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw refuse('its id', 'is not in kebab-case: write judgments-sql');
  if (agency.trim() === '') throw refuse('agency', 'is empty: name the agency whose system it is');
  if (entities.length === 0) throw refuse('entities', 'are none: bind at least one');
  for (const [name, value] of Object.entries({ timeoutMs, concurrency, freshnessMs })) {
    if (value !== undefined && !(value > 0)) throw refuse(name, 'is not above zero');
  }
  if (concurrency !== undefined && !Number.isInteger(concurrency)) throw refuse('concurrency', 'is no whole number');
  checkSecrets(shape);
  checkMaintenance(id, shape.maintenance ?? []);
  const seen = new Set<string>();
  for (const binding of entities) {
    if (seen.has(binding.entity)) throw refuse(binding.entity, 'is bound twice: one binding an entity');
    seen.add(binding.entity);
    checkBinding(id, binding);
  }
  checkShared(id, entities);
}

/** What one binding of a table excludes would enter through another that excludes nothing (domain 5.5.8). */
function checkShared(id: string, entities: readonly EntityBinding[]): void {
  for (const open of entities.filter(({ excluded }) => excluded === null)) {
    const closed = entities.find(({ table, excluded }) => excluded !== null && isSamePlace(table, open.table));
    if (closed === undefined) continue;
    throw refusal(id)(
      `${open.entity}: excluded`,
      `is not given, although ${closed.entity} excludes records of the same table ${tableName(open.table)}: give both what may not be shared`,
    );
  }
}

function checkSecrets<Options, Place>({ id, options, secrets = [] }: AdapterShape<Options, Place>): void {
  const known = optionNames(options);
  if (known === null) return;
  for (const name of secrets) {
    if (!known.includes(name)) throw refusal(id)(`the secret ${name}`, `is no option${nearest(name, known)}`);
  }
}

function checkBinding(id: string, binding: EntityBinding): void {
  const { entity, key, table, fields, lookups } = binding;
  const refuse = (place: string, what: string) => refusal(id)(`${entity}: ${place}`, what);
  if (table === undefined || table === null || table === '')
    throw refuse('table', 'is not given: name where its records are');
  if (key === '') throw refuse('key', 'is empty: name the column of the agency’s own key');
  if (Object.keys(fields).length === 0 && binding.jurisdiction === null)
    throw refuse('fields', 'are none: map at least one');
  for (const field of lookups) {
    const codec = fields[field];
    if (codec === undefined) throw refuse(`lookup ${field}`, `is not mapped${nearest(field, Object.keys(fields))}`);
    if (codec.spelling === null) {
      throw refuse(
        `lookup ${field}`,
        'has a codec that cannot be looked up by: use one of a single text or number that identifies',
      );
    }
  }
  if (new Set(lookups).size !== lookups.length) throw refuse('lookups', 'name a field twice');
  for (const [field, { columns }] of Object.entries(fields)) {
    if (columns.includes('')) throw refuse(field, 'reads a column without a name');
  }
  if (binding.updated?.columns.includes('')) throw refuse('updated', 'is a column without a name');
  checkAlive(binding, refuse);
  checkExcluded(binding, refuse);
  if (binding.jurisdiction === 'system' && fields[jurisdictionField] !== undefined) {
    throw refuse(jurisdictionField, 'is mapped although jurisdiction is the system’s: leave one of the two out');
  }
}

/** A table may be named or defined; of services and resources, parameters tell places apart. */
function isSamePlace(one: unknown, other: unknown): boolean {
  const isNamed = [one, other].some((place) => typeof place === 'string');
  return isNamed ? tableName(one) === tableName(other) : isDeepStrictEqual(one, other);
}

type Refuse = (place: string, what: string) => PlumblineError;

function checkAlive({ alive }: EntityBinding, refuse: Refuse): void {
  if (alive === null) return;
  if (columnsOf(alive).includes('')) throw refuse('alive', 'is a column without a name');
  if (leavesOf(alive).some(isEmptyList)) throw refuse('alive', 'names no value');
}

function checkExcluded({ excluded }: EntityBinding, refuse: Refuse): void {
  if (excluded === null) return;
  if (columnsOf(excluded).includes('')) throw refuse('excluded', 'is a column without a name');
  const leaves = leavesOf(excluded);
  if (leaves.some(isEmptyList)) throw refuse('excluded', 'names no value');
  for (const leaf of leaves) {
    if (leaf.op !== 'shape' || !('has' in leaf.shape) || leaf.shape === lineBreak) continue;
    if (leaf.shape.has.length === 0 || !leaf.shape.has.every((sign) => /^[\p{L}\p{N}]$/u.test(sign))) {
      throw refuse('excluded', `looks in ${leaf.column} for what is no word: letters, digits and characters alone`);
    }
  }
}

function leavesOf(condition: RawCondition): readonly RawCondition[] {
  return condition.op === 'and' || condition.op === 'or' ? condition.of.flatMap(leavesOf) : [condition];
}

const isEmptyList = (leaf: RawCondition): boolean => 'values' in leaf && leaf.values.length === 0;

/** Throws `ADAPTER_INVALID` where a window is no time of day. */
export function checkMaintenance(id: string, windows: readonly MaintenanceWindow[]): void {
  const refuse = refusal(id);
  for (const { from, to, days } of windows) {
    const name = `the maintenance window ${from} to ${to}`;
    if (![from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))) {
      throw refuse(name, 'is no time of day: write HH:MM, 00:00 to 23:59');
    }
    if (from === to) throw refuse(name, 'begins when it ends');
    if (days === undefined) continue;
    if (days.length === 0) throw refuse(name, 'is on no day: leave days out for every day');
    if (!days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)) {
      throw refuse(name, 'names a day that is none: 1 (Monday) to 7');
    }
  }
}

const refusal =
  (id: string): Refuse =>
  (place, what) =>
    new PlumblineError('ADAPTER_INVALID', `${id}: ${place} ${what}`);
