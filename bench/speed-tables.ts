import type { AuditSpeed, Pace } from './audit.js';
import type { PolicySpeed, Spread } from './policies.js';

export function policyTable({ compile, again, whole, decisionNs }: PolicySpeed): readonly string[] {
  const row = (name: string, { samples, wall, cpu }: Spread) =>
    `| ${name} | ${ms(wall.p50)} | ${ms(wall.p99)} | ${ms(cpu.p50)} | ${ms(cpu.p99)} | ${samples} |`;
  return [
    '| | p50, ms | p99, ms | p50, CPU-ms | p99, CPU-ms | samples |',
    '|---|---:|---:|---:|---:|---:|',
    row('a standing never met: access, and one type with its decisions, rows and cases', compile),
    row('the same, of a standing that is known', again),
    row('a standing never met: every type of the schema', whole),
    '',
    `A decision that is known takes ${decisionNs.wall.toFixed(0)} ns (${decisionNs.cpu.toFixed(0)} ns of CPU time).`,
  ];
}

export function auditTable(speeds: readonly AuditSpeed[]): readonly string[] {
  const cells = ({ perSecond, cpuUs }: Pace) => `${perSecond.toLocaleString('en')} | ${cpuUs.toFixed(0)}`;
  return [
    '| | durable entries/s | CPU-µs an entry | verified entries/s | CPU-µs an entry |',
    '|---|---:|---:|---:|---:|',
    ...speeds.map(({ store, appended, verified }) => `| ${store} | ${cells(appended)} | ${cells(verified)} |`),
  ];
}

function ms(value: number): string {
  return value.toFixed(3);
}
