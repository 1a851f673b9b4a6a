import { PlumblineError } from '../../../schema/errors.js';
import type { EntityBinding } from '../../entity.js';
import { tableName } from '../../table-name.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { outcomeOf } from '../faults/probe.js';
import { type Findings, Skip } from '../findings.js';
import { keysOf } from '../oracle.js';
import { pageSizeOf } from '../remedy.js';
import { httpOf } from './http-fault.js';
import { withRows } from './row-fault.js';

export const faultAnotherPerson: EntityCheck = {
  id: 'fault.row.another-person',
  of: 'entity',
  title: 'gives nobody the records of another person',
  law: 'A service that answers a lookup with rows of another key is MALFORMED, or its row is dropped: it is never answered under the key that was asked for.',
  needs: ['http', 'a system of ours', 'lookups', 'two records'],
  run: (bench, binding, findings) => smuggling(bench, binding, findings, 'lookup'),
};

export const faultOutsideFilter: EntityCheck = {
  id: 'fault.row.outside-filter',
  of: 'entity',
  title: 'answers no record outside of its condition',
  law: 'A service that answers rows that the condition does not name is MALFORMED, or its rows are dropped: they are neither answered nor counted.',
  needs: ['http', 'a system of ours', 'lookups', 'two records', 'a list'],
  run: (bench, binding, findings) => smuggling(bench, binding, findings, 'condition'),
};

/** The service adds rows of another key to every answer. */
async function smuggling(
  bench: Bench,
  binding: EntityBinding,
  findings: Findings,
  by: 'lookup' | 'condition',
): Promise<void> {
  const rows = await bench.rows(binding);
  for (const field of binding.lookups) {
    const keys = [...new Set(rows.flatMap((row) => keysOf(row, field)))];
    const [wanted, ...others] = keys;
    const strangers = bench
      .raw(binding)
      .filter((raw) => others.includes(String(binding.fields[field]?.read(raw).value)));
    if (wanted === undefined || strangers.length === 0) continue;
    const opened = await bench.stand();
    httpOf(opened.system).smuggle(tableName(binding.table), strangers.slice(0, 2));
    const own = new Set(rows.filter((row) => keysOf(row, field).includes(wanted)).map(({ id }) => id));
    const question =
      by === 'lookup'
        ? opened
            .read(binding.entity, { by: { field, values: [wanted] } })
            .then(({ groups }) => [...groups.values()].flatMap((page) => page.rows))
        : opened
            .page(binding.entity, { where: { op: 'eq', field, value: wanted }, count: true })
            .then((page) => page.rows);
    const outcome = await outcomeOf(question, 10_000);
    if (outcome === 'still waiting') findings.fail(field, `a ${by} does not end when the service answers other rows`);
    else if ('rows' in outcome && outcome.rows.some(({ id }) => !own.has(id)))
      findings.fail(
        field,
        `a ${by} of one key answers the records of another, because the service did: set \`isDoubted\`, and test what was read`,
      );
    else if (
      'error' in outcome &&
      !(outcome.error instanceof PlumblineError && outcome.error.code === 'SOURCE_UNAVAILABLE')
    )
      findings.fail(field, `a ${by} ends in another error than SOURCE_UNAVAILABLE when the service answers other rows`);
    await opened.close();
  }
}

export const faultLooping: EntityCheck = {
  id: 'fault.row.looping-pages',
  of: 'entity',
  isOfSource: true,
  title: 'does not go round in a service’s pages',
  law: 'Pages that lead back to where they came from end the read as MALFORMED: nothing is answered twice, and the read ends.',
  needs: ['http', 'a system of ours', 'golden rows', 'a list'],
  run: async (bench, binding, findings) => {
    const size = pageSizeOf(bench.subject.description);
    const [template] = bench.raw(binding);
    if (size === null || template === undefined || size > 5_000)
      throw new Skip('The service’s pages are too long for more than one.');
    const many = Array.from({ length: size * 2 + 1 }, (_, at) => ({
      ...template,
      [binding.key]: `L${String(at).padStart(6, '0')}`,
    }));
    const opened = await bench.stand(withRows(binding, () => many));
    httpOf(opened.system).loop();
    const outcome = await outcomeOf(
      opened.page(binding.entity).then((page) => page.rows),
      12_000,
    );
    if (outcome === 'still waiting') findings.fail(null, 'a read does not end when pages lead back to the first one');
    else if ('rows' in outcome) {
      const ids = outcome.rows.map(({ id }) => id);
      findings.fail(
        null,
        new Set(ids).size < ids.length
          ? 'pages that lead back to the first one are answered as records, again and again'
          : 'a list whose pages lead back to the first one is answered as whole',
      );
    }
  },
};
