import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issuer } from '../../demo/issuer.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoPersonNamed } from '../../demo/people.js';
import { demoAudience } from '../../demo/settings.js';
import type { Seals } from '../../schema/context.js';
import { packageRoot } from '../../schema/package-root.js';
import type { BusinessLine } from '../../schema/warrant.js';

export interface AskOptions {
  /** Name of an account, or the role that it is the first of. */
  readonly as: string;
  readonly purpose?: string;
  /** The account's own matter by default; null declares none. */
  readonly matter?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Another standing than the account's own. */
  readonly division?: string;
  readonly organisation?: string;
  readonly lines?: readonly BusinessLine[];
  /** Token of the person whose account it is. */
  readonly person?: string;
}

export interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphqlFault[];
  readonly extensions?: {
    readonly requestId: string;
    readonly access: readonly AccessEntry[];
    readonly sources: readonly SourceEntry[];
  };
}

export interface GraphqlFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string } & Readonly<Record<string, unknown>>;
}

export interface AccessEntry {
  readonly path: string;
  readonly field: string;
  readonly effect: 'MASKED' | 'DENIED';
  readonly grant: string | null;
  readonly basis: string | null;
  readonly mask?: string;
  readonly reason?: string;
  readonly remedy?: string;
}

export interface SourceEntry {
  readonly adapter: string;
  readonly agency: string;
  readonly status: string;
  readonly reason: string | null;
  readonly asOf: string | null;
  readonly fields: readonly string[];
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: GraphqlAnswer;
  readonly text: string;
}

/** Something sent to a hub as it is, for requests that no client would make. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Client {
  /** Asks as one of the demonstration's people. */
  ask(query: string, options: AskOptions): Promise<Reply>;
  send(request: RawRequest): Promise<Reply>;
  /** A bearer token of one of the demonstration's people. */
  tokenOf(name: string, changes?: TokenChanges): Promise<string>;
}

export interface TokenChanges {
  readonly audience?: string;
  readonly now?: Date;
  readonly lifetimeS?: number;
  readonly division?: string;
  readonly organisation?: string;
  readonly lines?: readonly BusinessLine[];
  readonly person?: string;
}

export function createClient(url: () => URL, issuer: Issuer, seals: Seals, clock: () => Date): Client {
  const tokenOf: Client['tokenOf'] = async (name, { division, organisation, lines, ...changes } = {}) => {
    const known = demoPersonNamed(name);
    const account = {
      ...known,
      division: division ?? known.division,
      organisation: organisation ?? known.organisation,
      lines: lines ?? known.lines,
    };
    const person = seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId });
    const own = account.isSamplePerson ? { person } : {};
    return issuer.sign(account, { audience: demoAudience, now: clock(), lifetimeS: 600, ...own, ...changes });
  };
  const send: Client['send'] = async ({ method = 'POST', path = '/graphql', headers = {}, body }) => {
    const response = await fetch(new URL(path, url()), { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text), text };
  };
  return {
    tokenOf,
    send,
    ask: async (query, { as, purpose, matter = demoPersonNamed(as).matter, variables = {}, ...standing }) =>
      send({
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf(as, standing)}`,
          ...(purpose ? { 'x-plumbline-purpose': purpose } : {}),
          ...(matter ? { 'x-plumbline-matter': encodeURIComponent(matter) } : {}),
        },
        body: JSON.stringify({ query, variables }),
      }),
  };
}

function parsed(text: string): GraphqlAnswer {
  try {
    return JSON.parse(text) as GraphqlAnswer;
  } catch {
    return {};
  }
}

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
