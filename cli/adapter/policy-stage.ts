import type { RecordRow } from '../../schema/adapter.js';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import { fieldsOf } from '../../schema/condition.js';
import { dayOf } from '../../schema/values/day.js';
import { matches, positive } from '../../sdk/completion/condition.js';
import type { EntityBinding } from '../../sdk/entity.js';
import { columnsOf } from '../../sdk/raw.js';
import type { Bench } from '../../sdk/testing/bench.js';
import type { EntityCheck } from '../../sdk/testing/check.js';
import { Skip } from '../../sdk/testing/findings.js';
import { rowKey, tellsOf } from '../../subgraphs/kit/subjects.js';
import { openPolicyDesk, type PolicyDesk } from './policy-asking.js';
import { listOf, nodesOf, pagesOf } from './policy-questions.js';
import { type EntityStanding, namedIn, standingsOf, towards } from './policy-standings.js';

/** Standings of each kind that an entity is asked by. */
const most = 3;

/** What one entity is asked with: the desk, the entity as the schema knows it, and who asks. */
interface Stage {
  readonly desk: PolicyDesk;
  readonly type: TypeEntry;
  readonly rows: readonly RecordRow[];
  readonly standings: readonly EntityStanding[];
}

/**
 * The checks that the kit cannot know: it knows nothing of policies. The adapter stands behind the real subgraphs, under the
 * program's own policies, and is asked as roles that may not see all of it.
 */
