import { type Bench, type CheckResult, readList } from './bench.js';

/** A statement for one field names that field's columns, the key and the watermark, and no column of another field (promise 1). */
export async function readsOnlyWhatIsAsked<Place>(bench: Bench<Place>): Promise<CheckResult> {
  const { binding } = bench;
  const failures: string[] = [];
  const known = new Set(Object.values(binding.fields).flatMap(({ columns }) => columns));
  const always = new Set([binding.key, ...(binding.updated?.columns ?? [])]);
  for (const [field, { columns }] of Object.entries(binding.fields)) {
    bench.statements();
    await readList(bench, bench.source, { fields: [field], first: 3 });
    const named = bench.statements().flatMap((statement) => statement.match(/[\p{L}\p{N}_.:]+/gu) ?? []);
    for (const column of new Set(named)) {
      if (known.has(column) && !columns.includes(column) && !always.has(column)) {
        failures.push(`a read of ${field} also reads ${column}`);
      }
    }
  }
  return { entity: binding.entity, check: 'reads only what is asked for', failures };
}
