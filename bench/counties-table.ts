import type { CountiesSpeed, Latency } from './counties.js';

/** The lookup as Markdown. */
export function countiesTable(speed: CountiesSpeed): readonly string[] {
  const { counties, hanging, timeoutMs, answered, cpuMs, rssMb } = speed;
  const row = (name: string, { p50, p95, max }: Latency, cpu: number | null) =>
    `| ${name} | ${ms(p50)} | ${ms(p95)} | ${ms(max)} | ${cpu === null ? '' : `${cpu.toFixed(1)} | ${(cpu / cpuMs.byHand).toFixed(2)}`}${cpu === null ? ' | ' : ''} |`;
  return [
    `${counties} systems over HTTP, ${hanging} of which hang; ${answered} are in every answer. Time-out of a read: ${timeoutMs} ms.`,
    '',
    '| | p50, ms | p95, ms | longest, ms | CPU-ms a request | × by hand |',
    '|---|---:|---:|---:|---:|---:|',
    row(`while the ${hanging} are waited for`, speed.waiting, null),
    row('after their breakers opened', speed.opened, cpuMs.opened),
    row(`the ${counties - hanging} alone`, speed.sound, cpuMs.sound),
    '',
    `The same calls by hand take ${cpuMs.byHand.toFixed(1)} CPU-ms. Resident memory: ${rssMb.before} MB before, ${rssMb.most} MB at most.`,
  ];
}

function ms(value: number): string {
  return value.toFixed(0);
}
