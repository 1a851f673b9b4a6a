import { z } from 'zod';

/** How judgments that take effect are handed over, in a configuration. */
export const handoverShape = z
  .object({
    everyMs: z
      .number()
      .int()
      .min(1_000)
      .max(30_000)
      .default(15_000)
      .describe('How often the courts are asked, ms: what took effect is known to all within a minute.'),
    days: z
      .number()
      .int()
      .min(1)
      .max(31)
      .default(3)
      .describe('Days before today whose judgments are asked for each time.'),
    wholeDays: z
      .number()
      .int()
      .min(1)
      .max(366)
      .default(31)
      .describe('Days before today whose judgments are asked for now and then: what courts enter late.'),
    wholeEveryMs: z
      .number()
      .int()
      .min(60_000)
      .default(3_600_000)
      .describe('How often the many days are asked for, ms; also at the start.'),
  })
  .strict();

export type HandoverConfig = z.output<typeof handoverShape>;
