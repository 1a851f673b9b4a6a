import type { OversightAnswer, OversightClient } from '../../schema/oversight/desk.js';
import type { Asking } from './asking.js';
import type { Figure, Gap, SeriesDefinition, StatisticDefinition } from './definition.js';
import { noSource } from './definition.js';
import { type FigureTold, figureOf } from './figure.js';
import { createPaper, questionOf, rootOf } from './question.js';
import { type RowsPlan, readRows, rowsPlanOf, type ToldRow } from './rows.js';
import { type Comparison, type Setting, shifted } from './setting.js';
import { rounded, type Told, toldOf } from './told.js';

/** A statistic as it is answered: numbers that may be told, of when and out of what. */
export interface StatisticAnswer {
  readonly definition: StatisticDefinition;
  readonly show: string | null;
  readonly setting: Setting;
  readonly smallest: number | null;
  readonly sources: OversightAnswer['sources'];
  readonly series: readonly SeriesAnswer[];
}

export interface SeriesAnswer {
  readonly definition: SeriesDefinition;
  readonly total: FigureTold | null;
  readonly previousPeriod: FigureTold | null;
  readonly samePeriodLastYear: FigureTold | null;
  readonly rows: readonly ToldRow[] | null;
  readonly rest: number | null;
  readonly gap: Gap | null;
}

/** A figure of a setting, with the places of its answers. */
interface Plan {
  readonly setting: Setting;
  readonly figure: Figure;
  readonly count: string;
  readonly outOf: string | null;
  readonly rows: RowsPlan | null;
}

interface SeriesPlan {
  readonly series: SeriesDefinition;
  readonly now: Plan | null;
  readonly before: ReadonlyMap<Comparison, Plan>;
  readonly gap: Gap | null;
}

const notKept = noSource(
  '登记系统只保留现在的状态,不保留统计日当时的状态;请用 TERM(期限覆盖)口径',
  'The register keeps the status of today and not that of the day asked for; ask for the view TERM',
);

/** Reckons a statistic by one question to the hub, which the client asks as whoever wants to know. */
export async function evaluate(
  definition: StatisticDefinition,
  asking: Asking,
  client: OversightClient,
  signal: AbortSignal,
): Promise<StatisticAnswer> {
  const paper = createPaper();
  const plans = definition.series
    .filter(({ show }) => show === undefined || (asking.show !== null && show.includes(asking.show)))
    .map((series) => planOf(series, asking, paper.ask));
  const answer = paper.isEmpty ? null : await client.ask({ ...paper.paper(nameOf(definition)), signal });
  const read = readingOf(answer);
  const series = plans.map((plan) => seriesOf(plan, asking, read, answer));
  return {
    ...{ definition, series },
    show: asking.show,
    setting: asking.setting,
    smallest: read.smallest(),
    sources: answer?.sources ?? [],
  };
}

const nameOf = ({ id, field }: StatisticDefinition): string => `${id.replace('-', '')}_${field}`;

function planOf(series: SeriesDefinition, { setting, compare }: Asking, ask: Ask): SeriesPlan {
  const none = { series, now: null, before: new Map<Comparison, Plan>() };
  const { is, rows, time } = series;
  if (is === 'FRESH_SOURCES') return { ...none, gap: null };
  if ('code' in is) return { ...none, gap: is };
  if (time === 'STOCK' && setting.asOf !== setting.today) return { ...none, gap: notKept };
  const planIn = (of: Setting): Plan => ({
    ...{ setting: of, figure: is },
    count: ask(questionOf(is.count, of)),
    outOf: is.outOf === undefined ? null : ask(questionOf(is.outOf, of)),
    rows: rows === undefined ? null : rowsPlanOf(is, rows, of, (amount) => ask(questionOf(amount, of))),
  });
  const isComparable = time === 'FLOW' || time === 'TERM';
  const before = isComparable ? compare.map((each) => [each, planIn(shifted(setting, each))] as const) : [];
  return { series, now: planIn(setting), before: new Map(before), gap: null };
}

type Ask = ReturnType<typeof createPaper>['ask'];

