import { z } from 'zod';
import { pageSize } from '../../schema/catalog/expand.js';
import { documentKinds, ruleSets, severities } from '../../schema/oversight/rule.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import { businessLines } from '../../schema/warrant.js';

// What a rule's files may say, before they are held against the schema.

const word = z.string().min(1);
const words = z.strictObject({ zh: word, en: word });
const expression = z.union([word, z.number(), z.boolean()]).transform(String).meta({ description: 'a CEL expression' });
const name = /^[a-z][A-Za-z0-9]*$/;
const nameRule = z.string().regex(name, 'names read like claimedHours');
const day = z.string().refine(isIsoDate, 'must be a day, YYYY-MM-DD');

export const parameterKinds = ['int', 'number', 'money', 'date', 'text', 'list'] as const;

const value = z.union([z.number(), z.string(), z.array(z.union([z.string(), z.number()]))]);

const parameter = z.strictObject({
  title: words,
  type: z.enum(parameterKinds),
  unit: word.nullable().default(null),
  basis: word.nullable().default(null),
  values: z
    .array(
      z.strictObject({
        value,
        division: z
          .string()
          .regex(/^\d{2,12}$/, 'must be digits of GB/T 2260, quoted')
          .nullable()
          .default(null),
        from: day.nullable().default(null),
        until: day.nullable().default(null),
      }),
    )
    .min(1),
});
export type ParameterFile = z.infer<typeof parameter>;

const evidence = z.strictObject({
  zh: word,
  en: word,
  unit: word.nullable().default(null),
  value: expression,
});

const group = z.strictObject({
  by: expression,
  where: expression.default('true'),
  keep: z.record(nameRule, expression),
  most: z.number().int().min(1).max(1_000_000).default(20_000),
});

const restsOnLaw = 'a finding rests on a law: name it and its article';

export const ruleFile = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,4}-\d{2,3}$/, 'ids read like CC-05'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version, like 1.0.0'),
  set: z.enum(ruleSets),
  name: words,
  severity: z.enum(severities),
  line: z.enum(businessLines),
  basis: z.array(z.strictObject({ law: word, article: word }), restsOnLaw).min(1, restsOnLaw),
  document: z.enum(documentKinds),
  about: word,
  parameters: z.record(nameRule, parameter).default({}),
  scan: z.strictObject({
    list: word,
    page: z.number().int().min(1).max(pageSize.most).default(200),
    /** Path from the row through a nested list to a field of its records → field of the row that has the same value. */
    pairs: z.record(word, nameRule).default({}),
    /** Paths from the row to relations, and to values of people: what changes there is found by walks of the whole list. */
    nightly: z.array(word).default([]),
  }),
  variables: z.record(word, expression).default({}),
  group: group.nullable().default(null),
  let: z.record(nameRule, expression).default({}),
  unless: z
    .record(
      z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'guards read like HOME_STUDY'),
      z.strictObject({ when: expression, zh: word, en: word }),
    )
    .default({}),
  when: expression,
  severityWhen: z.partialRecord(z.enum(severities), expression).default({}),
  record: z.strictObject({ type: word, key: expression }),
  person: expression.nullable().default(null),
  files: z.array(expression).default([]),
  agency: expression.nullable().default(null),
  division: expression.nullable().default(null),
  sealed: expression.default('false'),
  fingerprint: z.array(expression).min(1),
  evidence: z.record(nameRule, evidence),
  text: words,
  freshness: z
    .strictObject({ days: z.number().int().min(1) })
    .nullable()
    .default(null),
});
export type RuleFile = z.infer<typeof ruleFile>;

const raw = z.record(z.string(), z.unknown());

const ruleCase = z.strictObject({
  name: word,
  like: word.nullable().default(null),
  /** Of a rule over single records. */
  row: raw.nullable().default(null),
  /** Of a grouping rule; `times` repeats one, with `{n}` in its texts counted up from 1. */
  rows: z
    .array(z.strictObject({ row: raw, times: z.number().int().min(1).max(100_000).default(1) }))
    .nullable()
    .default(null),
  without: z.array(word).default([]),
  today: day.nullable().default(null),
  expect: z
    .string()
    .regex(
      /^(HIT|CLEAR|INDETERMINATE|GUARDED:[A-Z][A-Z0-9_]*)$/,
      'must be HIT, CLEAR, GUARDED:<guard> or INDETERMINATE',
    ),
  evidence: z.record(word, z.string().nullable()).default({}),
  severity: z.enum(severities).nullable().default(null),
  /** Whose work the finding is about, and whom a document goes to. */
  agency: word.nullable().default(null),
});
export type RuleCase = z.infer<typeof ruleCase>;

export const caseFile = z.strictObject({ today: day, cases: z.array(ruleCase).min(1) });
export type CaseFile = z.infer<typeof caseFile>;
