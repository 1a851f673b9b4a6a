import { readDateTime } from '../../schema/values/date.js';
import type { SeriesAnswer, StatisticAnswer } from './evaluate.js';
import type { FigureTold } from './figure.js';
import type { ToldRow } from './rows.js';

/** A statistic as the graph shows it (statistics.graphql, `Statistic`). */
export function statisticNode({ definition, show, setting, smallest, sources, series }: StatisticAnswer) {
  const { id, name, definition: words, unit } = definition;
  return {
    ...{ id, name, show, unit },
    definition: words,
    asOf: setting.asOf,
    from: setting.period.from,
    to: setting.period.to,
    divisionCode: setting.division,
    smallestCell: smallest,
    sources: sources.map(({ adapter, status, asOf }) => ({ adapter, status, asOf: instant(asOf) })),
    series: series.map((each) => seriesNode(each, unit)),
  };
}

export type StatisticNode = ReturnType<typeof statisticNode>;

function seriesNode(
  { definition, total, previousPeriod, samePeriodLastYear, rows, rest, gap }: SeriesAnswer,
  unit: StatisticAnswer['definition']['unit'],
) {
  return {
    id: definition.id,
    name: definition.name,
    unit: definition.unit ?? unit,
    total: figureNode(total),
    previousPeriod: figureNode(previousPeriod),
    samePeriodLastYear: figureNode(samePeriodLastYear),
    rows: rows?.map(rowNode) ?? null,
    ...{ rest, gap },
  };
}

function rowNode({ keys, figure, previousPeriod, samePeriodLastYear, rank, completeness }: ToldRow) {
  return {
    ...{ keys, rank, completeness },
    figure: figureNode(figure),
    previousPeriod: figureNode(previousPeriod),
    samePeriodLastYear: figureNode(samePeriodLastYear),
  };
}

function figureNode(figure: FigureTold | null) {
  if (figure === null) return null;
  const { length, ...told } = figure;
  return { ...told, median: length?.median ?? null, p90: length?.p90 ?? null, p95: length?.p95 ?? null };
}

function instant(iso: string | null): string | null {
  return iso === null ? null : readDateTime(iso).value;
}
