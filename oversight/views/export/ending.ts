import type { ErrorCode } from '../../../schema/errors.js';
import type { Purpose } from '../../../schema/purpose.js';
import type { Absence } from '../../language/facts.js';
import { marks } from '../cell.js';
import type { ViewFacts } from '../view-book.js';
import type { WalkedSource } from '../walk.js';

/** Who takes an export, for what, and when: it stands in the file. */
export interface ExportOccasion {
  readonly requestId: string;
  readonly account: string;
  readonly agency: string;
  readonly purpose: Purpose | null;
  readonly matter: string | null;
  /** ISO 8601 instant. */
  readonly at: string;
}

/**
 * `WHOLE`: every record, every source; `PARTIAL`: every record that could be read, and a source or a part of one was missing, or of some
 * it could not be told whether they belong; `BROKEN_OFF`: the walk ended before the list did; `CALLER_GONE`: whoever asked hung up.
 */
export type ExportState = 'WHOLE' | 'PARTIAL' | 'BROKEN_OFF' | 'CALLER_GONE';

export interface ExportEnding {
  readonly state: ExportState;
  /** Why it was broken off. */
  readonly code: ErrorCode | null;
  readonly rows: number;
  readonly pages: number;
  /** Records of which it could not be told whether they belong in the view. */
  readonly undecided: number;
  /** Cells that are marked, by why. */
  readonly absent: Readonly<Partial<Record<Absence, number>>>;
  readonly sources: ReadonlyMap<string, WalkedSource>;
}

const states: Readonly<Record<ExportState, string>> = {
  WHOLE: '完整 WHOLE',
  PARTIAL: '不完整(部分数据缺失或无法判断) PARTIAL',
  BROKEN_OFF: '不完整(导出中断) BROKEN_OFF',
  CALLER_GONE: '不完整(接收方断开) CALLER_GONE',
};

const sourceStates = { OK: '正常', STALE: '过期', UNAVAILABLE: '缺失' } as const;

/** What is told at the end of an export, name and value a line; values of people's choosing (variables) are not repeated. */
export function endingLines(
  view: ViewFacts,
  occasion: ExportOccasion,
  ending: ExportEnding,
): readonly (readonly [string, string])[] {
  const { state, code, rows, undecided, absent, sources } = ending;
  return [
    ['视图 View', `${view.name.zh} ${view.id} ${view.version}`],
    ['完整性 Completeness', code === null ? states[state] : `${states[state]} ${code}`],
    ['行数 Rows', String(rows)],
    ...(undecided > 0 ? [['无法判断 Undecided', `${undecided}`] as const] : []),
    ...Object.entries(absent).map(([why, cells]) => [`${marks[why as Absence]} Cells`, String(cells)] as const),
    ...[...sources]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([adapter, source]) =>
          ['数据源 Source', `${adapter} ${sourceStates[source.status]} ${source.asOf ?? '—'}`] as const,
      ),
    ['导出人 By', `${occasion.account} ${occasion.agency}`],
    ['目的 Purpose', [occasion.purpose ?? '—', occasion.matter ?? ''].join(' ').trim()],
    ['时间 At', occasion.at],
    ['请求 Request', occasion.requestId],
  ];
}
