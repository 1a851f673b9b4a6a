import { type GraphQLField, isInputObjectType } from 'graphql';
import type { FilterOp } from '../../schema/condition.js';

/** GraphQL type, as text, of what a field of a list's records is compared with in its filter; null where it cannot be. */
export function operandType(list: GraphQLField<unknown, unknown>, field: string, op: FilterOp): string | null {
  const filter = list.args.find(({ name }) => name === 'filter')?.type;
  const test = isInputObjectType(filter) ? filter.getFields()[field]?.type : undefined;
  const operand = isInputObjectType(test) ? test.getFields()[op]?.type : undefined;
  return operand === undefined ? null : String(operand);
}
