import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAdapters } from '../../gateway/adapters.js';
import { createRegistry } from '../../gateway/registry/registry.js';
import { type Keyset, type RecordRow, wholeList } from '../../schema/adapter.js';
import type { Catalog, FileEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { always, type Condition } from '../../schema/condition.js';
import type { Store } from '../../store/open-store.js';
import type { OpenedHub } from './open-hubs.js';

/** Whose every record of the country is, read past policies and past the kit. */
export interface Population {
  /** The values of the record that an answer said it came from. */
  valuesOf(type: string, adapter: string, recordId: string): Promise<RecordRow['values']>;
  /** Whoever the records of a file name that are not sealed. */
  personsOf(file: FileEntry, number: unknown): Promise<readonly string[]>;
  /** Some records of a type, a sealed one among them where there is any. */
  some(type: string): Promise<readonly RecordRow[]>;
  close(): Promise<void>;
}

const pageRows = 5_000;
const patienceMs = 60_000;

export async function readPopulation({ demo, clock }: OpenedHub, store: Store, catalog: Catalog): Promise<Population> {
  const inbox = mkdtempSync(join(tmpdir(), 'plumbline-population-'));
  // What landed is in the store; that nothing more lands is an empty inbox.
  const configs = demo.config.adapters.map((each) => {
    const { options, ...stanza } = each;
    const isLanded = ['administrative-files', 'deaths-files'].includes(each.use);
    // Pages are larger than any that the hub reads.
    return { ...stanza, timeoutMs: patienceMs, options: isLanded ? { inbox } : options };
  });
  const adapters = await openAdapters(configs, { clock, landing: store.landing });
  const reader = createRegistry(adapters, clock);
  const known = new Map<string, Promise<Rows>>();

  async function readWhere({ name, fields }: TypeEntry, where: Condition): Promise<Rows> {
    const read = [...fields.values()].flatMap(({ name: field, type, shape }) =>
      shape.kind === 'value' && (type === 'CitizenId' || field === 'sealed' || isNumber(field)) ? [field] : [],
    );
    const rows = new Map<string, RecordRow>();
    for (let after: Keyset | undefined; ; ) {
      const held = read.filter((field) => reader.holds(name, field));
      const request = { entity: name, fields: held, where, order: [], first: pageRows, count: false };
      const context = { requestId: 'population', signal: AbortSignal.timeout(patienceMs) };
      const { groups, unavailable } = await reader.read({ ...request, ...(after ? { after } : {}) }, context);
      if (unavailable) throw new Error(`${name} could not be read`);
      const page = groups.get(wholeList);
      for (const row of page?.rows ?? []) rows.set(placeOf(row.adapter, row.id), row);
      const last = page?.rows.at(-1);
      if (!page?.hasNext || last === undefined) return rows;
      after = { values: [], adapter: last.adapter, id: last.id };
    }
  }

  const typeNamed = (name: string): TypeEntry => {
    const type = catalog.types.get(name);
    if (type === undefined) throw new Error(`no type ${name}`);
    return type;
  };

  function rowsOf(name: string): Promise<Rows> {
    const rows = known.get(name) ?? readWhere(typeNamed(name), always);
    known.set(name, rows);
    return rows;
  }

  return {
    async valuesOf(name, adapter, recordId) {
      const rows = byKeyOnly.has(name)
        ? await readWhere(typeNamed(name), { op: 'eq', field: 'id', value: recordId })
        : await rowsOf(name);
      const row = rows.get(placeOf(adapter, recordId));
      if (row === undefined) throw new Error(`${name} ${recordId} of ${adapter} is not there`);
      return row.values;
    },
    async personsOf({ of, by }, number) {
      const rows = [...(await rowsOf(of)).values()];
      const named = rows.filter(({ values }) => values[by] === number && values.sealed === false);
      return named.flatMap(({ values }) => (typeof values.citizenId === 'string' ? [values.citizenId] : []));
    },
    async some(name) {
      const rows = [...(await rowsOf(name)).values()];
      return [...rows.slice(0, 2), ...rows.filter(({ values }) => values.sealed === true).slice(0, 1)];
    },
    async close() {
      for (const adapter of adapters) await adapter.close();
      rmSync(inbox, { recursive: true, force: true });
    },
  };
}

type Rows = ReadonlyMap<string, RecordRow>;

/** Registers that the platform answers by a key alone. */
const byKeyOnly: ReadonlySet<string> = new Set(['ExitEntryRecord', 'TravelHit']);

function placeOf(adapter: string, id: string): string {
  return `${adapter} ${id}`;
}

function isNumber(field: string): boolean {
  return /(?:No|Number|Id)$/.test(field);
}
