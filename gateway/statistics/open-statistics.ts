import type { GraphQLSchema } from 'graphql';
import { createLabels } from '../../oversight/language/labels.js';
import { createStatisticsDesk } from '../../oversight/statistics/desk.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { countFieldsOf } from '../../schema/catalog/counting.js';
import type { RuleFacts } from '../../schema/oversight/rule.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { createStatisticsSubgraph } from '../../subgraphs/statistics/statistics-subgraph.js';
import type { AskInside } from '../ask-inside.js';
import type { AskingRequest } from '../inner-ids.js';

export interface StatisticsParts {
  readonly catalog: Catalog;
  readonly apiSchema: GraphQLSchema;
  readonly ask: AskInside;
  readonly rules: () => readonly RuleFacts[];
  readonly clock: () => Date;
  readonly innerId: (request: AskingRequest) => string;
}

/**
 * The subgraph of statistics: each is one question to the hub that it is a part of, as whoever wants to know it. So policies, small
 * cells, caps and the log are the hub's; the question's own entry begins with the request's id.
 */
export function openStatistics({ catalog, apiSchema, ask, rules, clock, innerId }: StatisticsParts): Subgraph {
  const labels = createLabels(apiSchema);
  let ruleNames: ReadonlyMap<string, string> | undefined;
  const nameOfRule = (id: string): string | null => {
    ruleNames ??= new Map(rules().map((rule) => [rule.id, rule.name.zh]));
    return ruleNames.get(id) ?? null;
  };
  const desk = createStatisticsDesk({
    clock,
    clientOf: ({ principal, requestId, signal }) => ({
      ask: (question) => ask({ ...question, principal, requestId: innerId({ requestId, signal }) }),
    }),
    labelOf: (type, constant, value) => {
      if (constant === 'RULE_ID') return nameOfRule(value);
      const name = countFieldsOf(catalog, type).find((each) => each.constant === constant)?.field.type;
      const values = name === undefined ? undefined : catalog.enums.get(name);
      return name === undefined || values === undefined ? null : labels.of({ kind: 'enum', name, values }, value);
    },
  });
  return createStatisticsSubgraph(catalog, desk);
}
