import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { PolicySets } from '../../policies/language/sets.js';
import { type PolicyFiles, parsePolicies } from '../../policies/loading/load.js';
import type { SetFile } from '../../policies/loading/policy-file.js';
import type { Access } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import { purposes } from '../../schema/purpose.js';
import type { Approval, Matter, Warrant } from '../../schema/warrant.js';
import { factsOf } from './small-schema.js';

/** A subject of community correction with a plan, whether somebody is one, a public notice, and two mutations. */
export const facts = factsOf({
  Subject: {
    record: true,
    fields: {
      subjectNo: ['INTERNAL'],
      name: ['INTERNAL', 'NAME'],
      citizenId: ['SENSITIVE', 'CITIZEN_ID'],
      phone: ['SENSITIVE', 'PHONE'],
      statusCode: ['INTERNAL'],
      status: ['INTERNAL'],
      secret: ['SEALED'],
      agencyCode: ['INTERNAL'],
      jurisdictionDivisionCode: ['INTERNAL'],
      endDate: ['INTERNAL'],
      sealed: ['INTERNAL'],
      source: ['PUBLIC'],
      plan: ['INTERNAL', null, 'Plan'],
    },
  },
  Plan: { record: true, fields: { text: ['INTERNAL'], sealed: ['INTERNAL'] } },
  Notice: { record: true, fields: { title: ['PUBLIC'], subject: ['INTERNAL', null, 'Subject', 'refers'] } },
  UnderCorrection: { record: false, about: 'Subject', fields: { exists: ['INTERNAL'], agencyCode: ['INTERNAL'] } },
  Case: {
    record: true,
    fields: {
      number: ['INTERNAL'],
      agencyCode: ['INTERNAL'],
      deciderCode: ['INTERNAL'],
      judicialOfficeCode: ['INTERNAL'],
      line: ['INTERNAL'],
      citizenId: ['SENSITIVE', 'CITIZEN_ID'],
      jurisdictionDivisionCode: ['INTERNAL'],
      executionDivisionCode: ['INTERNAL'],
      published: ['PUBLIC'],
      sealed: ['INTERNAL'],
    },
  },
  Address: { record: false, fields: { city: ['INTERNAL'], door: ['SENSITIVE'] } },
  Mutation: {
    record: false,
    fields: { openMatter: ['INTERNAL', null, 'Notice'], approve: ['INTERNAL', null, 'Notice'] },
  },
});

const basis = { law: '法', article: '第一条' };
const title = { zh: '某', en: 'Some' };
const roles = {
  clerk: { number: 'R1', title, purposes: ['CASE_HANDLING', 'SUPERVISION', 'STATISTICS'] },
  chief: { number: 'R2', title, purposes: ['CASE_HANDLING', 'SUPERVISION'] },
  auditor: { number: 'R3', title, exclusive: true, purposes: ['AUDIT'] },
};
const everything = { title, classes: ['PUBLIC', 'INTERNAL', 'SENSITIVE', 'SEALED'], basis };

type RawGrant = Partial<SetFile['grants'][number]> & Pick<SetFile['grants'][number], 'on'>;
type RawCap = Readonly<Record<string, unknown>>;

/** Grants in a few words: of the clerk, for handling cases, to allow, unless they say otherwise. */
export interface SmallSets {
  readonly grants: readonly (Omit<RawGrant, 'rows'> & { readonly rows?: readonly unknown[] })[];
  readonly prohibitions?: readonly { readonly on: SetFile['prohibitions'][number]['on'] }[];
  readonly caps?: Readonly<Record<string, RawCap>>;
}

export function filesOf({ grants, prohibitions = [], caps = {} }: SmallSets): PolicyFiles {
  const set = {
    set: 'small',
    about: 'Small.',
    grants: grants.map((grant, at) => ({
      id: `small.g${at}`,
      roles: ['clerk'],
      purposes: ['CASE_HANDLING'],
      effect: 'allow',
      basis,
      ...grant,
    })),
    prohibitions: prohibitions.map((each, at) => ({ id: `small.p${at}`, roles: '*', purposes: '*', basis, ...each })),
  };
  // JSON is YAML.
  const file = (name: string, value: unknown) => ({ name, text: JSON.stringify(value) });
  return {
    roles: file('roles.yaml', { roles }),
    purposes: file('purposes.yaml', {
      purposes: Object.fromEntries(purposes.map((name) => [name, { ...everything, ...caps[name] }])),
    }),
    sets: [file('small.policy.yaml', set)],
  };
}

export function setsOf(small: SmallSets): PolicySets {
  return parsePolicies(filesOf(small), facts);
}

export const today = '2026-11-22';
export const citizenId = '371422198503021234';
export const matter: Matter = {
  number: 'M1',
  kind: 'CASE',
  line: null,
  division: '371400',
  persons: [citizenId],
  files: ['S1'],
};

export function approvalOf(fields: readonly string[], more: Partial<Approval> = {}): Approval {
  const names = { persons: [citizenId], files: [] };
  return { id: fields.join(), fields, ...names, until: '2027-01-01T00:00:00Z', isBreakGlass: false, ...more };
}

export function warrantOf(...approvals: readonly Approval[]): Warrant {
  return { matter, approvals };
}

/** A clerk of Shandong who declares no purpose. */
export const clerk: Principal = {
  id: 'u1',
  kind: 'user',
  agency: 'A',
  organisation: 'O',
  division: '370000',
  roles: ['clerk'],
};

/** The access of a clerk who handles cases, unless said otherwise. */
export function accessOf(small: SmallSets, more: Partial<Principal> = {}): Access {
  const principal: Principal = { ...clerk, purpose: 'CASE_HANDLING', ...more };
  return createAccessCompiler(setsOf(small), facts).compile(principal, today);
}

/** Effect and rows, or the remedy. */
export function inBrief(access: Access, type: string, field?: string): string {
  const decision = field === undefined ? access.enter(type) : access.decide(type, field);
  if (decision.effect === 'DENY') return `DENY ${decision.reason}: ${decision.remedy}`;
  return `${decision.effect}${decision.effect === 'MASK' ? ` ${decision.mask}` : ''} ${decision.rows}`;
}
