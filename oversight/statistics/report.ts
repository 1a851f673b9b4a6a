import { addDays } from '../../schema/values/plain-date.js';
import { longDate } from '../documents/dates.js';
import { body, heading, packed, plain, type TableColumn, tableOf, titled } from '../documents/form.js';
import type { StatisticDefinition } from './definition.js';
import type { StatisticNode } from './node.js';
import { earlier, type Period } from './setting.js';

/** The figures of a period, as `workReport` answers. */
export interface WorkReport {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly divisionCode: string | null;
  readonly division: { readonly label: string | null } | null;
  readonly madeAt: string | null;
  readonly statistics: readonly StatisticNode[];
}

const figure = '{ count outOf rate median p90 p95 suppressed }';

const shown = `{
      id name { zh en } definition { zh en } show asOf from to divisionCode unit smallestCell
      sources { adapter asOf status }
      series {
        id name { zh en } unit rest gap { code reason { zh en } }
        total ${figure} previousPeriod ${figure} samePeriodLastYear ${figure}
        rows { keys { name value label } rank completeness
          figure ${figure} previousPeriod ${figure} samePeriodLastYear ${figure} }
      }
    }`;

/** Asks for a work report with all that its documents hold. */
export const workReportQuery = `query WorkReport($period: StatisticPeriod!, $division: String) {
  workReport(period: $period, division: $division) {
    title from to divisionCode division { label } madeAt
    statistics ${shown}
  }
}`;

/** Views that a work report shows: of the period where there is one. */
export const reportViews: Readonly<Record<string, string>> = {
  'ST-01': 'FLOW',
  'ST-02': 'FLOW',
  'ST-04': 'FLOW',
  'ST-05': 'AS_OF',
  'ST-06': 'FLOW',
  'ST-09': 'CORRECTIONS',
  'ST-23': 'MANAGED',
};

export const reportTitle = '法律监督工作报告';

/** Day that the stocks of a report are of: the last of its period, or today where that is to come. */
export const reportDay = ({ to }: Period, today: string): string => earlier(addDays(to, -1), today);

/** Asks for one statistic as a report shows it: a county's report takes longer than one request may. */
export function reportedQuery({ id, field }: StatisticDefinition): string {
  const view = reportViews[id];
  const named = id === 'ST-09' ? 'of' : 'show';
  const show = view === undefined ? '' : `, ${named}: ${view}`;
  return `query Reported($period: StatisticPeriod!, $division: String, $asOf: Date) {
  ${field}(period: $period, division: $division, asOf: $asOf, compare: [PREVIOUS_PERIOD, SAME_PERIOD_LAST_YEAR]${show}) ${shown}
}`;
}

type Series = StatisticNode['series'][number];
type Figure = Series['total'];

interface Line {
  readonly name: string;
  readonly now: string;
  readonly rate: string;
  readonly previous: string;
  readonly lastYear: string;
}

const columns: readonly TableColumn<Line>[] = [
  { title: '指标', width: 36, of: (line) => line.name },
  { title: '本期', width: 20, of: (line) => line.now },
  { title: '比率', width: 14, of: (line) => line.rate },
  { title: '上期', width: 15, of: (line) => line.previous },
  { title: '上年同期', width: 15, of: (line) => line.lastYear },
];

/** The report as a document: each statistic with its id, what it means, as of when and out of what, and its figures. */
export function reportDocx(report: WorkReport): Promise<Uint8Array> {
  const { title, from, to, divisionCode, division, madeAt, statistics } = report;
  const place = division?.label ?? divisionCode ?? '本单位辖区';
  return packed(place, `${title} ${from}`, [
    titled(title),
    plain(`${place} ${longDate(from)}至${longDate(addDays(to, -1))}`, { after: 280 }),
    ...statistics.flatMap((statistic) => [
      heading(`${statistic.id} ${statistic.name.zh}`),
      body(`口径:${statistic.definition.zh}`),
      body(footing(statistic)),
      tableOf(columns, statistic.series.flatMap(linesOf)),
    ]),
    plain(`生成时间:${madeAt ?? ''}`, { isRight: true, before: 560 }),
  ]);
}

function footing({ asOf, from, to, smallestCell, sources }: StatisticNode): string {
  const read = sources.map(({ adapter, asOf: at, status }) => `${adapter}(${at ?? '时间不详'},${status})`).join('、');
  const least = smallestCell === null || smallestCell === 0 ? '' : `小于${smallestCell}的数不予公布。`;
  return `统计日${asOf},期间${from}至${to}(不含);来源:${read === '' ? '无' : read}。${least}`;
}

function linesOf({ name, total, previousPeriod, samePeriodLastYear, rows, rest, gap }: Series): readonly Line[] {
  if (gap !== null && total === null)
    return [{ name: name.zh, now: `无数据:${gap.reason.zh}`, rate: '', previous: '', lastYear: '' }];
  return [
    lineOf(name.zh, total, previousPeriod, samePeriodLastYear),
    ...(rows ?? []).map(({ keys, rank, ...row }) => {
      const key = keys.map(({ value, label }) => label ?? value ?? '(未登记)').join(' / ');
      const place = rank === null ? '' : `第${rank} `;
      return lineOf(`  ${place}${key}`, row.figure, row.previousPeriod, row.samePeriodLastYear);
    }),
    ...(rest === null || rest === 0 ? [] : [lineOf('  其他(过小,不单列)', { ...untold, count: rest }, null, null)]),
  ];
}

const untold: NonNullable<Figure> = {
  ...{ count: null, outOf: null, rate: null, suppressed: false },
  ...{ median: null, p90: null, p95: null },
};

function lineOf(name: string, now: Figure, previous: Figure, lastYear: Figure): Line {
  return { name, now: told(now), rate: share(now), previous: told(previous), lastYear: told(lastYear) };
}

function told(value: Figure): string {
  if (value === null) return '';
  if (value.count === null) return value.suppressed ? '不予公布' : '无数据';
  const length = value.median === null ? '' : `,中位${value.median}日、九成${value.p90 ?? '—'}日内`;
  return `${value.count}${value.outOf === null ? '' : ` / ${value.outOf}`}${length}`;
}

function share(value: Figure): string {
  return value === null || value.rate === null ? '' : `${Math.round(value.rate * 10_000) / 100}%`;
}
