import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const roles = `roles:
  prosecutor:
    number: R1
    title: { zh: 检察官, en: Prosecutor }
    purposes: [SUPERVISION, CASE_HANDLING, CORRECTION_MANAGEMENT]
  deputy-chief-procurator:
    number: R2
    title: { zh: 副检察长, en: Deputy chief procurator }
    purposes: [SUPERVISION]
  sysadmin:
    number: R17
    title: { zh: 系统管理员, en: System administrator }
    exclusive: true
    purposes: [AUDIT]
`;

const purpose = (name: string, lines = '') => `  ${name}:
    title: { zh: 目的, en: A purpose }
    classes: [PUBLIC, INTERNAL, SENSITIVE, SEALED]
    counted: [INTERNAL]
    basis: { law: 个人信息保护法, article: 第六条 }
${lines}`;

const purposes = `purposes:
${purpose('CASE_HANDLING', '    requestsADay: 2\n')}${purpose('SUPERVISION', '    release: MATTER_CLOSED\n')}${purpose(
  'CORRECTION_MANAGEMENT',
  '    personsAMatter: 1\n',
)}${['STATISTICS', 'SELF_ACCESS', 'PUBLIC_SERVICE', 'AUDIT'].map((name) => purpose(name)).join('')}`;

const basis = 'basis: { law: 人民检察院组织法, article: 第二十一条 }';
const everybody = 'roles: [prosecutor, deputy-chief-procurator]\n    purposes: [SUPERVISION, CASE_HANDLING]';

/** What of the directory of agencies is open: tests flip it while the hub runs. */
export type AgencyFields = readonly string[];

function set(agency: AgencyFields): string {
  return `set: small
about: A few rules for tests of the gateway.
grants:
  - id: small.agency
    ${everybody}
    on: { Agency: [${agency.join(', ')}] }
    effect: allow
    ${basis}
  - id: small.person
    roles: [prosecutor]
    purposes: [CORRECTION_MANAGEMENT]
    on: { Person: [citizenId] }
    effect: allow
    ${basis}
  - id: small.subject.number
    ${everybody}
    on: { CorrectionSubject: [subjectNo, correctionType, correctionStartDate] }
    effect: allow
    rows: [territory]
    ${basis}
  - id: small.subject.masked
    ${everybody}
    on: { CorrectionSubject: [citizenId, name] }
    effect: mask
    rows: [territory]
    ${basis}
  - id: small.subject.clear
    ${everybody}
    on: { CorrectionSubject: [citizenId, name] }
    effect: allow
    rows: [territory, in-matter]
    ${basis}
  - id: small.subject.phone
    ${everybody}
    on: { CorrectionSubject: [phone] }
    effect: allow
    rows: [territory, in-matter]
    needs: approval
    ${basis}
  - id: small.subject.address
    ${everybody}
    on: { CorrectionSubject: [residenceAddress] }
    effect: allow
    rows: [territory, in-matter]
    ${basis}
  - id: small.subject.counted
    ${everybody}
    on: { CorrectionSubject: [correctionType] }
    effect: count
    rows: [territory]
    smallest: 3
    ${basis}
  - id: small.sealed
    roles: [prosecutor]
    purposes: [SUPERVISION]
    on: { PublicOrderCase: [caseNo] }
    effect: allow
    sealing: true
    ${basis}
  - id: small.books
    ${everybody}
    on:
      TypeAccess: "*"
      FieldAccess: "*"
      Matter: "*"
      AccessRequest: "*"
    effect: allow
    ${basis}
  - id: small.opens
    roles: [deputy-chief-procurator]
    purposes: [SUPERVISION]
    on: { Mutation: [openMatter, closeMatter, approveAccess, revokeAccess] }
    effect: allow
    ${basis}
  - id: small.asks
    roles: [prosecutor]
    purposes: [SUPERVISION]
    on: { Mutation: [requestAccess] }
    effect: allow
    ${basis}
`;
}

/** Writes a folder of policies for tests. */
export function writePolicies(folder: string, agency: AgencyFields = ['agencyCode', 'name', 'kind', 'level']): void {
  mkdirSync(join(folder, 'sets'), { recursive: true });
  writeFileSync(join(folder, 'roles.yaml'), roles);
  writeFileSync(join(folder, 'purposes.yaml'), purposes);
  writeSet(folder, set(agency));
}

export function openAgency(folder: string, agency: AgencyFields): void {
  writeSet(folder, set(agency));
}

export function writeSet(folder: string, text: string): void {
  writeFileSync(join(folder, 'sets', 'small.policy.yaml'), text);
}
