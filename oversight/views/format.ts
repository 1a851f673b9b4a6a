import { z } from 'zod';
import { purposes } from '../../schema/purpose.js';

// What a view's file may say, before it is held against the schema.

const word = z.string().min(1);
const words = z.strictObject({ zh: word, en: word });
const expression = z.union([word, z.number(), z.boolean()]).transform(String).meta({ description: 'a CEL expression' });
const nameRule = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'names read like lastCheckIn');

const column = z.strictObject({
  zh: word,
  en: word,
  /** Absent where the view shows events: each kind of event says what it has to show. */
  value: expression.nullable().default(null),
  /** Width in a sheet, characters. */
  width: z.number().min(2).max(120).default(16),
});

const event = z.strictObject({
  zh: word,
  en: word,
  /** A list over `row`. */
  each: expression,
  /** The day or instant of one: `event` is it. Those without one come last. */
  at: expression,
  /** What columns show of one. */
  cells: z.record(nameRule, expression).default({}),
});

export const viewFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'ids read like fines-without-enforcement'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version, like 1.0.0'),
  name: words,
  about: words,
  purposes: z.array(z.enum(purposes)).min(1),
  roles: z.array(word).min(1),
  scan: z.union([
    z.strictObject({ list: word, page: z.number().int().min(1).max(500).default(200) }),
    z.strictObject({ one: word }),
  ]),
  variables: z.record(nameRule, z.strictObject({ zh: word, en: word, default: expression.optional() })).default({}),
  let: z.record(nameRule, expression).default({}),
  /** Records that the view is about; those of which it cannot be told are counted, and not shown. */
  where: expression.nullable().default(null),
  columns: z.record(nameRule, column),
  events: z.record(nameRule, event).nullable().default(null),
});
export type ViewFile = z.infer<typeof viewFile>;
