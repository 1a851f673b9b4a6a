import pc from 'picocolors';
import type { CheckOutcome, Report } from './report.js';

export interface TreeSetting {
  /** Default: as the terminal is. */
  readonly color?: boolean;
  /** Whether checks that passed are listed one by one. Default true. */
  readonly passed?: boolean;
}

/** The report for a terminal: each entity with its checks, below a failure what is wrong, below a skip why. */
export function renderTree(report: Report, { color, passed = true }: TreeSetting = {}): string {
  const { green, red, dim, bold } = color === undefined ? pc : pc.createColors(color);
  const { figures, adapter, agency, kinds, against } = report;
  const marks = { PASSED: green('✓'), FAILED: red('✗'), SKIPPED: dim('–') } as const;
  const lines = [
    `${bold(adapter)} · ${agency} · ${kinds.join(', ')} · ${against === 'GOLDEN' ? 'golden data' : 'its own system'}`,
  ];
  for (const place of [null, ...report.entities]) {
    const own = report.checks.filter(({ entity }) => entity === place);
    if (own.length === 0) continue;
    lines.push('', bold(place ?? 'the adapter as a whole'));
    for (const check of together(own)) {
      if (check.status === 'PASSED' && !passed) continue;
      lines.push(`  ${marks[check.status]} ${check.title} ${dim(check.id)}`);
      lines.push(...below(check).map((line) => `      ${check.status === 'FAILED' ? red(line) : dim(line)}`));
    }
  }
  const counts = [
    green(`${figures.passed} passed`),
    figures.failed > 0 ? red(`${figures.failed} failed`) : '0 failed',
    dim(`${figures.skipped} skipped`),
  ];
  lines.push('', counts.join(', '));
  return `${lines.join('\n')}\n`;
}

/** Checks that were skipped one after the other for one reason are told of in one line. */
function together(checks: readonly CheckOutcome[]): readonly CheckOutcome[] {
  const groups: CheckOutcome[][] = [];
  for (const check of checks) {
    const last = groups.at(-1);
    const isSame = check.status === 'SKIPPED' && last?.[0]?.status === 'SKIPPED' && last[0].reason === check.reason;
    if (isSame) last.push(check);
    else groups.push([check]);
  }
  return groups.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    return [{ ...first, title: `${first.title}, and ${others.length} more`, id: `${first.id} … ${others.at(-1)?.id}` }];
  });
}

function below({ status, failures, reason, law }: CheckOutcome): readonly string[] {
  if (status === 'FAILED') return [...failures, `The law: ${law}`];
  return reason === undefined ? [] : [reason];
}
