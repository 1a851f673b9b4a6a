import { z } from 'zod';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';

type Issue = z.core.$ZodIssue;

/**
 * Options of a deployment's stanza, parsed. Throws `ADAPTER_INVALID` that names every option that is unknown (with the nearest
 * right name), missing or wrong, and no value of any: these may be secrets.
 */
export function parseOptions<Options>(id: string, schema: z.ZodType<Options>, options: unknown): Options {
  const known = optionNames(schema);
  // Also where the schema would drop an unknown option without a word: it was meant to say something.
  const strange =
    known === null || !isRecord(options) ? [] : Object.keys(options).filter((name) => !known.includes(name));
  const parsed = schema.safeParse(options);
  if (parsed.success && strange.length === 0) return parsed.data;
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => describe(issue, options, known ?? []));
  const unknown = strange.map((name) => unknownOption(name, known ?? []));
  const said = [...new Set([...unknown, ...issues])].join(', ');
  throw new PlumblineError('ADAPTER_INVALID', `${id} was opened with wrong options: ${said}`);
}

/** The names of the options; null where the schema is no object or takes any name. */
export function optionNames(schema: z.ZodType): readonly string[] | null {
  if (!(schema instanceof z.ZodObject)) return null;
  const { catchall } = schema.def;
  return catchall === undefined || catchall instanceof z.ZodNever ? Object.keys(schema.shape) : null;
}

function describe(issue: Issue, options: unknown, known: readonly string[]): readonly string[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((name) => unknownOption(name, known));
  }
  const place = issue.path.length === 0 ? 'options' : issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => `${place} has the unknown ${shown(name)}`);
  if (isMissing(options, issue.path)) return [`${place} is missing`];
  if (issue.code === 'invalid_type') return [`${place} must be ${issue.expected}`];
  return [
    issue.code === 'invalid_value' ? `${place} must be one of ${issue.values.join(', ')}` : `${place} (${issue.code})`,
  ];
}

function isMissing(options: unknown, path: readonly PropertyKey[]): boolean {
  let held = options;
  for (const step of path) held = isRecord(held) || Array.isArray(held) ? Reflect.get(held, step) : undefined;
  return path.length > 0 && held === undefined;
}

const unknownOption = (name: string, known: readonly string[]): string =>
  `unknown option ${shown(name)}${nearest(name, known)}`;

/** A name that is no name may be a value in the wrong place. */
const shown = (name: string): string => (/^[A-Za-z][A-Za-z_-]{0,29}$/.test(name) ? name : '(its name is no word)');

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
