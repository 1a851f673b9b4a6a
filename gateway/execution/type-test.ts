import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether an object that calls itself `typename` is selected by `... on condition`. */
export type TypeTest = (typename: string, condition: string) => boolean;

export function createTypeTest(schema: GraphQLSchema): TypeTest {
  return (typename, condition) => {
    if (typename === condition) return true;
    const type = schema.getType(typename);
    const wider = schema.getType(condition);
    if (!isAbstractType(wider) || !(isObjectType(type) || isInterfaceType(type))) return false;
    return schema.isSubType(wider, type);
  };
}
