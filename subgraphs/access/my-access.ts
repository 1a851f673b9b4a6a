import type { Access, Change, Counting, Decision } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { dayOf } from '../../schema/values/day.js';
import type { Approval, Warrant } from '../../schema/warrant.js';
import type { Resolver } from '../kit/resolvers.js';
import { disclose } from './nodes.js';
import { createProspect, type Prospect } from './prospect.js';
import { badInput } from './refusals.js';
import type { AccessParts } from './services.js';
import { standingOf } from './standing.js';

/** `AccessEffect`. */
type AccessEffect =
  | 'ALLOWED'
  | 'MASKED'
  | 'NEEDS_RELATION'
  | 'NEEDS_PURPOSE'
  | 'NEEDS_MATTER'
  | 'NEEDS_APPROVAL'
  | 'DENIED';

/** `myAccess`: what this caller gets of each type under this purpose and matter, and what it may ask for. */
export function myAccess(parts: AccessParts): Resolver {
  return async (_parent, { types }: { types?: readonly string[] | null }, context) => {
    const asked = typesOf(parts.catalog, types);
    const prospect = await prospectOf(parts, context);
    return asked.map((type) => typeAccess(parts.catalog, type, prospect, context));
  };
}

// Types that policies govern by themselves; what is inside of records follows the record's fields.
function typesOf({ types }: Catalog, names: readonly string[] | null | undefined): readonly TypeEntry[] {
  const governed = [...types.values()].filter(isGoverned);
  if (names === null || names === undefined) return governed;
  return [...new Set(names)].map((name, index) => {
    const type = governed.find((each) => each.name === name);
    if (type === undefined) throw badInput(`types[${index}] is no record type of the schema`);
    return type;
  });
}

function isGoverned({ name, record, about }: TypeEntry): boolean {
  return record || about !== null || name === 'Mutation';
}

/** Somebody, for asking what an approval would open where no matter names anybody. */
const somebody = { persons: ['000000000000000000'], files: ['0'] };

/** The access under a matter, without and with an approval of everything for whom it names: what differs may be asked for. */
async function prospectOf(parts: AccessParts, context: RequestContext): Promise<Prospect> {
  const { catalog, clock, policiesOf } = parts;
  const { principal, access } = context;
  const { compiler } = policiesOf(access.policyVersion);
  const today = dayOf(clock());
  const standing = await standingOf(parts, context);
  const warrant: Warrant = standing?.warrant ?? {
    matter: { number: 'any', kind: 'CASE', line: null, division: principal.division, ...somebody },
    approvals: [],
  };
  const { kind, persons, files } = warrant.matter;
  const approval: Approval = {
    id: 'asked-for',
    fields: [...catalog.types.values()].filter(isGoverned).map(({ name }) => name),
    ...(kind === 'CASE' ? { persons, files } : somebody),
    until: clock().toISOString(),
    isBreakGlass: false,
  };
  const under = (approvals: readonly Approval[]): Access =>
    compiler.compile({ ...principal, warrant: { ...warrant, approvals } }, today);
  // Under a matter that is not open to the caller yet, an approval opens what the matter itself would.
  const now = standing === null ? under(warrant.approvals) : access;
  return createProspect(catalog, now, under([...warrant.approvals, approval]));
}

function typeAccess(catalog: Catalog, type: TypeEntry, prospect: Prospect, { access }: RequestContext) {
  const parts = { catalog, access };
  return disclose(parts, 'TypeAccess', {
    type: type.name,
    enter: words(access.enter(type.name)),
    countable: countable(access.counts(type.name)),
    get fields() {
      return [...type.fields.keys()].map((name) =>
        disclose(parts, 'FieldAccess', {
          name,
          ...words(access.decide(type.name, name)),
          get isRequestable() {
            return prospect.opens(type.name, name);
          },
        }),
      );
    },
  });
}

function countable(counting: Counting) {
  return counting.effect === 'DENY' ? null : { fields: [...counting.fields].sort(), smallestCell: counting.smallest };
}

function words(decision: Decision) {
  const { grant, basis } = decision;
  const common = { effect: effectOf(decision), grant, basis };
  if (decision.effect === 'DENY') {
    const { reason, remedy } = decision;
    return { ...common, rows: null, mask: null, reason, changes: decision.changes.map(changeOf), remedy };
  }
  const mask = decision.effect === 'MASK' ? decision.mask : null;
  return { ...common, rows: decision.rows, mask, reason: null, changes: null, remedy: null };
}

// What the caller can do about it: the heaviest of the changes says so. Roles and lines are not the caller's to change.
const weights: readonly (readonly [Change['kind'], AccessEffect])[] = [
  ['ROLE', 'DENIED'],
  ['LINE', 'DENIED'],
  ['APPROVAL', 'NEEDS_APPROVAL'],
  ['MATTER', 'NEEDS_MATTER'],
  ['PURPOSE', 'NEEDS_PURPOSE'],
  ['RELATION', 'NEEDS_RELATION'],
];

function effectOf(decision: Decision): AccessEffect {
  if (decision.effect === 'ALLOW') return 'ALLOWED';
  if (decision.effect === 'MASK') return 'MASKED';
  const kinds = new Set(decision.changes.map(({ kind }) => kind));
  return weights.find(([kind]) => kinds.has(kind))?.[1] ?? 'DENIED';
}

function changeOf(change: Change): { readonly kind: Change['kind']; readonly values: readonly string[] } {
  switch (change.kind) {
    case 'PURPOSE':
      return { kind: change.kind, values: change.purposes };
    case 'MATTER':
      return { kind: change.kind, values: [] };
    case 'APPROVAL':
      return { kind: change.kind, values: change.fields };
    case 'LINE':
      return { kind: change.kind, values: change.lines };
    case 'RELATION':
      return { kind: change.kind, values: change.through };
    case 'ROLE':
      return { kind: change.kind, values: change.roles };
  }
}
