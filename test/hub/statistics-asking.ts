import type { Client } from './hub-client.js';

/** A year that ends with the county's last month. */
export const period = { from: '2025-11-01', to: '2026-11-01' };

/** How a statistic is asked for. */
export interface Asked {
  readonly as?: string;
  readonly purpose?: string;
  /** Further arguments. */
  readonly args?: string;
  readonly of?: typeof period;
}

/** A series, as it is told. */
export interface Told {
  readonly id: string;
  readonly total: Figure | null;
  readonly rest: number | null;
  readonly gap: { readonly code: string } | null;
  readonly rows:
    | readonly {
        readonly keys: readonly { readonly value: string | null }[];
        readonly rank: number | null;
        readonly completeness: number | null;
        readonly figure: Figure;
      }[]
    | null;
}

interface Figure {
  readonly count: number | null;
  readonly outOf: number | null;
  readonly rate: number | null;
  readonly median: number | null;
  readonly p90: number | null;
}

const figure = '{ count outOf rate median p90 suppressed }';

export function askStatistic(
  hub: Client,
  field: string,
  { as = 'deputy-chief-procurator', purpose = 'STATISTICS', args = '', of = period }: Asked = {},
) {
  return hub.ask(
    `query ($period: StatisticPeriod) { ${field}(period: $period${args}) {
      id asOf from to smallestCell definition { zh } sources { adapter status asOf }
      series { id total ${figure} rest gap { code } rows { keys { value } rank completeness figure ${figure} } } } }`,
    { as, purpose, variables: { period: of } },
  );
}

/** The series of a statistic, by id. */
export async function seriesOf(hub: Client, field: string, options: Asked = {}): Promise<(id: string) => Told> {
  const { body, text } = await askStatistic(hub, field, options);
  const statistic = body.data?.[field] as { readonly series: readonly Told[] } | undefined;
  return (id) => {
    const found = statistic?.series.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no series ${id}: ${text}`);
    return found;
  };
}

/** The number of each row. */
export const rowsOf = ({ rows }: Told): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    (rows ?? []).map(({ keys, figure: { count } }) => [keys.map(({ value }) => value).join(' '), count]),
  );
/** A number and what it is held against. */
export const rateOf = ({ total }: Told) => [total?.count, total?.outOf];
/** The same of each row, by its first key. */
export const ratesOf = ({ rows }: Told) =>
  Object.fromEntries((rows ?? []).map(({ keys: [key], figure: { count, outOf } }) => [key?.value, [count, outOf]]));
