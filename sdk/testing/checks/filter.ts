import type { EntityReader } from '../../../schema/adapter.js';
import type { Condition } from '../../../schema/condition.js';
import type { EntityBinding } from '../../entity.js';
import type { OpenSource } from '../../source.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { Skip } from '../findings.js';
import { conditionsOn, nameOf } from '../oracle.js';
import { ask } from './asking.js';

/** Above this many records every other question has to do: real systems have them, golden data do not. */
const many = 200;

export const filterExact: EntityCheck = {
  id: 'filter.exact',
  of: 'entity',
  title: 'answers exactly the records that a condition names',
  law: 'Whatever the condition, the records answered and counted are those whose canonical values pass it, and no others.',
  needs: ['a list'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    const isMany = rows.length > many || bench.isThinned;
    for (const field of Object.keys(binding.fields)) {
      for (const where of thinned(conditionsOn(field, rows, isMany ? 1 : 2), isMany, 2)) {
        await ask(bench, binding, findings, {
          field,
          what: nameOf(where).replace(`${field} `, ''),
          request: { where, fields: [field], count: true },
        });
      }
    }
  },
};

export const filterTogether: EntityCheck = {
  id: 'filter.together',
  of: 'entity',
  title: 'joins conditions as they are written',
  law: '`and`, `or` and `not` over several fields mean what they say, of null as well: a comparison with null is false, and so is its negation.',
  needs: ['a list', 'two records'],
  run: async (bench, binding, findings) => {
    for (const where of await joined(bench, binding)) {
      await ask(bench, binding, findings, { field: null, what: `(${nameOf(where)})`, request: { where, count: true } });
    }
  },
};

async function joined(bench: Bench, binding: EntityBinding): Promise<readonly Condition[]> {
  const rows = await bench.rows(binding);
  const fields = Object.keys(binding.fields);
  const tried = rows.length > many || bench.isThinned ? fields.slice(0, 6) : fields;
  return tried.flatMap((field, at): readonly Condition[] => {
    const other = fields[(at + 1) % fields.length];
    const one = conditionsOn(field, rows, 1).find(({ op }) => op === 'eq');
    const two = other === undefined ? undefined : conditionsOn(other, rows, 1).find(({ op }) => op === 'ne');
    if (one === undefined || two === undefined || other === field) return [];
    const of = [one, two];
    return [
      { op: 'and', of },
      { op: 'or', of },
      { op: 'not', of: { op: 'or', of } },
      { op: 'not', of: { op: 'and', of } },
    ];
  });
}

/** The same source with its abilities taken away; what it answered before it answers again, as the same rows are asked for. */
function blunt(source: OpenSource<unknown>): OpenSource<unknown> {
  const answers = new Map<string, ReturnType<typeof source.rows>>();
  return {
    takes: () => false,
    takesOrder: () => false,
    groups: false,
    rows: (query, context) => {
      const asked = query.columns.join('\n');
      const answer = answers.get(asked) ?? source.rows(query, context);
      answers.set(asked, answer);
      return answer;
    },
    close: async () => {},
  };
}

export const pushdownEquivalent: EntityCheck = {
  id: 'pushdown.equivalent',
  of: 'entity',
  title: 'answers the same whether the source filters or the hub does',
  law: 'Conditions, orders, pages and counts give the same records pushed down as read whole and completed here.',
  needs: ['a list', 'a source that is asked'],
  run: async (bench, binding, findings) => {
    const source = await bench.main.source();
    if (source === null) throw new Skip('The source is not asked: its deliveries are read back from the store.');
    const rows = await bench.rows(binding);
    const plain = bench.main.readerOver(binding, blunt(source));
    const ids = async (reader: EntityReader | undefined, where: Condition, field: string) => {
      const order = binding.fields[field]?.kind === 'list' ? [] : [{ field, direction: 'DESC' as const }];
      const request = { where, fields: [field], order, count: true };
      const page = await bench.main.page(binding.entity, request, reader === undefined ? {} : { reader });
      return JSON.stringify([page.rows.map(({ id, values }) => [id, values[field]]), page.total]);
    };
    // What is left out here, `filter.exact` asks.
    const isMany = rows.length > many || bench.isThinned;
    for (const field of thinned(Object.keys(binding.fields), isMany, 3)) {
      for (const where of thinned(conditionsOn(field, rows, 1), isMany, 3)) {
        const [pushed, whole] = [await ids(undefined, where, field), await ids(plain, where, field)];
        if (pushed !== whole)
          findings.fail(field, `${nameOf(where).replace(`${field} `, '')} gives other records at the source than here`);
      }
    }
  },
};

const thinned = <T>(all: readonly T[], isMany: boolean, step: number): readonly T[] =>
  isMany ? all.filter((_, at) => at % step === 0) : all;
