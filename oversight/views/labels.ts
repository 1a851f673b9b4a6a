import { type GraphQLSchema, isEnumType } from 'graphql';
import type { FactType } from '../language/fact-type.js';

/** Chinese words for the values of the schema's lists. */
export interface Labels {
  /** Null where the type is no list of the schema, or the value not in it. */
  of(type: FactType, value: string): string | null;
}

/** Reads the words out of the schema's descriptions, which end in Chinese: `Detention. 拘留`. */
export function createLabels(schema: GraphQLSchema): Labels {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const wordsOf = (name: string): ReadonlyMap<string, string> => {
    const made = known.get(name);
    if (made !== undefined) return made;
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues() : [];
    const words = new Map(
      values.flatMap(({ name: value, description }) => {
        const chinese = lastSentence(description ?? '');
        return chinese === '' ? [] : [[value, chinese] as const];
      }),
    );
    known.set(name, words);
    return words;
  };
  return { of: (type, value) => (type.kind === 'enum' ? (wordsOf(type.name).get(value) ?? null) : null) };
}

function lastSentence(description: string): string {
  return description.slice(description.lastIndexOf('. ') + 1).trim();
}
