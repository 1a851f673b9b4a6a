import type { PolicySets } from '../../policies/language/sets.js';
import type { Access, AccessCompiler } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { businessLines, type Warrant } from '../../schema/warrant.js';
import type { Row } from './naive-rows.js';
import { matches } from './oracle-source.js';

// What one role has of one kind of data, found by asking the compiled sets about one record: of the role's own agency,
// territory, office and person, in the matter that it acts under. So a cell says what the matrix says ("F own", "F area"),
// and the rows that are not one's own are the business of the tests of rows.

/** One line of the matrix: the fields that stand for it, and what is otherwise with the record. */
export interface MatrixRow {
  readonly at: readonly string[];
  /** Record types whose counts are its D; those of the fields unless told otherwise. */
  readonly counted?: readonly string[];
  readonly record?: Row;
  /** The record is about somebody else than the one who asks. */
  readonly isOthers?: boolean;
}

/** 2026-11-02 is the day; the record is of last month. */
export const today = '2026-11-02';

const own = 'A';
const county = '371422';
const ordinary: Row = {
  citizenId: 'P',
  victimCitizenId: 'P',
  reporterCitizenId: 'P',
  applicantCitizenId: 'P',
  legalRepresentativeCitizenId: 'P',
  caseNumber: 'F',
  caseNo: 'F',
  subjectNo: 'F',
  incidentNo: 'F',
  decisionNumber: 'F',
  referralNo: 'F',
  agencyCode: own,
  decisionAgencyCode: own,
  executingAgency: own,
  applicantAgency: own,
  applicantCreditCode: own,
  recipientCode: own,
  courtAgencyCode: own,
  purchaserCode: own,
  judicialOfficeCode: 'O',
  jurisdictionDivisionCode: county,
  executionDivisionCode: county,
  residenceDivisionCode: county,
  householdDivisionCode: county,
  sealed: false,
  published: false,
  status: 'IN_CORRECTION',
  correctionEndDate: '2027-10-01',
  sentDate: '2026-10-01',
  transferForProsecutionDate: '2026-10-01',
  decidedDate: '2026-10-01',
  at: '2026-10-01T09:00:00+08:00',
  removedAt: null,
  role: 'DEFENDANT',
  isOwn: false,
  isMine: false,
  isBreakGlass: false,
};

/** What somebody may bring: nothing, an open matter, a business line, an approval; the first that opens is the cell. */
const standings = [
  { clear: 'F', masked: 'M' },
  { clear: 'Fm', masked: 'Mm', matter: true },
  { clear: 'Fl', masked: 'Ml', line: true },
  { clear: 'Fml', masked: 'Mml', matter: true, line: true },
  { clear: 'A', masked: 'A', matter: true, approval: true },
  { clear: 'Al', masked: 'Al', matter: true, approval: true, line: true },
] as const;

const nothing = '-';

export class MatrixReader {
  private readonly sets: PolicySets;
  private readonly facts: SchemaFacts;
  private readonly compiler: AccessCompiler;

  constructor(sets: PolicySets, facts: SchemaFacts, compiler: AccessCompiler) {
    this.sets = sets;
    this.facts = facts;
    this.compiler = compiler;
  }

  /** The cell of a role: one word for all fields of the row, or one for each. */
  cell(role: string, row: MatrixRow): string {
    const words = row.at.map((coordinate) => this.word(role, coordinate, row));
    if (words.every((word) => word === nothing)) return this.isCounted(role, row) ? 'D' : nothing;
    return new Set(words).size === 1 ? words.slice(0, 1).join() : words.join('/');
  }

  /** The smallest number that a role is told; null when it is told none. */
  smallest(role: string): number | null {
    const told = this.counting(role, [...this.facts.types.keys()]).map(({ smallest }) => smallest);
    return told.length === 0 ? null : Math.min(...told);
  }

