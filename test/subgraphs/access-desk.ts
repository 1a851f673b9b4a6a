import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReport } from '../../gateway/report.js';
import { openStanding } from '../../gateway/warrants/standing.js';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { AuditEvent } from '../../schema/audit.js';
import type { RequestContext } from '../../schema/context.js';
import type { Principal } from '../../schema/principal.js';
import { dayOf } from '../../schema/values/day.js';
import { openStore } from '../../store/open-store.js';
import { createAccessSubgraph } from '../../subgraphs/access/access-subgraph.js';
import { createSeals } from '../../subgraphs/kit/seals.js';
import { catalog, sets } from '../policies/the-sets.js';

const compiler = createAccessCompiler(sets, catalog);
const seals = createSeals(new Uint8Array(48).fill(7));

/** Who asks. */
export type Caller = Omit<Principal, 'warrant' | 'organisation'>;

/** Persons of the tests: two citizens, and one whom a record knows without an id. */
export const persons = {
  yu: { citizenId: '371422198805120052', token: tokenOf('371422198805120052') },
  chen: { citizenId: '371422199003070036', token: tokenOf('371422199003070036') },
  nameless: { token: seals.sealPerson({ kind: 'record', entity: 'PoliceCase', adapter: 'police', id: '7' }) },
} as const;

function tokenOf(citizenId: string): string {
  return seals.sealPerson({ kind: 'citizen', citizenId });
}

/** What the log knows a person by. */
export function digestOf({ citizenId }: { readonly citizenId: string }): string {
  return seals.digestSubject(citizenId);
}

const staff = (id: string, role: string, rest: Partial<Caller> = {}): Caller => ({
  id,
  kind: 'user',
  agency: 'JCY-371422',
  division: '371422',
  roles: [role],
  purpose: 'SUPERVISION',
  lines: ['EXECUTION', 'CRIMINAL'],
  ...rest,
});

/** Accounts of the tests. */
export const callers = {
  prosecutor: staff('wang', 'prosecutor'),
  colleague: staff('zhao', 'prosecutor'),
  caseManager: staff('qian', 'case-manager'),
  deputy: staff('sun', 'deputy-chief-procurator'),
  secondDeputy: staff('li', 'deputy-chief-procurator'),
  deputyElsewhere: staff('zhou', 'deputy-chief-procurator', { agency: 'JCY-371423', division: '371423' }),
  officer: staff('feng', 'police-officer', { agency: '371422010000', purpose: 'CASE_HANDLING' }),
  legalOfficer: staff('he', 'police-legal-officer', { agency: '371422010000', purpose: 'CASE_HANDLING' }),
  auditor: staff('lv', 'auditor', { agency: 'HUB', division: '37', purpose: 'AUDIT' }),
  yu: staff('yu', 'subject', {
    kind: 'subject',
    purpose: 'SELF_ACCESS',
    subject: persons.yu.citizenId,
    agency: 'PUBLIC',
  }),
} as const;

export interface Told {
  readonly data: unknown;
  /** `CODE: message` of each error. */
  readonly errors: readonly string[];
  /** What the audit entry will hold of it. */
  readonly details: NonNullable<AuditEvent['detail']>;
  readonly subjects: readonly string[];
}

/** The subgraph over a store of its own, with a clock that the test moves. */
export async function openDesk() {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-access-'));
  let now = Date.parse('2026-11-02T01:00:00.000Z');
  let ids = 0;
  const clock = () => new Date(now);
  const store = await openStore({ url: `file:${join(folder, 'store.db')}`, clock, chain: 'hub', digest: 'sha256' });
  const { access: book, audit, auditReader } = store;
  const subgraph = createAccessSubgraph(catalog, {
    book,
    auditReader,
    policiesOf: () => ({ sets, compiler }),
    clock,
    newId: () => {
      ids += 1;
      return `request-${ids}`;
    },
  });

  /** The principal under the matter that it declares, as the gateway makes it. */
  async function principalOf(caller: Caller): Promise<Principal> {
    const principal = { ...caller, organisation: '' };
    if (caller.matter === undefined || 'warrant' in caller) return principal;
    const standing = openStanding(await book.standing(caller.id, caller.matter), seals);
    const warrant = standing.warrant(caller.purpose, caller.lines ?? [], clock());
    return warrant === null ? principal : { ...principal, warrant };
  }

  async function ask(caller: Caller, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Told> {
    const principal = await principalOf(caller);
    const report = createReport();
    const context: RequestContext = {
      requestId: 'r',
      principal,
      access: compiler.compile(principal, dayOf(clock())),
      mask: compiler.mask,
      reader: { holds: () => false, read: () => Promise.reject(new Error('the books need no source')) } as never,
      seals,
      report,
      signal: new AbortController().signal,
    };
    const { data, errors = [] } = await subgraph.execute({ query, variables }, context);
    return {
      data: JSON.parse(JSON.stringify(data ?? null)),
      errors: errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`),
      details: report.details(),
      subjects: report.subjects(),
    };
  }

  return {
    ask,
    principalOf,
    clock,
    /** Lets time pass, hours. */
    pass: (hours: number) => {
      now += hours * 3_600_000;
    },
    /** Writes an entry of the log, a second after the one before. */
    log: async (entry: Partial<AuditEvent>) => {
      now += 1_000;
      await audit.append({ ...anEntry, at: clock().toISOString(), ...entry });
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

const anEntry: Omit<AuditEvent, 'at'> = {
  requestId: 'q',
  action: 'QUERY',
  principal: { id: 'wang', agency: 'JCY-371422', division: '371422', roles: ['prosecutor'] },
  purpose: 'SUPERVISION',
  matter: null,
  operation: 'op',
  subjects: [],
  fields: { ALLOW: ['Query.person', 'Person.name'], MASK: ['Person.phone'] },
  sources: { police: 'OK' },
  policyVersion: 'v1',
  outcome: 'OK',
};

/** The prosecutor's case about Yu, opened by case management. */
export const theCase = {
  number: '宁检执监〔2026〕3号',
  title: '社区矫正执行监督',
  line: 'EXECUTION',
  divisionCode: '371422',
  persons: [persons.yu.token],
  files: ['宁矫〔2026〕12号'],
  handlers: ['wang', 'zhao'],
} as const;

export const openMatter = `mutation ($input: MatterInput!) { openMatter(input: $input) { number kind line title agencyCode
  divisionCode persons { id } files handlers openedBy openedAt closedAt isMine } }`;

export const requestAccess = `mutation ($input: AccessRequestInput!) { requestAccess(input: $input) { id state } }`;

export const approveAccess = `mutation ($id: ID!, $until: DateTime, $reason: String) {
  approveAccess(id: $id, until: $until, reason: $reason) { id state until isInForce decidedBy decisionReason } }`;

/** The prosecutor under the case. */
export const underTheCase: Caller = { ...callers.prosecutor, matter: theCase.number };

export const theRequest = {
  fields: ['Person.phone'],
  persons: [persons.yu.token],
  reason: '需要当面核实报到情况',
} as const;
