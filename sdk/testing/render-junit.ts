import type { CheckOutcome, Report } from './report.js';

/** The report as JUnit XML: a suite an entity, a case a check, so that a build server shows it as tests. */
export function renderJUnit(report: Report): string {
  const { adapter, checks, figures, started } = report;
  const suites = [null, ...report.entities].flatMap((place) => {
    const own = checks.filter(({ entity }) => entity === place);
    return own.length === 0 ? [] : [suiteOf(`${adapter}${place === null ? '' : `.${place}`}`, own, started)];
  });
  const total = `tests="${checks.length}" failures="${figures.failed}" errors="0" skipped="${figures.skipped}" time="${seconds(checks)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(adapter)}" ${total}>\n${suites.join('')}</testsuites>\n`;
}

function suiteOf(name: string, checks: readonly CheckOutcome[], timestamp: string): string {
  const of = (status: CheckOutcome['status']) => checks.filter((check) => check.status === status).length;
  const counts = `tests="${checks.length}" failures="${of('FAILED')}" errors="0" skipped="${of('SKIPPED')}"`;
  const head = `  <testsuite name="${escaped(name)}" ${counts} time="${seconds(checks)}" timestamp="${escaped(timestamp.slice(0, 19))}">\n`;
  return `${head}${checks.map((check) => caseOf(name, check)).join('')}  </testsuite>\n`;
}

function caseOf(suite: string, check: CheckOutcome): string {
  const { id, title, law, status, failures, reason = '' } = check;
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(`${id}: ${title}`)}" time="${seconds([check])}"`;
  if (status === 'PASSED') return `${head}/>\n`;
  const inner =
    status === 'SKIPPED'
      ? `<skipped message="${escaped(reason)}"/>`
      : `<failure type="${escaped(id)}" message="${escaped(failures[0] ?? '')}">${escaped([...failures, law].join('\n'))}</failure>`;
  return `${head}>${inner}</testcase>\n`;
}

const seconds = (checks: readonly CheckOutcome[]): string =>
  (checks.reduce((sum, { ms }) => sum + ms, 0) / 1_000).toFixed(3);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

// What XML 1.0 cannot hold is left out.
const escaped = (text: string): string =>
  text.replace(/(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').replace(/[&<>"\n]/g, (sign) => entities[sign] ?? sign);
