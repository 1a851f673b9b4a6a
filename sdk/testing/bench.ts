import type { RecordRow } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import type { EntityBinding } from '../entity.js';
import type { RawRecord } from '../source.js';
import { tableName } from '../table-name.js';
import type { Evidence } from './evidence.js';
import { Skip } from './findings.js';
import type { Golden, Tables } from './golden.js';
import { mostRows, type Opened, openSubject } from './open-subject.js';
import type { Subject } from './subject.js';
import type { OpenSystem } from './systems/open-system.js';
import type { System } from './systems/system.js';

/** What checks work at: the adapter on a system that is well, and the means to stand it on others. */
export interface Bench {
  readonly subject: Subject;
  readonly golden: Golden | null;
  readonly evidence: Evidence;
  /** Most rows of an entity that checks against a real system look at. */
  readonly sample: number;
  /** Whether there are so many entities that every third question has to do: their bindings are of one hand, and their source is one. */
  readonly isThinned: boolean;
  /** Shared by checks that only read. */
  readonly main: Opened;
  /** The raw rows of the binding's table, as golden data have them. */
  raw(binding: EntityBinding): readonly RawRecord[];
  /** Every record of the entity with every field, read once; throws `Skip` where there are too many. */
  rows(binding: EntityBinding): Promise<readonly RecordRow[]>;
  /** Opens the adapter on a system of its own; `change` gives the system other rows. Closed with the bench. */
  stand(change?: (tables: Tables) => Tables): Promise<Opened & { readonly system: System }>;
  /** Opens the adapter on a system that is there already, and closes both. */
  openAt<S extends System>(system: S): Promise<Opened & { readonly system: S }>;
  close(): Promise<void>;
}

/** Entities that are asked every question. */
const few = 5;

/** Longest that an adapter may take to close, ms; what is left open then is told by `lifecycle.close`. */
export const longestClose = 3_000;

export interface BenchSetting {
  readonly golden: Golden | null;
  readonly evidence: Evidence;
  readonly sample: number;
  /** Whether every question is asked, however many entities there are. */
  readonly whole: boolean;
  /** Null: the agency's own system. */
  readonly openSystem: OpenSystem | null;
}

export async function openBench(subject: Subject, setting: BenchSetting): Promise<Bench> {
  const { golden, evidence, sample, whole, openSystem } = setting;
  const closing: (() => Promise<void>)[] = [];
  const tables = golden?.tables ?? new Map();
  const openAt: Bench['openAt'] = async (system) => {
    const opened = await openSubject(subject, system, evidence).catch(async (cause: unknown) => {
      await system.close();
      throw cause;
    });
    const close = onlyOnce(async () => {
      // Checks of the life cycle tell of an adapter that does not close; the others are not kept from going on.
      const adapter = within(longestClose, opened.close().catch(evidence.sawError));
      // A system that hangs would keep the adapter from closing.
      await Promise.all([adapter, system.close()]);
    });
    closing.push(close);
    return { ...opened, system, close };
  };
  const stand: Bench['stand'] = async (change = (same) => same) => {
    if (openSystem === null) throw new Skip('The agency’s own system is not changed.');
    return openAt(await openSystem(change(tables)));
  };
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  let main: Opened;
  try {
    main = openSystem === null ? await openSubject(subject, null, evidence) : await stand();
  } catch (cause) {
    await close();
    throw cause;
  }
  if (openSystem === null) closing.push(() => main.close());
  const known = new Map<string, Promise<readonly RecordRow[]>>();
  return {
    subject,
    golden,
    evidence,
    sample,
    isThinned: !whole && subject.entities.length > few,
    main,
    raw: (binding) => tables.get(tableName(binding.table)) ?? [],
    rows: (binding) => {
      const rows = known.get(binding.entity) ?? allRows(main, binding, golden);
      known.set(binding.entity, rows);
      return rows;
    },
    stand,
    openAt,
    close,
  };
}

/** A register that is asked by key only is read by the keys that golden data have. */
async function allRows(main: Opened, binding: EntityBinding, golden: Golden | null): Promise<readonly RecordRow[]> {
  try {
    const { rows, hasNext } = await main.page(binding.entity);
    if (hasNext) throw new Skip(`${binding.entity} has more than ${mostRows} records: check it against golden data.`);
    return rows;
  } catch (cause) {
    if (!(cause instanceof PlumblineError) || cause.code !== 'BOUND_EXCEEDED') throw cause;
    if (golden === null) throw new Skip(`${binding.entity} is not answered as a list.`);
    const [field] = binding.lookups;
    if (field === undefined) throw cause;
    const raw = golden.tables.get(tableName(binding.table)) ?? [];
    const values = raw.flatMap((row) => String(binding.fields[field]?.read(row).value ?? []));
    const { groups } = await main.read(binding.entity, { by: { field, values: [...new Set(values)] } });
    return [...groups.values()].flatMap(({ rows }) => rows);
  }
}

function onlyOnce(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= close();
    return closed;
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
