import type { OversightSpeed } from './oversight.js';
import type { IncrementalSpeed } from './oversight-incremental.js';

/** Most rules that are told one by one. */
const dearest = 10;

/** A county's rules as Markdown. */
export function oversightTable({
  counties,
  rules,
  plain,
  growthMb,
  mostMb,
  failed,
  changes,
}: OversightSpeed): readonly string[] {
  const sum = (of: 'records' | 'hits' | 'seconds' | 'cpuSeconds') => rules.reduce((total, rule) => total + rule[of], 0);
  const [records, cpu] = [sum('records'), sum('cpuSeconds')];
  return [
    `${rules.length} core rules over ${counties === 1 ? 'one county' : `${counties.toFixed(2)} counties`}: ` +
      `${records.toLocaleString('en')} records of their lists, ${sum('hits')} findings; ` +
      `${sum('seconds').toFixed(1)} s, ${cpu.toFixed(1)} s of CPU time, ${Math.round(records / cpu).toLocaleString('en')} records ` +
      `a CPU-second. Memory grew by ${growthMb} MiB at most, to ${mostMb} MiB.` +
      (failed.length === 0 ? '' : ` Not walked to the end: ${failed.join(', ')}.`),
    ...changes.flatMap((run) => ['', changesLine(run)]),
    '',
    '| the dearest | records | writes | findings | s | CPU-s | records a CPU-second |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...rules
      .toSorted((a, b) => b.cpuSeconds - a.cpuSeconds)
      .slice(0, dearest)
      .map(
        (rule) =>
          `| ${rule.rule} | ${rule.records} | ${rule.pages} | ${rule.hits} | ${rule.seconds.toFixed(2)} | ` +
          `${rule.cpuSeconds.toFixed(2)} | ${Math.round(rule.records / rule.cpuSeconds)} |`,
      ),
    '',
    '| beside SQL by hand, cleaned on loading | findings | of the rule | records a CPU-second, first | again | of the rule | × first | × again |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...plain.flatMap(({ rule, rows, driving, firstCpuSeconds, cpuSeconds }) => {
      const own = rules.find((each) => each.rule === rule);
      if (own === undefined) return [];
      const pace = own.records / own.cpuSeconds;
      const [first, again] = [driving / firstCpuSeconds, driving / cpuSeconds];
      const cells = [rule, rows, own.hits, whole(first), whole(again), whole(pace)];
      return [`| ${[...cells, (first / pace).toFixed(1), (again / pace).toFixed(1)].join(' | ')} |`];
    }),
  ];
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

function changesLine({ changed, records, hits, seconds, cpuSeconds, rules }: IncrementalSpeed): string {
  const whole = rules.flatMap(({ rule, whole: why }) => (why === null ? [] : [`${rule} (${why})`]));
  return (
    `After ${changed.toLocaleString('en')} changes, one record in a hundred of every table, a run over what changed: ` +
    `${records.toLocaleString('en')} records, ${hits} findings; ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU time. ` +
    `Walked whole: ${whole.length === 0 ? 'none' : whole.join(', ')}.`
  );
}
