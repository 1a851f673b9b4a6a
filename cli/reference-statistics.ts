import { statistics } from '../oversight/statistics/catalogue/statistics.js';
import type { Amount, Figure, SeriesDefinition, StatisticDefinition } from '../oversight/statistics/definition.js';
import { page, table } from './reference-page.js';

/** The page of statistics: what each means, what it counts, and what no source can tell. */
export function statisticsPage(): string {
  return page(
    'Statistics',
    'Root fields of the graph (domain 7), reckoned under the asking account’s own policies for purpose `STATISTICS`: ' +
      '[how to ask](../guides/statistics.md). `$from`, `$to`, `$asOf` … are the days of the question. Bands hold their lower edge and not their upper.',
    statistics.flatMap(statisticLines),
  );
}

function statisticLines({ id, field, name, definition, unit, series }: StatisticDefinition): readonly string[] {
  return [
    `## ${id} \`${field}\``,
    '',
    `${name.en} · ${name.zh}. Unit: \`${unit}\`.`,
    '',
    definition.en,
    '',
    definition.zh,
    '',
    ...table(
      ['series', 'of', 'views', 'reckoned'],
      series.map((each) => [
        `\`${each.id}\` ${each.name.en} · ${each.name.zh}`,
        times[each.time],
        each.show?.map((view) => `\`${view}\``).join(' ') ?? '',
        reckoned(each),
      ]),
    ),
    '',
  ];
}

const times: Readonly<Record<SeriesDefinition['time'], string>> = {
  STOCK: 'today',
  TERM: 'a day',
  FLOW: 'a period',
  ALWAYS: 'all on record',
};

function reckoned({ is, rows }: SeriesDefinition): string {
  if (is === 'FRESH_SOURCES') return 'sources that answered fresh ÷ sources that were asked';
  if ('code' in is) return `none: ${is.reason.en}`;
  const cases = rows?.kind === 'CASES' ? `; lines: ${rows.cases.map(({ value }) => `\`${value}\``).join(' ')}` : '';
  const ranked = rows?.kind === 'RANKED' && rows.least > 0 ? `; ranked from ${rows.least} records` : '';
  return `${figureText(is)}${cases}${ranked}`;
}

function figureText({ count, outOf }: Figure): string {
  return outOf === undefined ? amountText(count) : `${amountText(count)} ÷ ${amountText(outOf)}`;
}

function amountText(amount: Amount): string {
  const { of, where = {}, by = [], bands = [], sums = [], span, take, pick } = amount;
  const what = take === 'SUM' ? `sum of ${sums.join(' + ')} of ` : '';
  const groups = [
    ...by,
    ...bands.map((each) => `${each.of} ${'from' in each ? each.from.join('/') : `aged ${each.ages.join('/')}`}`),
  ];
  const length = span === undefined ? '' : `, ${span.from} to ${span.to ?? span.until ?? ''}`;
  const picked = pick === undefined ? '' : ` (${pick.map((each) => each ?? 'none').join(', ')})`;
  const conditions = Object.keys(where).length === 0 ? '' : ` where \`${JSON.stringify(where)}\``;
  return `${what}\`${of}\`${conditions}${groups.length === 0 ? '' : ` by ${groups.join(', ')}`}${picked}${length}`;
}
