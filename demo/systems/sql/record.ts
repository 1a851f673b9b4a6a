import type { Cell, Dirt } from '../../dirt/dirt.js';
import type { Fact, FactKind, Life } from '../../lives/facts.js';
import { shareOf } from '../../lives/random.js';
import { columnCanary } from '../../lives/traps/canary.js';
import type { Recorder } from '../recorder.js';
import type { AnySqlTable, RowSource, SqlValue } from './columns.js';
import { allColumns, indexStatements, type SqlSystem, tableStatements } from './system.js';
import type { SqlTarget } from './target.js';

/** Rows a statement; waiting rows are written when this many wait in all. */
const rowsPerStatement = 300;
const rowsWaiting = 6000;

/** Makes the tables and records life after life, in memory that does not grow; indexes are made at the end. */
export async function openSqlRecorder(
  system: SqlSystem,
  options: {
    readonly target: SqlTarget;
    readonly dirt: Dirt;
    readonly agencyName: (code: string, division: string) => string;
  },
): Promise<Recorder> {
  const { target, dirt } = options;
  for (const statement of tableStatements(system, target.dialect)) await target.run(statement);
  const tablesOf = new Map<FactKind, AnySqlTable[]>();
  for (const table of system.tables) tablesOf.set(table.kind, [...(tablesOf.get(table.kind) ?? []), table]);
  const heads = new Map(
    system.tables.map((table) => [
      table.name,
      `INSERT INTO ${table.name} (${allColumns(system, table)
        .map(({ name }) => name)
        .join(',')}) VALUES\n`,
    ]),
  );
  const waiting = new Map<string, string[]>(system.tables.map(({ name }) => [name, []]));
  const serials = new Map<string, number>();
  let held = 0;

  const literal = target.dialect === 'mysql' ? mysqlLiteral : plainLiteral;
  const put = (table: AnySqlTable, fact: Fact, source: RowSource, deleted: boolean) => {
    const serial = (serials.get(table.name) ?? 0) + 1;
    serials.set(table.name, serial);
    const { common } = system;
    const stale = !source.life.pinned && dirt.befalls('STALE_UPDATE_TIME', cellOf(fact, common.updated, source));
    const values: SqlValue[] = [
      system.keyOf(table.name, fact.key, serial),
      fact.agency,
      options.agencyName(fact.agency, fact.division),
      fact.division,
      ...table.columns.map((column) => column.value(fact, source, cellOf(fact, column.name, source))),
      fact.sealed ? '1' : '0',
      deleted ? common.deletion.deleted : common.deletion.live,
      stale ? `2024${updatedAt(fact).slice(4)}`.replace('-02-29', '-02-28') : updatedAt(fact),
      ...(common.secrecy === undefined ? [] : [source.life.isExcluded ? '秘密' : secrecyOf(fact)]),
      ...common.internal.map(() => columnCanary),
    ];
    waiting.get(table.name)?.push(`(${values.map(literal).join(',')})`);
    held += 1;
  };
  const flush = async () => {
    for (const [name, rows] of waiting) {
      for (let from = 0; from < rows.length; from += rowsPerStatement) {
        await target.run(`${heads.get(name)}${rows.slice(from, from + rowsPerStatement).join(',\n')}`);
      }
      rows.length = 0;
    }
    held = 0;
  };

  return {
    record: async (life) => {
      const source = sourceOf(life, dirt);
      for (const fact of life.facts) {
        for (const table of tablesOf.get(fact.kind) ?? []) {
          if (table.takes && !table.takes(fact)) continue;
          put(table, fact, source, life.isExcluded && system.common.secrecy === undefined);
          if (life.pinned) continue;
          const cell = cellOf(fact, '*', source);
          if (table.duplicates && dirt.befalls('DUPLICATE', cell)) put(table, fact, source, false);
          else if (dirt.befalls('SOFT_DELETE', cell)) put(table, fact, source, true);
        }
      }
      if (held >= rowsWaiting) await flush();
    },
    finish: async () => {
      await flush();
      for (const statement of indexStatements(system)) await target.run(statement);
      await target.close();
    },
  };
}

/** Most rows were never graded. */
function secrecyOf(fact: Fact): string | null {
  const share = shareOf(`${fact.key}/secrecy`);
  if (share < 0.7) return null;
  return share < 0.9 ? '公开' : '内部';
}

function sourceOf(life: Life, dirt: Dirt): RowSource {
  const persons = new Map(life.persons.map((person) => [person.key, person]));
  const organizations = new Map(life.organizations.map((organization) => [organization.key, organization]));
  return {
    life,
    dirt,
    person: (key) => (key === null ? null : (persons.get(key) ?? null)),
    organization: (key) => (key === null ? null : (organizations.get(key) ?? null)),
  };
}

const cellOf = (fact: Fact, column: string, source: RowSource): Cell => ({
  record: fact.key,
  column,
  pinned: source.life.pinned,
});

const updatedAt = (fact: Fact) => `${fact.updatedAt.slice(0, 10)} ${fact.updatedAt.slice(11, 19)}`;

function plainLiteral(value: SqlValue): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

function mysqlLiteral(value: SqlValue): string {
  return typeof value === 'string' ? plainLiteral(value.replaceAll('\\', '\\\\')) : plainLiteral(value);
}
