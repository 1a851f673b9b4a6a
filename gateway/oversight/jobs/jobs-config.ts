import { z } from 'zod';

/** Runs of oversight as jobs that workers share. */
export const jobsShape = z
  .object({
    redis: z
      .string()
      .regex(/^rediss?:\/\//)
      .describe(
        'Redis (6.2 or newer) that workers share rules out by: `redis://…`, or `rediss://…` with TLS; its account and password stand before the host. It is told ids of runs and rules and their division, and nothing of what they find.',
      ),
    ca: z
      .string()
      .min(1)
      .optional()
      .describe(
        'For `rediss://` alone: the certificate (PEM) of who signed that of Redis; by default those that Node trusts.',
      ),
    prefix: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default('plumbline')
      .describe('What its keys begin with: hubs that share a Redis have one each.'),
    inGateway: z
      .boolean()
      .default(false)
      .describe('Whether this gateway walks rules too; `plumbline serve worker` does in any case.'),
    heldMs: z
      .number()
      .int()
      .min(1_000)
      .max(600_000)
      .default(30_000)
      .describe('How long a worker that died keeps its rules from others, ms.'),
  })
  .strict()
  .refine(({ redis, ca }) => ca === undefined || redis.startsWith('rediss:'), { path: ['ca'] });

export type JobsConfig = z.output<typeof jobsShape>;
