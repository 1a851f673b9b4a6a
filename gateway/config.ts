import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PlumblineError } from '../schema/errors.js';
import { type Environment, interpolate } from './environment.js';
import { describeIssues } from './issues.js';
import { divisionShape } from './oversight/division-shape.js';
import { oversightShape } from './oversight/oversight-config.js';
import { defaultSourceCalls } from './registry/turns.js';
import { unknownKeys } from './unknown-keys.js';

const maintenanceShape = z
  .object({
    from: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .describe('HH:MM, by China’s clock.'),
    to: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .describe('HH:MM; before `from`: on the next day.'),
    days: z
      .array(z.number().int().min(1).max(7))
      .exactOptional()
      .describe('Days on which it begins, 1 (Monday) to 7; by default every day.'),
  })
  .strict()
  .refine(({ from, to }) => from !== to, { path: ['to'] });

const adapterShape = z
  .object({
    use: z
      .string()
      .describe(
        'An adapter of this program (`judgments-sql`), or one from outside: a path that begins with ./, ../ or /, from this file, or the name of a package.',
      ),
    id: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional()
      .describe('Name of this system; by default that of the adapter. Several of one adapter need a name each.'),
    agency: z.string().optional().describe('Agency code of the system; by default that of the adapter.'),
    divisions: z
      .array(divisionShape)
      .min(1)
      .optional()
      .describe(
        'Divisions (GB/T 2260) whose records the system holds: it is asked for no others, and others are not read. By default of any.',
      ),
    maintenance: z
      .array(maintenanceShape)
      .optional()
      .describe('When the system is not asked; what has landed is read at any time.'),
    timeoutMs: z.number().int().positive().max(60_000).optional().describe('Longest time of one read, ms.'),
    concurrency: z.number().int().positive().max(1_000).optional().describe('Reads under way at once.'),
    freshnessMs: z.number().int().positive().optional().describe('Data older than this is STALE, ms.'),
    options: z.record(z.string(), z.unknown()).default({}).describe('Options of the adapter.'),
  })
  .strict();

const limitsShape = z
  .object({
    bodyBytes: z.number().int().positive().default(262_144).describe('Largest request body, bytes.'),
    tokens: z.number().int().positive().default(4_000).describe('Most tokens of a document.'),
    depth: z.number().int().positive().default(20).describe('Deepest nesting of a query.'),
    aliases: z.number().int().positive().default(50).describe('Most aliases in a query.'),
    cost: z.number().positive().default(50_000).describe('Highest cost of a query: rows that its pages may reach.'),
    deadlineMs: z.number().int().positive().default(10_000).describe('Longest time of a request, ms.'),
    sourceCalls: z
      .object({
        atOnce: z
          .number()
          .int()
          .positive()
          .default(defaultSourceCalls.atOnce)
          .describe('Calls of systems under way at once in this process; requests that wait take turns.'),
        perRequest: z
          .number()
          .int()
          .positive()
          .default(defaultSourceCalls.perRequest)
          .describe('Calls of systems under way at once for one request.'),
      })
      .strict()
      .prefault({}),
  })
  .strict();

