/** Kinds of changes that are tried together. An approval implies a matter. */
export interface Attempt {
  readonly purpose: boolean;
  readonly line: boolean;
  readonly warrant: 'MATTER' | 'APPROVAL' | null;
  readonly relation: boolean;
}

/** All that can be tried, the smallest first; of one size in the order of what they cost. */
export const attempts = listAttempts();

/** Whether it changes nothing. */
export function isNothing({ purpose, line, warrant, relation }: Attempt): boolean {
  return !purpose && !line && warrant === null && !relation;
}

function listAttempts(): readonly Attempt[] {
  const warrants = [null, 'MATTER', 'APPROVAL'] as const;
  const all = [false, true].flatMap((relation) =>
    [false, true].flatMap((line) =>
      [false, true].flatMap((purpose) => warrants.map((warrant) => ({ purpose, line, warrant, relation }))),
    ),
  );
  return all.sort((one, other) => costOf(one) - costOf(other));
}

// How many changes first; then a relation or a purpose, which cost a word, before a matter, an approval or another desk.
function costOf({ purpose, line, warrant, relation }: Attempt): number {
  const count = Number(purpose) + Number(line) + Number(warrant !== null) + Number(relation);
  if (count === 1)
    return 100 + (relation ? 0 : purpose ? 1 : warrant === 'MATTER' ? 2 : warrant === 'APPROVAL' ? 3 : 4);
  const asked = (relation ? 20 : 0) + (line ? 4 : 0) + (warrant === 'APPROVAL' ? 2 : warrant === 'MATTER' ? 1 : 3);
  return 100 * count + asked;
}
