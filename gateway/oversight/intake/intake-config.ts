import { z } from 'zod';
import { businessLines } from '../../../schema/warrant.js';

const valueShape = z.union([z.string(), z.number(), z.boolean()]);

const pushIntakeShape = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/)
      .describe('Name of the intake. What it took is kept under it: one of another name takes everything again.'),
    entity: z.string().min(1).describe('Record type whose pushed records become matters, one each: `CourtCase`.'),
    adapters: z.array(z.string().min(1)).min(1).exactOptional().describe('Systems that push them. By default any.'),
    where: z
      .record(z.string(), z.union([valueShape, z.array(valueShape).min(1)]))
      .default({})
      .describe('Field → value, or one of several, that a record has to have: `{ domain: [CIVIL, ADMINISTRATIVE] }`.'),
    line: z.enum(businessLines).describe('Business line of its matters; of sealed records it is the juvenile one.'),
    title: z.string().min(2).max(200).describe('What its matters are called; names nobody.'),
    agency: z.string().min(1).exactOptional().describe('Code of the supervised agency, where records do not say it.'),
    since: z.iso
      .datetime({ offset: true })
      .exactOptional()
      .describe('Instant from which on pushes are taken; by default from the first.'),
  })
  .strict();

const complaintIntakeShape = z
  .object({
    everyMs: z.number().int().min(1_000).default(300_000).describe('How often the register is asked, ms.'),
    days: z
      .number()
      .int()
      .min(1)
      .max(366)
      .default(31)
      .describe('Days before today whose complaints are asked for; of those that nobody has answered, all.'),
  })
  .strict();

/** What comes to the procuratorate by itself, in a configuration. */
export const intakeShape = z
  .object({
    everyMs: z
      .number()
      .int()
      .min(1_000)
      .max(30_000)
      .default(15_000)
      .describe('How often it is looked at what was pushed, ms: who is in charge is told within a minute.'),
    pushes: z.array(pushIntakeShape).default([]).describe('Pushed records that become matters (T1).'),
    complaints: complaintIntakeShape
      .exactOptional()
      .describe('Complaints in the register of corrections become matters (T1a). Absent: they do not.'),
  })
  .strict();

export type IntakeConfig = z.output<typeof intakeShape>;
