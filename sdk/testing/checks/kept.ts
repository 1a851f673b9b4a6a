import type { EntityBinding } from '../../entity.js';
import type { RawCondition, RawRecord } from '../../raw.js';
import { rawMatches } from '../../raw-match.js';
import { tableName } from '../../table-name.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import type { Findings } from '../findings.js';
import { isKeyed } from './asking.js';

/** Whether a raw row may be read at all. */
export function isKept(binding: EntityBinding, row: RawRecord): boolean {
  if (binding.alive !== null && !rawMatches(binding.alive, row)) return false;
  return binding.excluded === null || !rawMatches(binding.excluded, row);
}

export const rowsComplete: EntityCheck = {
  id: 'rows.complete',
  of: 'entity',
  title: 'answers every record that the table holds',
  law: 'Each row that is neither deleted nor excluded is one record, and a count of all is their number: none is dropped because it is dirty.',
  needs: ['golden rows'],
  run: async (bench, binding, findings) => {
    const expected = new Set(
      bench
        .raw(binding)
        .filter((row) => isKept(binding, row))
        .map((row) => String(row[binding.key] ?? '')),
    );
    const found = new Set((await bench.rows(binding)).map(({ id }) => id));
    const [lost, added] = [
      [...expected].filter((id) => !found.has(id)).length,
      [...found].filter((id) => !expected.has(id)).length,
    ];
    if (lost > 0) findings.fail(null, `${lost} of the ${expected.size} records that the table holds are not answered`);
    if (added > 0)
      findings.fail(
        null,
        `${added} records are answered whose key (${binding.key}) no row that is neither deleted nor excluded has`,
      );
  },
};

export const rowsDeleted: EntityCheck = {
  id: 'rows.deleted',
  of: 'entity',
  title: 'does not know records that the agency deleted',
  law: 'A record that the system marks as deleted is not answered, not counted and not found by any key (domain 6.4 #15).',
  needs: ['soft deletes', 'golden rows', 'a system of ours'],
  run: (bench, binding, findings) =>
    withheld(
      bench,
      binding,
      findings,
      'deleted',
      (row) => binding.alive !== null && !rawMatches(binding.alive, row),
      binding.alive,
    ),
};

export const rowsExcluded: EntityCheck = {
  id: 'rows.excluded',
  of: 'entity',
  title: 'does not know records that may not be shared',
  law: 'A record that an exclusion names never enters the hub: it is not answered, not counted and not found by any key (domain 5.5.8).',
  needs: ['exclusions', 'golden rows', 'a system of ours'],
  run: (bench, binding, findings) =>
    withheld(
      bench,
      binding,
      findings,
      'excluded',
      (row) => binding.excluded !== null && rawMatches(binding.excluded, row),
      binding.excluded,
    ),
};

/** Marks every row of the table in the ways that the condition names, and looks for it everywhere. */
async function withheld(
  bench: Bench,
  binding: EntityBinding,
  findings: Findings,
  word: string,
  isWithheld: (row: RawRecord) => boolean,
  condition: RawCondition | null,
): Promise<void> {
  const table = tableName(binding.table);
  for (const mark of marksOf(condition)) {
    const opened = await bench.stand(
      (tables) =>
        new Map(
          [...tables].map(([name, rows]) => [name, name === table ? rows.map((row) => ({ ...row, ...mark })) : rows]),
        ),
    );
    const marked = bench.raw(binding).map((row) => ({ ...row, ...mark }));
    const kept = marked.filter((row) => !isWithheld(row) && isKept(binding, row)).length;
    const columns = Object.keys(mark).join(', ');
    if (!isKeyed(binding)) {
      const page = await opened.page(binding.entity, { count: true });
      if (page.rows.length > kept)
        findings.fail(null, `${page.rows.length - kept} records that ${columns} marks as ${word} are answered`);
      if (page.total !== kept) findings.fail(null, `records that ${columns} marks as ${word} are counted`);
    }
    for (const field of binding.lookups) {
      const values = [
        ...new Set((await bench.rows(binding)).flatMap(({ values }) => String(values[field] ?? []))),
      ].slice(0, 100);
      const { groups } = await opened.read(binding.entity, { by: { field, values } });
      const found = [...groups.values()].reduce((sum, group) => sum + group.rows.length, 0);
      if (kept === 0 && found > 0)
        findings.fail(field, `records that ${columns} marks as ${word} are found by their key`);
    }
    await opened.close();
  }
}

/** Ways to make a row one that a condition is about: the values that its leaves name. */
function marksOf(condition: RawCondition | null): readonly RawRecord[] {
  if (condition === null) return [];
  if (condition.op === 'and' || condition.op === 'or') return condition.of.flatMap(marksOf);
  if ((condition.op === 'in' || condition.op === 'notIn') && condition.values.some((value) => value !== '')) {
    return condition.values.slice(0, 3).map((value) => ({ [condition.column]: value }));
  }
  if (condition.op === 'shape' && 'has' in condition.shape)
    return [{ [condition.column]: condition.shape.has.join('') }];
  return [];
}

export const changesSince: EntityCheck = {
  id: 'changes.since',
  of: 'entity',
  title: 'tells what was written since',
  law: 'Asked for changes since an instant, a reader answers and counts the records whose watermark is that instant or later, and no others.',
  needs: ['a change mark', 'a list', 'two records'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    const times = [...new Set(rows.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])))].sort();
    for (const since of [times[0], times[Math.floor(times.length / 2)], times.at(-1)]) {
      if (since === undefined) continue;
      const expected = rows.filter(({ asOf }) => asOf !== null && Date.parse(asOf) >= Date.parse(since));
      const page = await bench.main.page(binding.entity, { since, fields: [], count: true });
      const ids = (of: readonly { readonly id: string }[]) =>
        of
          .map(({ id }) => id)
          .sort()
          .join('\n');
      if (ids(page.rows) !== ids(expected))
        findings.fail(
          null,
          `changes since an instant are ${page.rows.length} records where ${expected.length} were written`,
        );
      if (page.total !== expected.length)
        findings.fail(
          null,
          `changes since an instant are counted as ${page.total} where ${expected.length} were written`,
        );
    }
  },
};
