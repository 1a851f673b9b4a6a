import type { Capabilities, EntityReader, Pushdown } from '../../../schema/adapter.js';
import { type Condition, fieldsOf } from '../../../schema/condition.js';
import { PlumblineError } from '../../../schema/errors.js';
import { standingOf } from '../../completion/plan.js';
import type { EntityBinding } from '../../entity.js';
import type { OpenSource } from '../../source.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { Skip } from '../findings.js';
import { conditionsOn, keysOf, passes } from '../oracle.js';
import { isKeyed } from './asking.js';
import { isKept } from './kept.js';

/** A reader whose source tells how many rows it gave. */
interface Counted {
  readonly reader: EntityReader;
  readonly claims: Capabilities;
  /** Rows given since the last time that this was asked. */
  rows(): number;
}

async function counted(bench: Bench, binding: EntityBinding): Promise<Counted> {
  const source = await bench.main.source();
  if (source === null) throw new Skip('The source is not asked: its deliveries are read back from the store.');
  let given = 0;
  const spied: OpenSource<unknown> = {
    ...source,
    rows: async (query, context) => {
      const answer = await source.rows(query, context);
      given += answer.rows.length;
      return answer;
    },
  };
  const reader = bench.main.readerOver(binding, spied);
  const { capabilities } = reader;
  if (capabilities === undefined) throw new Skip('The reader claims nothing.');
  return {
    reader,
    claims: capabilities,
    rows: () => {
      const since = given;
      given = 0;
      return since;
    },
  };
}

export const capabilityClaims: EntityCheck = {
  id: 'capability.claims',
  of: 'entity',
  title: 'claims what its binding and its source can do',
  law: 'The capabilities that a reader tells are those that follow from its binding and its source, no more and no fewer.',
  needs: ['a source that is asked'],
  run: async (bench, binding, findings) => {
    const told = bench.main.reader(binding.entity).capabilities;
    const { claims } = await counted(bench, binding);
    if (told === undefined) return findings.fail(null, 'the reader tells no capabilities');
    for (const part of Object.keys(claims) as (keyof Capabilities)[]) {
      if (JSON.stringify(told[part]) !== JSON.stringify(claims[part]))
        findings.fail(null, `the capability \`${part}\` is told otherwise than binding and source have it`);
    }
  },
};

export const capabilityFilters: EntityCheck = {
  id: 'capability.filters',
  of: 'entity',
  title: 'leaves filtering to its source where it says so',
  law: 'Where a comparison is claimed to be exact, the source gives the records that pass and no others; where it is claimed to be narrowed, none that passes is missing.',
  needs: ['a source that is asked', 'two records'],
  run: async (bench, binding, findings) => {
    const { reader, claims, rows: given } = await counted(bench, binding);
    const rows = await bench.rows(binding);
    const most = await withheldHere(bench, binding);
    for (const field of Object.keys(binding.fields)) {
      for (const where of conditionsOn(field, rows, 1)) {
        const claim = claimOf(claims, where);
        const expected = rows.filter((row) => passes(row, where)).length;
        if (claim === undefined || claim === 'NONE' || expected === 0) continue;
        const asked = async () => {
          given();
          const page = await bench.main
            .page(binding.entity, { where, fields: [] }, { reader })
            .catch(unlessKeyed(binding));
          return { page, read: given() };
        };
        const isMore = ({ read }: { readonly read: number }) => !isKeyed(binding) && read > expected + most;
        let answer = await asked();
        if (answer.page === null) continue;
        // A reader may have gathered odd spellings for the questions to come: of what it reads then, nothing is gathered.
        if (claim === 'EXACT' && isMore(answer)) answer = await asked();
        const { page, read } = answer;
        if (page === null) continue;
        if (claim === 'EXACT' && isMore(answer))
          findings.fail(
            field,
            `${where.op} is claimed to be exact at the source, and ${read} rows are read for ${expected} records`,
          );
        if (page.rows.length < expected)
          findings.fail(
            field,
            `${where.op} is claimed as ${claim}, and ${expected - page.rows.length} records that pass are not read`,
          );
      }
    }
  },
};

/** A register of everybody refuses what gives no key: a rule of its own. */
const unlessKeyed = (binding: EntityBinding) => (cause: unknown) => {
  if (isKeyed(binding) && cause instanceof PlumblineError && cause.code === 'BOUND_EXCEEDED') return null;
  throw cause;
};

/** Golden rows that are deleted or excluded, where the source cannot leave them out itself. */
async function withheldHere(bench: Bench, binding: EntityBinding): Promise<number> {
  const source = await bench.main.source();
  const isLeftOut = standingOf(binding).every(
    (each) => each.op === 'true' || source?.takes(binding.table, each) === true,
  );
  return isLeftOut ? 0 : bench.raw(binding).filter((row) => !isKept(binding, row)).length;
}

/** A condition without negation is claimed by its field and its comparison. */
function claimOf({ filters }: Capabilities, where: Condition): Pushdown | undefined {
  const [field] = fieldsOf(where);
  // A claim of `isNull` is one of the question whether it is.
  if (field === undefined || (where.op === 'isNull' && !where.value)) return undefined;
  return filters[field]?.[where.op];
}

export const capabilityPages: EntityCheck = {
  id: 'capability.pages',
  of: 'entity',
  title: 'leaves ordering, counting and grouping to its source where it says so',
  law: 'A page in an order that the source is claimed to have costs the page’s rows and no list; a count that it is claimed to make costs none; a limit for each key holds for each key.',
  needs: ['a source that is asked', 'two records', 'a list'],
  run: async (bench, binding, findings) => {
    const { reader, claims, rows: given } = await counted(bench, binding);
    const rows = await bench.rows(binding);
    if (rows.length < 5) throw new Skip('Fewer than five records: a page is the list.');
    for (const field of claims.orders) {
      given();
      await bench.main.page(binding.entity, { order: [{ field, direction: 'ASC' }], fields: [], first: 1 }, { reader });
      const read = given();
      if (read > 2)
        findings.fail(field, `the source is claimed to order by it, and ${read} rows are read for a page of one`);
    }
    const isOrdered = claims.orders.length > 0;
    if (claims.counts && isOrdered) {
      given();
      await bench.main.page(binding.entity, { fields: [], first: 1, count: true }, { reader });
      const read = given();
      if (read > 2)
        findings.fail(
          null,
          `the source is claimed to count, and ${read} rows are read for a page of one with its total`,
        );
    }
    if (claims.groups && isOrdered) await tryGroups(bench, binding, { reader, given, fail: findings.fail });
  },
};

async function tryGroups(
  bench: Bench,
  binding: EntityBinding,
  {
    reader,
    given,
    fail,
  }: { readonly reader: EntityReader; given(): number; fail(field: string | null, what: string): void },
): Promise<void> {
  const rows = await bench.rows(binding);
  for (const field of binding.lookups) {
    const values = [...new Set(rows.flatMap((row) => keysOf(row, field)))].slice(0, 3);
    if (values.length === 0) continue;
    given();
    await bench.main.read(binding.entity, { by: { field, values }, fields: [], first: 1 }, { reader });
    const read = given();
    // Two rows a key, for each of its spellings.
    if (read > values.length * 2 * 4)
      fail(
        field,
        `the source is claimed to limit rows for each key, and ${read} are read for one record of each of ${values.length}`,
      );
  }
}
