import { PlumblineError } from '../../schema/errors.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import type { StatisticsAsker, StatisticsDesk } from '../../schema/oversight/statistics-desk.js';
import { readDateTime } from '../../schema/values/date.js';
import { dayOf } from '../../schema/values/day.js';
import type { Asking } from './asking.js';
import { statistics } from './catalogue/statistics.js';
import type { StatisticDefinition } from './definition.js';
import { evaluate } from './evaluate.js';
import { type StatisticNode, statisticNode } from './node.js';
import { reportDay, reportTitle, reportViews } from './report.js';
import { type AskedSetting, type Comparison, type Period, settingOf } from './setting.js';

export interface StatisticsDeskParts {
  readonly clock: () => Date;
  /** The hub as the asker asks it. */
  clientOf(asker: StatisticsAsker): OversightClient;
  readonly labelOf: Asking['labelOf'];
}

/** The field of statistics.graphql that answers with the figures of a period together. */
const reportField = 'workReport';

/** Statistics of a report that are reckoned at once. */
const atOnce = 4;

/** Answers the statistics of the catalogue. */
export function createStatisticsDesk({ clock, clientOf, labelOf }: StatisticsDeskParts): StatisticsDesk {
  const byField = new Map(statistics.map((each) => [each.field, each]));

  async function statistic(
    definition: StatisticDefinition,
    args: StatisticArguments,
    asker: StatisticsAsker,
  ): Promise<StatisticNode> {
    const { compare } = args;
    const setting = settingOf(args, dayOf(clock()), asker.principal.division);
    const show = args.show ?? args.of ?? null;
    const asking = { setting, show, compare: [...new Set(compare ?? [])], labelOf };
    return statisticNode(await evaluate(definition, asking, clientOf(asker), asker.signal));
  }

  async function report(args: ReportArguments, asker: StatisticsAsker) {
    const today = dayOf(clock());
    const { period, division } = settingOf(args, today, asker.principal.division);
    const compare = ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR'] as const;
    const asked = { ...args, compare, asOf: reportDay(period, today) };
    const made: StatisticNode[] = [];
    for (let at = 0; at < statistics.length; at += atOnce) {
      const some = statistics.slice(at, at + atOnce);
      made.push(
        ...(await Promise.all(
          some.map((each) => statistic(each, { ...asked, show: reportViews[each.id] ?? null }, asker)),
        )),
      );
    }
    const madeAt = readDateTime(clock().toISOString()).value;
    return { ...period, madeAt, title: reportTitle, divisionCode: division, statistics: made };
  }

  return {
    fields: [...byField.keys(), reportField],
    answer: async (field, args, asker) => {
      if (field === reportField) return report(args as unknown as ReportArguments, asker);
      const definition = byField.get(field);
      if (definition === undefined) throw new PlumblineError('BAD_USER_INPUT', `there is no statistic ${field}`);
      return statistic(definition, args as StatisticArguments, asker);
    },
  };
}

interface StatisticArguments extends AskedSetting {
  readonly show?: string | null;
  readonly of?: string | null;
  readonly compare?: readonly Comparison[] | null;
}

interface ReportArguments {
  readonly period: Period;
  readonly division?: string | null;
}
