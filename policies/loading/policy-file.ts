import { z } from 'zod';
import { dataClasses, maskKinds } from '../../schema/access.js';
import { purposes } from '../../schema/purpose.js';
import { businessLines } from '../../schema/warrant.js';
import { plainRowRules } from '../language/sets.js';

// What the YAML files may say, before it is held against roles, purposes and the schema.

const word = z.string().min(1);
const title = z.strictObject({ zh: word, en: word });
const purpose = z.enum(purposes);
const dataClass = z.enum(dataClasses);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Every grant and prohibition rests on a law and one of its articles. */
const basis = z.strictObject({ law: word, article: word });

const selector = z.union(
  [
    z.literal('*'),
    z.array(word).min(1),
    z.strictObject({ classes: z.array(dataClass).min(1), except: z.array(word).default([]) }),
  ],
  { error: 'must be "*", a list of fields, or { classes: [PUBLIC, …], except: [field, …] }' },
);

const rowRule = z.union(
  [
    z.enum(plainRowRules),
    z.strictObject({ 'own-agency': z.strictObject({ field: word }) }),
    z.strictObject({ 'own-subject': z.strictObject({ field: word }) }),
    z.strictObject({ equals: z.strictObject({ field: word, value: scalar }) }),
    z.strictObject({ in: z.strictObject({ field: word, values: z.array(scalar).min(1) }) }),
    z.strictObject({ prefix: z.strictObject({ field: word, value: word }) }),
    z.strictObject({ between: z.strictObject({ field: word, from: scalar, to: scalar }) }),
    z.strictObject({ until: z.strictObject({ field: word, days: z.number().int().min(0) }) }),
    z.strictObject({ since: z.strictObject({ field: word, months: z.number().int().min(1) }) }),
    z.strictObject({ through: z.array(z.string().regex(/^\w+\.\w+$/, 'a relation reads Type.field')).min(1) }),
  ],
  {
    error: `must be one of ${plainRowRules.join(', ')}, own-agency, own-subject, equals, in, prefix, between, until or since with a field, or through with relations`,
  },
);

const id = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/, 'ids read set.subject.detail in lower case');
const on = z.record(word, selector);

const grant = z.strictObject({
  id,
  roles: z.array(word).min(1),
  purposes: z.array(purpose).min(1),
  on,
  effect: z.enum(['allow', 'mask', 'count']),
  as: z.enum(maskKinds).nullable().default(null),
  rows: z.array(rowRule).default([]),
  sealing: z.boolean().default(false),
  needs: z.enum(['approval']).nullable().default(null),
  lines: z.array(z.enum(businessLines)).min(1).nullable().default(null),
  smallest: z.number().int().min(0).optional(),
  basis,
});

const prohibition = z.strictObject({
  id,
  roles: z.union([z.literal('*'), z.array(word).min(1)]),
  purposes: z.union([z.literal('*'), z.array(purpose).min(1)]),
  on,
  basis,
});

export const setFile = z.strictObject({
  set: z.string().regex(/^[a-z][a-z0-9-]*$/),
  about: word,
  grants: z.array(grant).default([]),
  prohibitions: z.array(prohibition).default([]),
  /** Types whose rows exist although their sealing flag is unknown, each with the reason. */
  openWhenSealingUnknown: z.record(word, word).default({}),
});
export type SetFile = z.infer<typeof setFile>;

export const roleFile = z.strictObject({
  roles: z.record(
    word,
    z.strictObject({
      number: z.string().regex(/^R\d+$/),
      title,
      exclusive: z.boolean().default(false),
      machine: z.boolean().default(false),
      requestsADay: z.number().int().min(1).nullable().default(null),
      purposes: z.array(purpose),
    }),
  ),
});
export type RoleFile = z.infer<typeof roleFile>;

export const purposeFile = z.strictObject({
  purposes: z.record(
    purpose,
    z.strictObject({
      title,
      classes: z.array(dataClass),
      masked: z.array(dataClass).default([]),
      counted: z.array(dataClass).default([]),
      withheld: z.array(word).default([]),
      only: z.array(word).min(1).nullable().default(null),
      history: z.record(word, z.strictObject({ field: word, months: z.number().int().min(1) })).default({}),
      narrow: z.record(word, z.strictObject({ by: z.array(word).min(1), first: z.number().int().min(1) })).default({}),
      requestsADay: z.number().int().min(1).nullable().default(null),
      personsAMatter: z.number().int().min(1).nullable().default(null),
      release: z.enum(['NOW', 'MATTER_CLOSED']).default('NOW'),
      basis,
    }),
  ),
});
export type PurposeFile = z.infer<typeof purposeFile>;
