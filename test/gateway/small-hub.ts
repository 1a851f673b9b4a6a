import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import type { Answer } from '../../gateway/answer.js';
import { type Config, parseConfig } from '../../gateway/config.js';
import { type Hub, openHub } from '../../gateway/hub.js';
import { openRemoteHub } from '../../gateway/remote-hub.js';
import type { AuditEvent } from '../../schema/audit.js';
import type { Principal } from '../../schema/principal.js';
import { openStore, type Store } from '../../store/open-store.js';
import { morning } from './books.js';
import { writePolicies } from './small-policies.js';

export const prosecutor: Principal = {
  id: 'prosecutor-1',
  kind: 'user',
  agency: 'P371422',
  organisation: '',
  division: '371422',
  roles: ['prosecutor'],
  purpose: 'SUPERVISION',
};
export const deputy: Principal = { ...prosecutor, id: 'deputy-1', roles: ['deputy-chief-procurator'] };

export interface SmallHub {
  readonly hub: Hub;
  readonly config: Config;
  readonly policies: string;
  /** File of the hub's books. */
  readonly file: string;
  /** Another process that looks into the same books. */
  readonly beside: Store;
  /** What left for the sources. */
  readonly statements: string[];
  ask(
    query: string,
    principal?: Principal,
    variables?: Readonly<Record<string, unknown>>,
    operationName?: string,
  ): Promise<Answer>;
  events(chain?: string): Promise<readonly AuditEvent[]>;
  forward(ms: number): void;
  /** Closes the hub; its books can still be looked into. */
  closeHub(): Promise<void>;
  close(): Promise<void>;
}

type Options = Readonly<Record<string, unknown>>;

/** What other processes of a hub share with it. */
export interface Setting {
  readonly folder: string;
  readonly file: string;
  readonly clock: () => Date;
  readonly onStatement: (statement: string) => void;
}

/** The real hub over one small system, the directory of agencies, and policies of its own; remote where options name subgraphs. */
export async function openSmallHub(
  options: Options | ((setting: Setting) => Promise<Options>) = {},
): Promise<SmallHub> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-small-'));
  const policies = join(folder, 'policies');
  writePolicies(policies);
  const directory = join(folder, 'agencies.json');
  writeFileSync(
    directory,
    JSON.stringify([
      { agencyCode: 'P371422', name: '宁津县人民检察院', kind: 'PROCURATORATE', level: 'COUNTY' },
      { agencyCode: 'C371422', name: '宁津县人民法院', kind: 'COURT', level: 'COUNTY' },
    ]),
  );
  const file = join(folder, 'store.db');
  let now = morning;
  const clock = () => new Date(now);
  const statements: string[] = [];
  const setting = { clock, onStatement: (statement: string) => void statements.push(statement) };
  const config = parseConfig({
    store: { url: `file:${file}` },
    secret: 'a hub secret that only tests have, 32 bytes',
    adapters: [{ use: 'agency-directory', options: { file: directory } }],
    policies: { folder: policies },
    ...(typeof options === 'function' ? await options({ folder, file, ...setting }) : options),
  });
  const isRemote = Object.keys(config.subgraphs).length > 0;
  const hub = isRemote ? await openRemoteHub(config, setting) : await openHub(config, setting);
  const beside = await openStore({ url: `file:${file}`, clock, chain: 'beside', digest: 'sha256' });
  let closed: Promise<void> | undefined;
  const closeHub = () => {
    closed ??= hub.close();
    return closed;
  };
  return {
    hub,
    config,
    policies,
    file,
    beside,
    statements,
    ask: (query, principal = prosecutor, variables = {}, operationName = undefined) =>
      hub.answer({
        requestId: randomUUID(),
        principal,
        document: parse(query),
        operationName,
        variables,
        signal: new AbortController().signal,
      }),
    async events(chain = 'gateway') {
      const sql = 'SELECT event FROM audit_entry WHERE chain = ? ORDER BY sequence';
      const rows = await beside.database.query({ sql, params: [chain] });
      return rows.map(({ event }) => JSON.parse(String(event)) as AuditEvent);
    },
    forward: (ms) => {
      now += ms;
    },
    closeHub,
    close: async () => {
      await closeHub();
      await beside.close();
      rmSync(folder, { recursive: true });
    },
  };
}
