import type { AuditSpeed, Pace } from './audit.js';
import type { LandingSpeed } from './landing.js';
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

/** A file's landing beside the plainest program that does as much: rows a second, and what a row costs. */
export function landingTable({ rows, megabytes, landed, quarantined, paces }: LandingSpeed): readonly string[] {
  const [bare, indexed] = ['no lookups', 'indexed alike'].map((what) => paces.find(({ name }) => name.endsWith(what)));
  return [
    `${thousands(rows)} rows (${megabytes.toFixed(0)} MiB), one in twenty with a defect of domain 6.4: ` +
      `${thousands(landed)} landed, ${thousands(quarantined)} put aside with a reason, every fen accounted for.`,
    '',
    '| | rows/s | × no lookups | × indexed alike | CPU-µs a row | memory grew, MiB |',
    '|---|---:|---:|---:|---:|---:|',
    ...paces.map(({ name, perSecond, cpuUs, growthMb }) => {
      const [ofBare, ofIndexed] = [bare, indexed].map((plain) =>
        (perSecond / (plain?.perSecond ?? Number.NaN)).toFixed(2),
      );
      const paced = `${thousands(perSecond)} | ${ofBare} | ${ofIndexed}`;
      return `| ${name} | ${paced} | ${cpuUs.toFixed(1)} | ${growthMb.toFixed(0)} |`;
    }),
  ];
}

function thousands(value: number): string {
  return value.toLocaleString('en');
}
