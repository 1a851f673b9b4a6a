import { type GraphQLSchema, isEnumType } from 'graphql';
import { lookupCode } from '../../schema/codes/lookup.js';
import type { Words } from '../../schema/oversight/rule.js';
import { longDate, longTime, minuteOf } from '../documents/dates.js';
import type { FactType } from './fact-type.js';

/** Words for what values mean: those of the schema's lists, of code lists, days and times. */
export interface Labels {
  /** Chinese; null where the type is no list of the schema, or the value not in it. */
  of(type: FactType, value: string): string | null;
  /** The text of a value, or of a list's values joined by 、, as sentences say it. */
  said(type: FactType, text: string): Words;
}

/** Reads the words out of the schema's descriptions, which are English and end in Chinese: `Detention. 拘留`. */
export function createLabels(schema: GraphQLSchema): Labels {
  const known = new Map<string, ReadonlyMap<string, Words>>();
  const wordsOf = (name: string): ReadonlyMap<string, Words> => {
    const made = known.get(name);
    if (made !== undefined) return made;
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues() : [];
    const words = new Map(
      values.flatMap(({ name: value, description }) => {
        const both = inBoth(description ?? '');
        return both.zh === '' ? [] : [[value, both] as const];
      }),
    );
    known.set(name, words);
    return words;
  };

  function one(type: FactType, value: string): Words {
    const plain = { zh: value, en: value };
    switch (type.kind) {
      case 'enum':
        return wordsOf(type.name).get(value) ?? plain;
      case 'code': {
        const item = lookupCode(type.system, value);
        return item === null ? plain : { zh: item.label, en: item.labelEn ?? value };
      }
      case 'bool':
        return value === 'true' ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
      case 'date':
        return { zh: longDate(value), en: value };
      case 'instant':
        return inChina(value);
      default:
        return plain;
    }
  }

  return {
    of: (type, value) => (type.kind === 'enum' ? (wordsOf(type.name).get(value)?.zh ?? null) : null),
    said(type, text) {
      // Words of the source's own may hold what joins a list.
      if (type.kind !== 'list' || type.of.kind === 'text' || text === '') return one(type, text);
      const each = text.split('、').map((part) => one(type.of, part));
      return { zh: each.map(({ zh }) => zh).join('、'), en: each.map(({ en }) => en).join(', ') };
    },
  };
}

function inChina(instant: string): Words {
  const at = minuteOf(instant);
  return { zh: longTime(instant), en: at === null ? instant : `${at.day} ${at.time}` };
}

function inBoth(description: string): Words {
  const at = description.lastIndexOf('. ');
  return { zh: description.slice(at + 1).trim(), en: description.slice(0, Math.max(0, at)).trim() };
}
