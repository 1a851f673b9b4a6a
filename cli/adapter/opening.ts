import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Environment, interpolate } from '../../gateway/environment.js';
import { describeIssues } from '../../gateway/issues.js';
import { PlumblineError } from '../../schema/errors.js';

const shape = z
  .object({
    options: z.record(z.string(), z.unknown()).default({}),
    /** Divisions of the deployment, as in its stanza. */
    divisions: z.array(z.union([z.string(), z.number()]).transform(String)).default([]),
  })
  .strict();

/** What an adapter is opened with: `check.yaml`, or the options of a real system. */
export type Opening = z.infer<typeof shape>;

/**
 * Reads the page that says how an adapter is opened; a secret file or variable goes in as in a configuration. Rejects with
 * `BAD_USER_INPUT`, and never with a value of the page.
 */
export function readOpening(file: string, { variable }: Environment): Opening {
  if (!existsSync(file))
    throw new PlumblineError('BAD_USER_INPUT', `there is no ${file}: it says with which options the adapter is opened`);
  let page: unknown;
  try {
    page = parse(readFileSync(file, 'utf8'));
  } catch {
    // The parser's message quotes the page.
    throw new PlumblineError('BAD_USER_INPUT', `${file} is no YAML`);
  }
  const given = interpolate(page ?? {}, variable);
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new PlumblineError('BAD_USER_INPUT', `${file}: ${describeIssues(parsed.error.issues, given).join('; ')}`);
}