const configShape = z
  .object({
    listen: z
      .object({
        host: z.string().default('127.0.0.1').describe('Address to listen at.'),
        port: z.number().int().min(0).max(65_535).default(4000).describe('Port to listen at.'),
      })
      .strict()
      .prefault({}),
    store: z
      .object({
        url: z.string().describe('file:… , mysql://… or mariadb://…'),
        chain: z
          .string()
          .min(1)
          .max(64)
          .default('gateway')
          .describe('Name of this process’s audit chain: one a process.'),
        digest: z.enum(['sha256', 'sm3']).default('sha256').describe('Digest of the audit chain.'),
      })
      .strict()
      .describe('The hub’s own database.'),
    secret: z
      .string()
      .min(32)
      .describe(
        'Secret of person tokens, cursors, audit digests and marks of excluded records; the same in every process.',
      ),
    tokens: z
      .object({
        issuer: z.string().describe('Expected issuer of bearer tokens.'),
        audience: z.string().default('plumbline').describe('Expected audience.'),
        jwks: z.string().describe('URL or file of the issuer’s keys (JWKS).'),
        clockToleranceS: z.number().min(0).max(300).default(5).describe('Largest difference of clocks, seconds.'),
      })
      .strict()
      .optional(),
    adapters: z.array(adapterShape).default([]).describe('Agency systems that this process reads.'),
    subgraphs: z
      .record(z.string(), z.url())
      .default({})
      .describe('Subgraphs in other processes: name → URL. Empty: all in this one.'),
    passport: z
      .object({
        privateKey: z.string().optional().describe('Private key (JWK) that the gateway signs passports with.'),
        publicKeys: z.string().optional().describe('Public keys (JWKS) that a subgraph verifies passports with.'),
      })
      .strict()
      .prefault({}),
    policies: z
      .object({
        folder: z
          .string()
          .optional()
          .describe('Folder of roles.yaml, purposes.yaml and sets/; by default that of the program.'),
        watch: z
          .boolean()
          .default(false)
          .describe('Whether a changed folder takes force while the process runs; what does not parse never does.'),
      })
      .strict()
      .prefault({}),
    audit: z
      .object({
        anchorMs: z
          .number()
          .int()
          .min(1_000)
          .default(60_000)
          .describe('How often the gateway writes the heads of the other chains of its store into its own, ms.'),
        privateKey: z
          .string()
          .optional()
          .describe(
            'Private key (JWK, Ed25519 with a kid) that checkpoints are signed with; without one none are made.',
          ),
        folder: z.string().optional().describe('Folder that checkpoints are exported to, besides the store.'),
        everyEntries: z
          .number()
          .int()
          .positive()
          .default(10_000)
          .describe('Entries of this process after which a checkpoint is signed.'),
        everyMs: z
          .number()
          .int()
          .min(1_000)
          .default(86_400_000)
          .describe(
            'Time after which a checkpoint is signed when there were entries, ms; the standard asks for one a day.',
          ),
      })
      .strict()
      .prefault({}),
    oversight: oversightShape.prefault({}),
    limits: limitsShape.prefault({}),
    introspection: z.boolean().default(false).describe('Whether the schema may be introspected.'),
    graphiql: z.boolean().default(false).describe('Whether GraphiQL is served at /.'),
  })
  .strict();

export type Config = z.output<typeof configShape> & {
  /** Folder of the configuration file: paths and packages of adapters are looked for from there. */
  readonly folder: string;
};
export type AdapterConfig = Config['adapters'][number];
export type Limits = Config['limits'];
export { configShape, limitsShape };

/** Parses a configuration. Rejects with `CONFIG_INVALID`, naming the place and never a value. */
export function parseConfig(value: unknown, folder = process.cwd()): Config {
  const unknown = unknownKeys(configShape, value);
  if (unknown.length > 0)
    throw new PlumblineError('CONFIG_INVALID', `configuration: unknown ${unknown.join('; unknown ')}`);
  const parsed = configShape.safeParse(value);
  if (parsed.success) return { ...parsed.data, folder };
  throw new PlumblineError('CONFIG_INVALID', `configuration: ${describeIssues(parsed.error.issues, value).join('; ')}`);
}

/** Reads the configuration file, with environment variables and secret files put in. */
export function readConfig(file: string, variable: Environment['variable']): Config {
  return parseConfig(interpolate(parseYaml(file), variable), dirname(resolve(file)));
}

function parseYaml(file: string): unknown {
  const text = readText(file);
  try {
    return parse(text);
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', `${file} cannot be read as YAML`, { cause });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', `${file} cannot be read: PLUMBLINE_CONFIG names the configuration`, {
      cause,
    });
  }
}
