import type { Evidence, FindingRecord } from '../../schema/oversight/finding.js';
import { longTime } from './dates.js';

/** A line of the annex: what was seen, where and as of when. */
export interface AnnexRow {
  readonly finding: string;
  readonly label: string;
  readonly value: string;
  readonly source: string;
  readonly asOf: string;
}

/** Chinese words of a value that is a code, a day or a time; null where its rule is not there to tell. */
export type ValueWords = (finding: FindingRecord, evidence: Evidence) => string | null;

/** The evidence of findings as paper shows it. What is sensitive stays in the hub, behind its policies: paper has none. */
export function annexOf(findings: readonly FindingRecord[], words: ValueWords): readonly AnnexRow[] {
  return findings.flatMap((finding) =>
    finding.evidence
      .filter(({ isSensitive }) => !isSensitive)
      .map((evidence) => {
        const { label, value, unit, coordinate, adapter, recordId, asOf } = evidence;
        return {
          finding: finding.title.zh,
          label: label.zh,
          value: value === null ? '(无)' : `${words(finding, evidence) ?? value}${unitWords(unit)}`,
          source: adapter === null ? '(推算)' : [adapter, coordinate, recordId].filter(Boolean).join(' · '),
          asOf: asOf === null ? '' : longTime(asOf),
        };
      }),
  );
}

function unitWords(unit: string | null): string {
  return unit === null ? '' : (units[unit] ?? ` ${unit}`);
}

/** Units that rules state. */
const units: Readonly<Record<string, string>> = {
  ...{ h: '小时', min: '分钟', d: '日', day: '日', 'working day': '个工作日', month: '个月', year: '年' },
  ...{ yuan: '元', m: '米', mu: '亩', '%': '%' },
};
