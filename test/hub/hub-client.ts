import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issuer } from '../../demo/issuer.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoPeople } from '../../demo/people.js';
import { demoAudience } from '../../demo/settings.js';
import type { Seals } from '../../schema/context.js';
import { packageRoot } from '../../schema/package-root.js';

export interface AskOptions {
  readonly as: string;
  readonly purpose?: string;
  readonly matter?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphqlFault[];
  readonly extensions?: {
    readonly requestId: string;
    readonly access: readonly Readonly<Record<string, unknown>>[];
    readonly sources: readonly SourceEntry[];
  };
}

export interface GraphqlFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string } & Readonly<Record<string, unknown>>;
}

export interface SourceEntry {
  readonly adapter: string;
  readonly status: string;
  readonly reason: string | null;
  readonly asOf: string | null;
  readonly fields: readonly string[];
}

export interface Reply {
  readonly status: number;
  readonly body: GraphqlAnswer;
  readonly text: string;
}

/** Asks a hub over HTTP as one of the demonstration's people. */
export function createClient(url: URL, issuer: Issuer, seals: Seals) {
  return async (query: string, { as, purpose, matter, variables = {} }: AskOptions): Promise<Reply> => {
    const account = demoPeople.find(({ role }) => role === as);
    if (account === undefined) throw new Error(`nobody is ${as}`);
    const own = account.isSamplePerson
      ? { person: seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId }) }
      : {};
    const token = await issuer.sign(account, { audience: demoAudience, now: new Date(), lifetimeS: 600, ...own });
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(purpose ? { 'x-plumbline-purpose': purpose } : {}),
        ...(matter ? { 'x-plumbline-matter': encodeURIComponent(matter) } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text) as GraphqlAnswer, text };
  };
}

export type Ask = ReturnType<typeof createClient>;

/** The cross-domain question, and the variables that ask it about the sample person's October. */
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