interface CellTold {
  readonly total: number | null;
  readonly smallestCell: number | null;
}

interface Reading {
  told(amount: Figure['count'], alias: string, setting: Setting): Told;
  smallest(): number | null;
}

function readingOf(answer: OversightAnswer | null): Reading {
  let smallest: number | null = null;
  const isSilent = (root: string) =>
    (answer?.sources ?? []).some(
      ({ status, fields, adapter }) =>
        status === 'UNAVAILABLE' && (fields.includes(`Query.${root}`) || adapter.startsWith('subgraph:')),
    );
  return {
    told: (amount, alias, setting) => {
      const found = (answer?.data?.[alias] ?? null) as Partial<CellTold> | null;
      const refused = answer?.errors.find(({ path: [first] }) => first === alias)?.code ?? null;
      const silent = (found?.total ?? null) === null && isSilent(rootOf(amount.of));
      // What is unavailable although every source answered, none of them holds.
      const isHeld = refused !== 'SOURCE_UNAVAILABLE' || silent;
      const told = toldOf(amount, found, silent ? 'SOURCE_UNAVAILABLE' : isHeld ? refused : 'NOT_HELD', setting);
      const cell = found?.smallestCell ?? null;
      if (cell !== null) smallest = Math.max(smallest ?? 0, cell);
      return told;
    },
    smallest: () => smallest,
  };
}

function seriesOf(
  { series, now, before, gap }: SeriesPlan,
  asking: Asking,
  read: Reading,
  answer: OversightAnswer | null,
): SeriesAnswer {
  const none = { definition: series, previousPeriod: null, samePeriodLastYear: null, rows: null, rest: null };
  if (series.is === 'FRESH_SOURCES') return { ...none, ...freshness(answer) };
  if (now === null) return { ...none, total: null, gap };
  const [figure, ...earlier] = [now, before.get('PREVIOUS_PERIOD'), before.get('SAME_PERIOD_LAST_YEAR')].map((plan) =>
    plan === undefined ? null : figureIn(plan, read),
  );
  const isThere = figure?.gap === null;
  const rows = now.rows === null ? null : readRows(now.rows, now.setting, asking, read.told);
  const old = (comparison: Comparison) => {
    const plan = before.get(comparison);
    return plan?.rows ? readRows(plan.rows, plan.setting, asking, read.told) : null;
  };
  return {
    definition: series,
    total: figure?.figure ?? null,
    previousPeriod: earlier[0]?.figure ?? null,
    samePeriodLastYear: earlier[1]?.figure ?? null,
    rows: isThere ? (rows?.with(old('PREVIOUS_PERIOD'), old('SAME_PERIOD_LAST_YEAR')) ?? null) : null,
    rest: isThere ? (rows?.rest ?? null) : null,
    gap: gapIn(figure?.gap ?? rows?.gap ?? null, series),
  };
}

const gapIn = (gap: Gap | null, { unheld }: SeriesDefinition): Gap | null =>
  gap?.code === 'NOT_HELD' && unheld !== undefined ? { code: gap.code, reason: unheld } : gap;

function figureIn({ figure, setting, count, outOf }: Plan, read: Reading) {
  const own = read.told(figure.count, count, setting);
  const base = outOf === null || figure.outOf === undefined ? null : read.told(figure.outOf, outOf, setting);
  const gap = own.gap ?? base?.gap ?? null;
  // What is too small says so in the figure; what could not be counted is no figure.
  return { figure: gap === null || gap.code === 'SUPPRESSED' ? figureOf(figure, own, base) : null, gap };
}

// Timeliness: of the sources that were asked, how many answered with data as fresh as agreed.
function freshness(answer: OversightAnswer | null): Pick<SeriesAnswer, 'total' | 'gap'> {
  const sources = answer?.sources ?? [];
  const fresh = sources.filter(({ status }) => status === 'OK').length;
  if (sources.length === 0)
    return { total: null, gap: noSource('没有可以统计的来源', 'No source was asked that this account may count') };
  const rate = rounded(fresh / sources.length);
  return { total: { count: fresh, outOf: sources.length, rate, length: null, suppressed: false }, gap: null };
}
