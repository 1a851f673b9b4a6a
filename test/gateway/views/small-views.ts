import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { createLog } from '../../../gateway/server/log.js';
import { createServer } from '../../../gateway/server/server.js';
import { openViews } from '../../../gateway/views/views.js';
import type { AuditEvent } from '../../../schema/audit.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Principal } from '../../../schema/principal.js';
import { openSmallHub, prosecutor, type SmallHub } from '../small-hub.js';

export type AgencyRow = Readonly<Record<string, string | null>>;

export interface SmallViews {
  readonly small: SmallHub;
  readonly url: URL;
  /** Asks as this account, with a token that ends so many ms from now; rows come as the caller reads them. */
  ask(path: string, account?: string, validMs?: number): Promise<IncomingMessage>;
  exports(): Promise<readonly AuditEvent[]>;
  /** Closes the door; what the books hold can still be looked into. */
  closeServer(): Promise<void>;
  close(): Promise<void>;
}

/** Who the server lets in, by what a token says. */
const accounts: Readonly<Record<string, Principal>> = {
  prosecutor,
  handling: { ...prosecutor, id: 'prosecutor-2', purpose: 'CASE_HANDLING' },
  counting: { ...prosecutor, purpose: 'STATISTICS' },
  nobody: (({ purpose: _none, ...rest }) => rest)(prosecutor),
};

const view = `id: agencies
version: 1.2.0
name: { zh: 机关, en: Agencies }
about: { zh: 机关目录。, en: The directory of agencies. }
purposes: [SUPERVISION, CASE_HANDLING]
roles: [prosecutor]
scan: { list: agencies, page: PAGE }
variables:
  kinds: { zh: 类别, en: Kinds, default: '["COURT", "PROCURATORATE"]' }
columns:
  code: { zh: 代码, en: Code, value: row.agencyCode }
  name: { zh: 名称, en: Name, value: row.name, width: 30 }
  kind: { zh: 类别, en: Kind, value: row.kind }
  level: { zh: 层级, en: Level, value: row.level }
  length: { zh: 字数, en: Length, value: 'size(row.agencyCode) - 20' }
`;
const query = `query Agencies($first: Int!, $after: String, $kinds: [AgencyKind!]!) {
  agencies(first: $first, after: $after, filter: { kind: { in: $kinds } }) {
    nodes { agencyCode name kind level }
    pageInfo { hasNextPage endCursor }
  }
}
`;

/** A small hub over a directory of agencies of a test's own, with one view over it, behind its real server. */
export async function openSmallViews(rows: readonly AgencyRow[], page = 500, deadlineMs = 60_000): Promise<SmallViews> {
  const small = await openSmallHub(async ({ folder }) => {
    const file = join(folder, 'many-agencies.json');
    writeFileSync(file, JSON.stringify(rows));
    const views = join(folder, 'views');
    mkdirSync(join(views, 'agencies'), { recursive: true });
    writeFileSync(join(views, 'agencies', 'view.yaml'), view.replace('PAGE', String(page)));
    writeFileSync(join(views, 'agencies', 'query.graphql'), query);
    return { adapters: [{ use: 'agency-directory', options: { file } }], oversight: { views } };
  });
  const { hub, config } = small;
  const server = await createServer(
    {
      supergraphSdl: hub.supergraphSdl,
      answer: hub.answer,
      async authenticate({ authorization }) {
        const account = accounts[String(decodeJwt(String(authorization).slice('Bearer '.length)).sub)];
        if (account === undefined) throw new PlumblineError('UNAUTHENTICATED', 'no bearer token');
        return account;
      },
      ready: hub.ready,
      views: openViews(config, hub),
      newId: randomUUID,
      log: createLog('silent'),
    },
    { limits: { ...config.limits, deadlineMs }, introspection: false },
  );
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    small,
    url,
    ask: (path, account = 'prosecutor', validMs = 3_600_000) =>
      new Promise((resolve, reject) => {
        const ends = new Date(hub.clock().getTime() + validMs);
        const token = new UnsecuredJWT({}).setSubject(account).setExpirationTime(ends).encode();
        get(new URL(path, url), { headers: { authorization: `Bearer ${token}` } }, resolve).once('error', reject);
      }),
    exports: async () => (await small.events()).filter(({ action }) => action === 'EXPORT'),
    closeServer: () => server.close(),
    close: async () => {
      await server.close();
      await small.close();
    },
  };
}

/** So many courts, by turns with procuratorates. */
export function manyAgencies(count: number): readonly AgencyRow[] {
  return Array.from({ length: count }, (_, at) => ({
    agencyCode: `A${String(at).padStart(6, '0')}`,
    name: `第${at}号机关`,
    kind: at % 2 === 0 ? 'COURT' : 'PROCURATORATE',
    level: 'COUNTY',
  }));
}
