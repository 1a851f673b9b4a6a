import type { Decision } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { Purpose } from '../../schema/purpose.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { laws } from '../engine/laws.js';
import { createSharedAccess, type SharedAccess } from '../engine/shared-access.js';
import { approvalsOf, linesInUse, partsOf } from '../engine/standing.js';
import { actingRoles, type PolicySets, type Role } from '../language/sets.js';
import { casesInWords, rowsInWords } from './row-words.js';
import { principalOf, type Specimen } from './specimen.js';

/** One cell: what one role, in one standing, sees of one field (`Type.field`) or of a type at its entry points (`Type`). */
export interface MatrixCell {
  readonly role: string;
  readonly purpose: Purpose;
  /** `none`, `CASE`, `CAMPAIGN`, `approved` (everything), a business line, or a line with `approved`. */
  readonly standing: string;
  readonly coordinate: string;
  /** `F` full, `M` and its format, `S(…)` on some rows, `D` counted only, `—` nothing. */
  readonly word: string;
  /** Rows in words: of a type all that exist, of a field those of each effect where they differ; empty elsewhere. */
  readonly rows: readonly string[];
  readonly decision: Decision;
}

/** The type that a cell is about. */
export function typeOf({ coordinate }: MatrixCell): string {
  return coordinate.split('.', 1).join();
}

/** Role × purpose that the role may declare × standing × coordinate, in the order of the files and of the schema. */
export function* matrix(sets: PolicySets, facts: SchemaFacts): Generator<MatrixCell> {
  const lines = linesInUse(sets);
  const sharedBy = createSharedAccess(sets, facts, laws, lines, 1);
  for (const role of sets.roles.values())
    for (const purpose of role.purposes)
      for (const [standing, specimen] of standingsOf(role, purpose, sets, facts)) {
        const principal = principalOf(specimen);
        const shared = sharedBy(partsOf(sets, lines, principal, approvalsOf(principal)));
        for (const cell of cellsOf(shared, facts)) yield { role: role.name, purpose, standing, ...cell };
      }
}

function standingsOf(
  role: Role,
  purpose: Purpose,
  sets: PolicySets,
  facts: SchemaFacts,
): readonly (readonly [string, Specimen])[] {
  const asked = { role: role.name, purpose };
  const approved = [...facts.types.keys()];
  const acting = actingRoles(sets, [role.name], purpose);
  const own = sets.grants.filter((grant) => laws.applies(grant, { ...nobody, acting, roles: acting, purpose }));
  const lines = new Set<BusinessLine>(own.flatMap((grant) => [...(grant.lines ?? [])]));
  return [
    ['none', asked],
    ['CASE', { ...asked, under: 'CASE' }],
    ['CAMPAIGN', { ...asked, under: 'CAMPAIGN' }],
    ['approved', { ...asked, approved }],
    ...[...lines].flatMap((line): readonly (readonly [string, Specimen])[] => [
      [line, { ...asked, lines: [line] }],
      [`${line} approved`, { ...asked, lines: [line], approved }],
    ]),
  ];
}

const nobody = { lines: new Set<BusinessLine>(), matter: null, approvals: [] };

type Cell = Pick<MatrixCell, 'coordinate' | 'word' | 'rows' | 'decision'>;

function* cellsOf(shared: SharedAccess, facts: SchemaFacts): Generator<Cell> {
  const { verdicts } = shared;
  for (const type of facts.types.values()) {
    const counting = verdicts.counts(type.name);
    const counted = counting.effect === 'DENY' ? new Set<string>() : counting.fields;
    const entry = shared.enter(type.name);
    const open = verdicts.openings(type.name);
    const counts =
      counting.effect === 'DENY' || counting.openings === open
        ? []
        : rowsInWords(counting.openings).map((rows) => `D from ${counting.smallest} on ${rows}`);
    yield {
      coordinate: type.name,
      word: entry.effect === 'DENY' ? (counts.length > 0 ? 'D' : '—') : 'F',
      rows: [...rowsInWords(open), ...counts],
      decision: entry,
    };
    for (const field of type.fields.keys()) {
      const decision = shared.decide(type.name, field);
      const partly = verdicts.partly(type.name, field);
      const best = decision.effect === 'DENY' ? (counted.has(field) ? 'D' : '—') : wordOf(decision);
      const mask = partly?.mask ?? null;
      const both = partly !== null && partly.allows.length > 0 && mask !== null ? `F|M ${mask}` : best;
      yield {
        coordinate: `${type.name}.${field}`,
        word: partly === null ? best : `S(${both})`,
        rows: partly === null ? [] : casesInWords(partly),
        decision,
      };
    }
  }
}

function wordOf(decision: Exclude<Decision, { effect: 'DENY' }>): string {
  return decision.effect === 'ALLOW' ? 'F' : `M ${decision.mask}`;
}
