import type { Wanted } from '../../schema/people/desk.js';

/** Text of a part where it is wanted, and nothing where it is not. */
export type Chosen<Part extends string> = (part: Part, text: string) => string;

/**
 * A question made of the parts that are wanted: what nobody asked for is not read.
 * @param parts each with the fields of a piece that it is read for; of few parts few questions are made
 */
export function createQuestion<Part extends string>(
  parts: Readonly<Record<Part, readonly string[]>>,
  text: (chosen: Chosen<Part>) => string,
): (wanted: Wanted) => string {
  const names = Object.keys(parts) as Part[];
  return (wanted) => {
    const present = new Set(names.filter((name) => parts[name].some((field) => wanted.has(field))));
    return text((part, given) => (present.has(part) ? given : ''));
  };
}
