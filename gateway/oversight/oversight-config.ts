import { z } from 'zod';
import { businessLines } from '../../schema/warrant.js';
import { divisionShape } from './division-shape.js';
import { handoverShape } from './handover/handover-config.js';
import { intakeShape } from './intake/intake-config.js';
import { jobsShape } from './jobs/jobs-config.js';
import { receiverShape } from './webhooks/receiver-config.js';

const officerShape = z
  .object({
    account: z.string().min(1).describe('The officer’s account.'),
    lines: z
      .array(z.enum(businessLines))
      .default([])
      .describe('Business lines whose matters the officer takes; none for a leader, who is named to be kept out.'),
    recusedFrom: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Codes of agencies and tokens of persons that the officer keeps out of: no step, no decision, no matter in charge (刑事诉讼法 29).',
      ),
  })
  .strict();

const contactShape = z
  .object({
    phone: z.string().min(1).max(64).describe('Phone.'),
    address: z.string().min(1).max(200).describe('Address.'),
    hours: z.string().min(1).max(200).describe('When somebody is there.'),
  })
  .partial()
  .strict();

const houseShape = z
  .object({
    code: z.string().min(1).describe('Agency code of the procuratorate.'),
    name: z.string().min(1).describe('Full name, as its documents bear it.'),
    short: z.string().min(1).max(16).describe('How its numbers begin: 宁检.'),
    division: divisionShape.describe('Division (GB/T 2260) whose findings come to it.'),
    officers: z.array(officerShape).default([]).describe('Who takes its matters, by turns.'),
    contact: contactShape.optional().describe('How people outside reach it.'),
  })
  .strict();

const accountShape = z
  .object({
    id: z.string().min(1).default('oversight-engine').describe('How the log names the engine.'),
    agency: z.string().min(1).describe('Agency code of the procuratorate that runs it.'),
    division: divisionShape.describe('Division (GB/T 2260) that it walks, and beyond which it reads nothing.'),
  })
  .strict();

const changesShape = z
  .object({
    everyMin: z
      .number()
      .int()
      .min(5)
      .max(1_440)
      .optional()
      .describe(
        'How often what changed is looked at, minutes, by one gateway of several, beside the nightly run. Absent: on demand.',
      ),
    overlapMin: z
      .number()
      .int()
      .min(0)
      .default(1_560)
      .describe(
        'How long before a rule was looked at last its records are looked at again, minutes: clocks differ, and what is delivered daily was written a day ago.',
      ),
  })
  .strict();

/** Oversight in a configuration: who supervises, by which rules, and when they are run. */
export const oversightShape = z
  .object({
    houses: z
      .array(houseShape)
      .default([])
      .describe('Procuratorates that take matters up; without any the lists answer and no step can be taken.'),
    rules: z.string().optional().describe('Folder of rules; by default that of the program.'),
    account: accountShape
      .optional()
      .describe('The account of the rule engine, of role `oversight-engine`; without it no rule is run.'),
    atOnce: z.number().int().min(1).max(16).default(2).describe('Rules that are walked at once.'),
    nightly: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional()
      .describe('HH:MM, by China’s clock, at which every rule is run, by one gateway of several. Absent: on demand.'),
    changes: changesShape.prefault({}),
    sweepMs: z
      .number()
      .int()
      .min(1_000)
      .default(60_000)
      .describe(
        'How often matters are looked at whose day has passed, ms: reminders, and oral corrections and replies that lapse.',
      ),
    jobs: jobsShape
      .optional()
      .describe(
        'Runs are shared by workers (`plumbline serve worker`), a rule a job (BullMQ). Absent: a gateway runs them itself, one of several at a time.',
      ),
    views: z.string().optional().describe('Folder of views; by default that of the program.'),
    source: z
      .string()
      .min(1)
      .default('urn:plumbline')
      .describe('What events call this hub: an URI (CloudEvents `source`).'),
    receivers: z.array(receiverShape).default([]).describe('Systems that events are delivered to, signed.'),
    eventsKeptDays: z
      .number()
      .int()
      .min(7)
      .max(3_650)
      .default(90)
      .describe(
        'How long events are kept at least, days: so far back a stream goes on from `Last-Event-ID`. What a receiver has not taken is kept until it has. More than `handover.wholeDays`.',
      ),
    intake: intakeShape.prefault({}).describe('What becomes a matter by itself.'),
    handover: handoverShape
      .optional()
      .describe('Judgments that take effect are made known to those who execute them. Absent: they are not.'),
  })
  .strict()
  // A judgment that is looked at again is told by its id from others that were told.
  .refine(({ eventsKeptDays, handover }) => handover === undefined || eventsKeptDays > handover.wholeDays, {
    path: ['eventsKeptDays'],
    message: 'is not more than handover.wholeDays',
  });

export type OversightConfig = z.output<typeof oversightShape>;
export type HouseConfig = OversightConfig['houses'][number];
