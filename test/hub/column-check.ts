import type { Catalog } from '../../schema/catalog/catalog.js';
import type { OpenedHub } from './open-hubs.js';
import { type BoundEntity, bound, type Reading, type RecordedCall, selectedBy } from './readable.js';

// Columns that reached a system, held against those that a question may read.

export type Readings = ReadonlyMap<string, Reading>;

/** Empties the logs of the hub's sources: its own statements, and what the platforms saw. */
export function forgetCalls({ statements, demo }: OpenedHub): void {
  const { police, enforcement, 'social-security': socialSecurity } = demo.country.systems;
  for (const log of [statements, police.log, enforcement.log, socialSecurity.log]) log.length = 0;
}

/** What reached the systems since: statements of SQL, calls, and what the platforms themselves were asked for. */
export function callsOf({ statements, demo }: OpenedHub): readonly RecordedCall[] {
  const { police, enforcement, 'social-security': socialSecurity } = demo.country.systems;
  return [
    ...statements.flatMap((statement) => selectedBy(statement) ?? []),
    ...police.log.map(({ serviceId, columns }) => ({ place: serviceId, columns })),
    ...enforcement.log.flatMap(({ operation, query }) =>
      query ? [{ place: `/api/v1/${operation}/query`, columns: query.fields }] : [],
    ),
    ...socialSecurity.log.flatMap(({ service, query }) =>
      query ? [{ place: `/share/v1/${service}`, columns: query.fields }] : [],
    ),
  ];
}

/** Columns that were read and that the question, as its principal, may not ask of their places; empty is as it should be. */
export function columnsBeyond(calls: readonly RecordedCall[], readings: Readings): readonly string[] {
  const beyond = calls.flatMap(({ place, columns }) => {
    const may = mayRead(place, readings);
    return columns.filter((column) => !may.has(column)).map((column) => `${place}.${column}`);
  });
  return [...new Set(beyond)].sort();
}

/** Columns that the question may ask of a place: exactly these. */
function mayRead(place: string, readings: Readings): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const each of entitiesAt(place)) {
    const { asked, keys } = readings.get(each.entity) ?? { asked: [], keys: [] };
    for (const column of each.always) columns.add(column);
    for (const field of [...asked, ...keys]) for (const column of columnsAt(place, each, field)) columns.add(column);
  }
  return columns;
}

/** Columns of a coordinate that were read although no exception of the question names them. */
export function columnsMet(
  catalog: Catalog,
  coordinate: string,
  calls: readonly RecordedCall[],
  readings: Readings,
): readonly string[] {
  const [entity = '', field = ''] = coordinate.split('.');
  const behind = fieldBehind(catalog, entity, field);
  return bound
    .filter((each) => each.entity === entity)
    .flatMap((each) => {
      const { asked, keys } = readings.get(entity) ?? { asked: [], keys: [] };
      const excepted = new Set([...each.always, ...[...asked, ...keys].flatMap((name) => each.columnsOf(name))]);
      const own = each.columnsOf(behind).filter((column) => !excepted.has(column));
      return calls
        .filter(({ place }) => place === each.place)
        .flatMap(({ columns }) => own.filter((column) => columns.includes(column)))
        .map((column) => `${coordinate} ${each.place}.${column}`);
    });
}

export function columnsOfCoordinate(catalog: Catalog, coordinate: string): readonly string[] {
  const [entity = '', field = ''] = coordinate.split('.');
  const behind = fieldBehind(catalog, entity, field);
  return bound.filter((each) => each.entity === entity).flatMap((each) => each.columnsOf(behind));
}

function fieldBehind(catalog: Catalog, entity: string, field: string): string {
  const shape = catalog.types.get(entity)?.fields.get(field)?.shape;
  return shape?.kind === 'code' ? shape.from : field;
}

/** Landed records of every table lie in one table of the hub's own, by the names of their fields. */
const landed = 'landed_record';
const landedEntities = [
  ...['AdministrativeCase', 'AdministrativePenalty', 'CriminalReferral', 'ReverseReferral'],
  ...['DeathRecord', 'ProcurementBid'],
];
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

function entitiesAt(place: string): readonly BoundEntity[] {
  if (place !== landed) return bound.filter((each) => each.place === place);
  return bound
    .filter(({ entity }) => landedEntities.includes(entity))
    .map((each) => ({ ...each, always: landedColumns }));
}

function columnsAt(place: string, each: BoundEntity, field: string): readonly string[] {
  return place === landed ? [`json:${field}`, `flags:${field}`] : each.columnsOf(field);
}