  private word(role: string, coordinate: string, row: MatrixRow): string {
    const [type = '', field = ''] = coordinate.split('.');
    const record = { ...ordinary, ...row.record };
    let masked: string | null = null;
    for (const standing of standings) {
      const effects = this.accesses(role, standing, [coordinate], row.isOthers).map((access) =>
        this.effectOn(access, type, field, record),
      );
      if (effects.includes('ALLOW')) return masked === null ? standing.clear : `${masked}>${standing.clear}`;
      if (effects.includes('MASK')) masked ??= standing.masked;
    }
    return masked ?? nothing;
  }

  private isCounted(role: string, { at, counted, record }: MatrixRow): boolean {
    const types = counted ?? at.map((coordinate) => coordinate.replace(/\..*/, ''));
    return this.counting(role, types).some(({ rows }) => matches(rows, { ...ordinary, ...record }));
  }

  /** What grants let a role count; that rows which are seen may be counted is nothing of its own. */
  private counting(role: string, types: readonly string[]) {
    const byGrant = new Set(this.sets.grants.filter(({ effect }) => effect === 'count').map(({ id }) => id));
    return this.accesses(role, standings[0], []).flatMap((access) =>
      types.flatMap((type) => {
        const counts = access.counts(type);
        return counts.effect === 'ALLOW' && byGrant.has(counts.grant) ? [counts] : [];
      }),
    );
  }

  /** What is seen of a field on the record, on the best way to it. */
  private effectOn(access: Access, type: string, field: string, record: Row): 'ALLOW' | 'MASK' | null {
    const found = this.waysTo(access, type, record, []).map((way) => {
      const decision = access.decide(type, field);
      if (decision.effect === 'DENY') return null;
      if (decision.rows === 'ALL') return decision.effect;
      const met = access.cases(type, field, way ?? undefined).find(({ where }) => matches(where, record));
      return met?.effect ?? null;
    });
    return found.includes('ALLOW') ? 'ALLOW' : found.includes('MASK') ? 'MASK' : null;
  }

  /** Ways on which the record exists: the entry points (null), and relations from parents that exist. */
  private waysTo(access: Access, type: string, record: Row, from: readonly string[]): readonly (string | null)[] {
    const relations = [...this.facts.types.values()].flatMap((parent) =>
      [...parent.fields]
        .filter(([, { joined, target }]) => joined && target === type)
        .map(([name]) => [parent.name, `${parent.name}.${name}`] as const),
    );
    const reached = relations
      .filter(([, way]) => matches(access.rows(type, way), record))
      .filter(([parent]) => !from.includes(parent) && from.length < 3)
      .filter(([parent]) => this.waysTo(access, parent, record, [...from, type]).length > 0)
      .map(([, way]) => way);
    return matches(access.rows(type), record) ? [null, ...reached] : reached;
  }

  private accesses(
    role: string,
    standing: (typeof standings)[number],
    fields: readonly string[],
    isOthers = false,
  ): readonly Access[] {
    const purposes = [...(this.sets.roles.get(role)?.purposes ?? [])];
    return purposes.map((purpose) =>
      this.compiler.compile(principal(role, purpose, standing, fields, isOthers), today),
    );
  }
}

function principal(
  role: string,
  purpose: Purpose,
  standing: (typeof standings)[number],
  fields: readonly string[],
  isOthers: boolean,
): Principal {
  const named = { persons: ['P'], files: ['F'] };
  const approval = { id: 'a', fields, ...named, until: '2026-12-01T00:00:00+08:00', isBreakGlass: false };
  const warrant: Warrant = {
    matter: { number: '1', kind: 'CASE', line: null, division: county, ...named },
    approvals: 'approval' in standing ? [approval] : [],
  };
  return {
    id: 'a',
    kind: 'user',
    agency: own,
    organisation: 'O',
    division: county,
    roles: [role],
    purpose,
    lines: 'line' in standing ? businessLines : [],
    ...(isOthers ? {} : { subject: 'P' }),
    ...('matter' in standing ? { warrant } : {}),
  };
}