export function policyChecks(clock: () => Date): readonly EntityCheck[] {
  // Every check has a bench of its own; what it was opened on is the same.
  const desks = new WeakMap<Bench['main'], PolicyDesk>();
  const stages = new WeakMap<Bench['main'], Map<string, Promise<Stage>>>();
  const stageOf = (bench: Bench, binding: EntityBinding): Promise<Stage> => {
    const known = stages.get(bench.main) ?? new Map<string, Promise<Stage>>();
    stages.set(bench.main, known);
    const stage = known.get(binding.entity) ?? openStage(bench, binding);
    known.set(binding.entity, stage);
    return stage;
  };
  const openStage = async (bench: Bench, binding: EntityBinding): Promise<Stage> => {
    const desk = desks.get(bench.main) ?? openPolicyDesk(bench.main.adapter, clock);
    desks.set(bench.main, desk);
    const type = desk.catalog.types.get(binding.entity);
    if (type?.owner == null) throw new Skip('The schema has no record type of that name.');
    if (binding.contributes === 'fields') throw new Skip('Its fields are joined to records that other systems hold.');
    const rows = await bench.rows(binding);
    const division = rows.map(({ values }) => values.jurisdictionDivisionCode).find((code) => typeof code === 'string');
    const standings = standingsOf({
      roles: desk.sets.roles.values(),
      compiler: desk.compiler,
      agency: bench.subject.definition.agency,
      division: typeof division === 'string' ? division : '371422',
      today: dayAfter(rows, dayOf(clock())),
      ...namedIn(rows),
    });
    return {
      desk,
      type,
      rows,
      standings: towards(standings, binding.entity, Object.keys(binding.fields), most),
    };
  };
  return [
    check(
      'policy.columns',
      'reads no column of a field that the caller may not see',
      columnsLaw,
      async (bench, binding, fail) => {
        const stage = await stageOf(bench, binding);
        for (const standing of stage.standings) {
          bench.main.statements();
          const answer = await askList(stage, standing);
          const sent = bench.main.statements();
          if (!standing.mayEnter && sent.length > 0)
            fail(null, `is asked for ${nameOf(standing)}, who may see nothing of it`);
          for (const field of standing.denied) {
            if (nodesOf(answer).some((node) => node[field] !== null && node[field] !== undefined))
              fail(field, `is answered to ${nameOf(standing)}, whom it is denied`);
            const columns = columnsOnlyOf(field, binding, stage.type, standing);
            if (columns.some((column) => sent.some((statement) => names(statement, column))))
              fail(field, `its column is read for ${nameOf(standing)}, whom it is denied`);
          }
        }
      },
    ),
    check('policy.sealing', 'says which records are sealed', sealingLaw, async (bench, binding, fail) => {
      const { type } = await stageOf(bench, binding);
      if (!type.fields.has('sealed')) throw new Skip('Records of the type cannot be sealed.');
      if (binding.fields.sealed !== undefined) return;
      const remedy = 'map the column that says it, or constant(false) where the system seals none';
      fail('sealed', `is not mapped, and a record of which it is unknown is shown to hardly anybody: ${remedy}`);
    }),
    check(
      'policy.rows',
      'answers exactly the rows that exist for the caller',
      rowsLaw,
      async (bench, binding, fail) => {
        const stage = await stageOf(bench, binding);
        for (const standing of stage.standings.filter(({ mayList }) => mayList)) {
          const expected = idsWithin(stage, standing);
          const answered = await idsAnswered(stage, standing, 500);
          const [missing, added] = [
            [...expected].filter((id) => !answered.includes(id)),
            answered.filter((id) => !expected.has(id)),
          ];
          if (missing.length > 0) fail(null, `${missing.length} rows are missing for ${nameOf(standing)}`);
          if (added.length > 0)
            fail(null, `${added.length} rows are answered that do not exist for ${nameOf(standing)}`);
        }
      },
    ),
    check(
      'policy.pages',
      'pages under policy without loss, repetition or a count of hidden rows',
      pagesLaw,
      async (bench, binding, fail) => {
        const stage = await stageOf(bench, binding);
        for (const standing of stage.standings.filter(({ mayList }) => mayList)) {
          const whole = await idsAnswered(stage, standing, 500);
          const pages = await pagesOf(stage.desk, rootOf(stage), standing, 3);
          if (pages.ids.join('\n') !== whole.join('\n'))
            fail(null, `pages of 3 are not the whole list for ${nameOf(standing)}`);
          if (pages.totals.some((total) => total !== null && total !== whole.length))
            fail(null, `totalCount is not the number of rows that exist for ${nameOf(standing)}`);
        }
      },
    ),
    check('policy.entities', 'gives _entities the same verdict as lists', entitiesLaw, async (bench, binding, fail) => {
      const stage = await stageOf(bench, binding);
      const { type, desk, rows } = stage;
      const key = type.entityKey;
      if (key === null || type.name === 'Person') throw new Skip('No other subgraph refers to it by a key.');
      const keyed = rows.filter(({ values }) => typeof values[key] === 'string').slice(0, 50);
      if (keyed.length === 0) throw new Skip(`No record has a ${key}.`);
      const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${type.name} { source { recordId } } } }`;
      for (const standing of stage.standings) {
        const of = keyed.map(({ values }) => ({ __typename: type.name, [key]: values[key] }));
        const { data } = await desk.ask(type.owner ?? '', query, { of }, standing);
        const entities = Array.isArray(data?._entities) ? data._entities : [];
        const seen = entities.flatMap((entity) => idOf(entity) ?? []);
        const within = standing.mayEnter ? idsWithin(stage, standing) : new Set<string>();
        if (seen.some((id) => !within.has(id)))
          fail(null, `_entities answers rows that do not exist for ${nameOf(standing)}`);
      }
    }),
  ];

  function check(
    id: string,
    title: string,
    law: string,
    run: (bench: Bench, binding: EntityBinding, fail: (field: string | null, what: string) => void) => Promise<void>,
  ): EntityCheck {
    return {
      id,
      title,
      law,
      of: 'entity',
      needs: ['a list'],
      run: (bench, binding, findings) => run(bench, binding, findings.fail),
    };
  }
}

const columnsLaw =
  'A column of a field that the caller may not see is in no statement, and a caller who may see nothing causes none.';
const sealingLaw =
  'Of a type whose records can be sealed, the adapter says which are: what is not known to be open is closed.';
const rowsLaw =
  'Under the policies, the rows of a list are exactly those that exist for the caller: none is refused that is permitted, and none the other way round.';
const pagesLaw =
  'Under the policies, pages put together are the whole list in its order, and totalCount counts what exists for the caller.';
const entitiesLaw = 'What a list would not answer, _entities does not answer: one verdict on every path.';

/** The day on which these rows are asked about, for rules that reckon from it: golden data do not age. */
function dayAfter(rows: readonly RecordRow[], today: string): string {
  const days = rows.flatMap(({ values }) =>
    Object.values(values).flatMap((value) =>
      typeof value === 'string' ? (/^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? []) : [],
    ),
  );
  return (
    days
      .filter((day) => day <= today)
      .sort()
      .at(-1) ?? today
  );
}

function rootOf({ desk, type }: Stage) {
  const root = listOf(desk.catalog, type);
  if (root === null) throw new Skip('The schema reaches it through other records only.');
  return root;
}

const askList = (stage: Stage, standing: EntityStanding) => {
  const { subgraph, query } = rootOf(stage);
  return stage.desk.ask(subgraph, query, { first: 500, after: null }, standing);
};

async function idsAnswered(stage: Stage, standing: EntityStanding, size: number): Promise<readonly string[]> {
  return (await pagesOf(stage.desk, rootOf(stage), standing, size)).ids;
}

function idsWithin({ type, rows }: Stage, { access }: EntityStanding): ReadonlySet<string> {
  const condition = positive(access.rows(type.name));
  return new Set(rows.filter(({ values }) => matches(condition, (field) => values[field] ?? null)).map(({ id }) => id));
}

/**
 * Columns that nothing else may read: no field that is open, no condition of rows, nothing of the record itself, and no key by which
 * the log tells whose record was shown (ADR 8).
 */
function columnsOnlyOf(
  field: string,
  binding: EntityBinding,
  type: TypeEntry,
  { access, mayEnter }: EntityStanding,
): readonly string[] {
  const open = Object.keys(binding.fields).filter((name) => access.decide(binding.entity, name).effect !== 'DENY');
  const ruled = mayEnter ? [...fieldsOf(access.rows(binding.entity))] : [];
  const logged = mayEnter ? [...rowKey(type), ...open.flatMap((name) => tellsOf(type, name) ?? [])] : [];
  const kept = new Set([
    binding.key,
    ...(binding.updated?.columns ?? []),
    ...[binding.alive, binding.excluded].flatMap((condition) => (condition === null ? [] : columnsOf(condition))),
    ...[...open, ...ruled, ...logged, 'jurisdictionDivisionCode', 'sealed'].flatMap(
      (name) => binding.fields[name]?.columns ?? [],
    ),
  ]);
  return (binding.fields[field]?.columns ?? []).filter((column) => !kept.has(column));
}

/** Whether a statement names the column, as a word of its own. */
function names(statement: string, column: string): boolean {
  const word = column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'u').test(statement);
}

const idOf = (entity: unknown): string | null => {
  const source = typeof entity === 'object' && entity !== null && 'source' in entity ? entity.source : null;
  const id = typeof source === 'object' && source !== null && 'recordId' in source ? source.recordId : null;
  return typeof id === 'string' ? id : null;
};

const nameOf = ({ principal }: EntityStanding): string =>
  `${principal.roles.join('+')} for ${principal.purpose ?? 'nothing'}${principal.warrant === undefined ? '' : ' under a matter'}`;
