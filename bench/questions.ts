import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplePerson } from '../demo/lives/sample-person.js';
import { packageRoot } from '../schema/package-root.js';

export interface QuestionText {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One person over five agencies: the question of the README. */
export const crossDomain = {
  query: readFileSync(join(packageRoot, 'docs', 'examples', 'cross-domain.graphql'), 'utf8'),
  variables: {
    citizenId: samplePerson.citizenId,
    from: '2026-10-01',
    to: '2026-10-31',
    since: '2026-10-01T00:00:00+08:00',
    until: '2026-10-31T23:59:59+08:00',
  },
} as const;

/** A county's subjects with their check-ins: many rows, few reads. */
export const rollCall = {
  query: readFileSync(join(packageRoot, 'bench', 'roll-call.graphql'), 'utf8'),
  variables: { from: '2026-10-01', to: '2026-10-31' },
} as const;
