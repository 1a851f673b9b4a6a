import type { Principal } from '../principal.js';

/** Who wants to know a statistic, and until when. */
export interface StatisticsAsker {
  readonly principal: Principal;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/**
 * Reckons statistics (domain 7), a root field of statistics.graphql each, with its arguments as the graph gives them, by asking the
 * hub as the asker. Rejects with `BAD_USER_INPUT`, and with what the hub refuses the asker with.
 */
export interface StatisticsDesk {
  readonly fields: readonly string[];
  answer(
    field: string,
    args: Readonly<Record<string, unknown>>,
    asker: StatisticsAsker,
  ): Promise<Readonly<Record<string, unknown>>>;
}
