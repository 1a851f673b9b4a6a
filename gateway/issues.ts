/** What zod found wrong, by structure: an adapter from outside may bring a zod of its own. */
export interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: unknown;
}

/** Each issue with its place and what is expected there. Never a value that was given, and never a message: it may hold one. */
export function describeIssues(
  issues: readonly Issue[],
  given: unknown,
  path: readonly (string | number)[] = [],
): readonly string[] {
  return issues.map((issue) => {
    const place = [...path, ...issue.path.map(String)].join('.') || '(top)';
    return `${place}: ${wanted(issue, at(given, issue.path))}`;
  });
}

function wanted({ code = 'invalid', expected, values, minimum, maximum, format }: Issue, given: unknown): string {
  if (given === undefined) return 'is required';
  if (code === 'invalid_type') return `expected ${String(expected)}`;
  if (code === 'invalid_value' && values !== undefined) return `expected ${values.map(String).join(' or ')}`;
  if (code === 'too_small') return `expected at least ${String(minimum)}`;
  if (code === 'too_big') return `expected at most ${String(maximum)}`;
  if (code === 'invalid_format' && typeof format === 'string') return `not of the form that is expected (${format})`;
  return code === 'custom' ? 'is not as the option’s description asks' : code;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (within, key) => (typeof within === 'object' && within !== null ? Reflect.get(within, key) : undefined),
    value,
  );
}
