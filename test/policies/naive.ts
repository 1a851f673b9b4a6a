// long: the naive interpreter reads top to bottom, with no part shared with the engine.
import type { FieldSelector, Grant, PolicySets, Prohibition } from '../../policies/language/sets.js';
import type { MaskKind, RowScope } from '../../schema/access.js';
import type { FieldFacts, SchemaFacts, TypeFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { coversField, isInClear, isSince, isWithin, names, type Reached, type Reader } from './naive-rows.js';
import { universe } from './naive-universe.js';

/** What may be seen of a field on one row. */
export type NaiveEffect = 'ALLOW' | MaskKind | 'DENY';

export type NaiveDecision =
  | { readonly effect: 'ALLOW'; readonly rows: RowScope }
  | { readonly effect: 'MASK'; readonly mask: MaskKind; readonly rows: RowScope }
  /** With the relations that lead on where the way taken does not. */
  | { readonly effect: 'DENY'; readonly prohibited: boolean; readonly through?: readonly string[] };

export type NaiveCounting =
  | { readonly effect: 'ALLOW'; readonly fields: readonly string[]; readonly smallest: number }
  | { readonly effect: 'DENY' };

const allowed: NaiveDecision = { effect: 'ALLOW', rows: 'ALL' };
const denied: NaiveDecision = { effect: 'DENY', prohibited: false };

/**
 * Reads the policy language word by word, row by row, with no compilation and no shared code: slow, and plain enough
 * to be believed. A field is decided by asking of every possible row what may be seen of it.
 */
export class NaiveInterpreter {
  readonly sets: PolicySets;
  readonly facts: SchemaFacts;
  readonly principal: Principal;
  readonly today: string;
  private readonly given: ReadonlyMap<string, readonly Reached[]>;
  // Answers already worked out: the reading stays naive, its repetition need not.
  private readonly known = new Map<string, unknown>();

  /** @param given rows that are asked about besides those that the rules themselves tell of, by type */
  constructor(
    sets: PolicySets,
    facts: SchemaFacts,
    principal: Principal,
    today: string,
    given: ReadonlyMap<string, readonly Reached[]> = new Map(),
  ) {
    this.sets = sets;
    this.facts = facts;
    this.principal = principal;
    this.today = today;
    this.given = given;
  }

  decide(type: string, field: string): NaiveDecision {
    const facts = this.facts.types.get(type);
    const fieldFacts = facts?.fields.get(field);
    if (!facts || !fieldFacts) return denied;
    if (this.isValue(facts)) {
      if (fieldFacts.target !== null) return this.enterBy(fieldFacts.target, null);
      return fieldFacts.class === 'PUBLIC' || fieldFacts.class === 'INTERNAL' ? allowed : denied;
    }
    if (this.isProhibited(facts, field)) return { effect: 'DENY', prohibited: true };
    const own = this.own(facts, field);
    return own.effect === 'DENY' && !this.isPlain(facts, field) ? this.follow(facts, field, fieldFacts) : own;
  }

  // What stands for something else is decided as that is, unless it is named and open wherever rows are.
  private follow(type: TypeFacts, field: string, { target, joined }: FieldFacts): NaiveDecision {
    if (target !== null) {
      const here = this.enter(type.name);
      return here.effect === 'DENY' ? here : this.enterBy(target, joined ? `${type.name}.${field}` : null);
    }
    return type.fields.has(`${field}Code`) ? this.decide(type.name, `${field}Code`) : this.enter(type.name);
  }

  enter(type: string): NaiveDecision {
    return this.once(`enter ${type}`, () => this.readEnter(type));
  }

  /** What a way to a type is worth: a relation, or null for its entry points. */
  enterBy(type: string, way: string | null): NaiveDecision {
    const decision = this.enter(type);
    const facts = this.facts.types.get(type);
    if (decision.effect === 'DENY' || !facts || this.isValue(facts) || !this.isBoundToWays(facts)) return decision;
    const ways = new Set(this.existing(facts).map((reached) => reached.way));
    return ways.has(way) ? decision : { effect: 'DENY', prohibited: false, through: [...ways].map(String).sort() };
  }

  // Whether a grant names relations: otherwise rows exist on every way or on none, and the universe knows one only.
  private isBoundToWays(type: TypeFacts): boolean {
    return this.openings(type).some(([{ rows }]) => JSON.stringify(rows).includes('through'));
  }

  private readEnter(type: string): NaiveDecision {
    const facts = this.facts.types.get(type);
    if (!facts) return denied;
    if (this.isValue(facts)) return allowed;
    const fields = [...facts.fields.keys()];
    const isOpen = fields.some((field) => this.isOpen(facts, field));
    if (isOpen) return allowed;
    const plain = fields.filter((field) => this.isPlain(facts, field));
    return { effect: 'DENY', prohibited: plain.length > 0 && plain.every((field) => this.isProhibited(facts, field)) };
  }

  private isOpen(type: TypeFacts, field: string): boolean {
    return !this.isProhibited(type, field) && this.own(type, field).effect !== 'DENY';
  }

  /** Whether a row of a type exists for the principal on the way that it was reached by. */
  isVisible(type: string, reached: Reached): boolean {
    const facts = this.facts.types.get(type);
    if (!facts || this.enter(type).effect === 'DENY') return false;
    return this.isValue(facts) || this.isOpened(facts, reached);
  }

  /** What may be seen of one field of one row. */
  effectOn(type: string, field: string, reached: Reached): NaiveEffect {
    const facts = this.facts.types.get(type);
    const fieldFacts = facts?.fields.get(field);
    if (!facts || !fieldFacts || !this.isVisible(type, reached)) return 'DENY';
    const decision = this.decide(type, field);
    if (decision.effect === 'DENY') return 'DENY';
    if (decision.rows === 'ALL') return decision.effect === 'MASK' ? decision.mask : 'ALLOW';
    if (!this.isPlain(facts, field)) return this.effectOn(type, `${field}Code`, reached);
    const here = this.grantsFor(facts, field).filter((grant) => this.holds(grant, facts, field, reached));
    if (here.some(({ effect }) => effect === 'allow')) return 'ALLOW';
    return here.length > 0 ? this.maskFor(facts, field) : 'DENY';
  }

  /** Whether a row is among those that are counted. */
  isCounted(type: string, row: Reached['row']): boolean {
    const facts = this.facts.types.get(type);
    if (!facts || this.counts(type).effect === 'DENY') return false;
    const reached = { row, way: null };
    const counting = this.countGrants(facts);
    return counting.length === 0
      ? this.isVisible(type, reached)
      : counting.some((grant) => this.isInReach(grant, facts, reached));
  }

  counts(type: string): NaiveCounting {
    const facts = this.facts.types.get(type);
    if (!facts?.record) return { effect: 'DENY' };
    const values = [...facts.fields.keys()].filter((field) => this.isPlain(facts, field));
    const grants = this.countGrants(facts);
    if (grants.length > 0) {
      const fields = values.filter((field) => grants.every((grant) => this.isCountedBy(grant, facts, field)));
      return { effect: 'ALLOW', fields: fields.sort(), smallest: Math.max(...grants.map(({ smallest }) => smallest)) };
    }
    if (this.enterBy(type, null).effect === 'DENY') return { effect: 'DENY' };
    const clear = values.filter((field) => this.isClear(type, field));
    return { effect: 'ALLOW', fields: clear.sort(), smallest: 0 };
  }

  /** Whether a field has decisions of its own, and does not follow another, its type, or what it leads to. */
  isPlainField(type: string, field: string): boolean {
    const facts = this.facts.types.get(type);
    return facts !== undefined && this.isPlain(facts, field);
  }

  /** Whether a field is open in clear on every row. */
  isClear(type: string, field: string): boolean {
    const decision = this.decide(type, field);
    return decision.effect === 'ALLOW' && decision.rows === 'ALL';
  }

  // Those that count at least one row by at least one field.
  private countGrants(type: TypeFacts): readonly Grant[] {
    return this.once(`counting ${type.name}`, () => {
      const grants = this.sets.grants.filter((grant) => grant.effect === 'count' && this.speaks(grant, type));
      const rows = this.rowsTold(grants, type);
      return grants.filter(
        (grant) =>
          [...type.fields.keys()].some((field) => this.isCountedBy(grant, type, field)) &&
          rows.some((reached) => reached.way === null && this.isInReach(grant, type, reached)),
      );
    });
  }

  private isCountedBy(grant: Grant, type: TypeFacts, field: string): boolean {
    const cap = this.cap();
    const facts = type.fields.get(field);
    if (!cap || !facts || !this.isPlain(type, field)) return false;
    if (this.isProhibited(type, field) || cap.withheld.has(`${type.name}.${field}`)) return false;
    return (
      this.takes(grant.on.get(type.name), grant.sealing, type, field) &&
      (cap.classes.has(facts.class) || cap.counted.has(facts.class))
    );
  }

  /** All rows that grants could tell apart, on all ways. */
  universe(type: string): readonly Reached[] {
    return this.once(`universe ${type}`, () => {
      const facts = this.facts.types.get(type);
      if (!facts) return [];
      const grants = this.sets.grants.filter((grant) => grant.effect !== 'count' && this.speaks(grant, facts));
      return this.rowsTold(grants, facts);
    });
  }

  private rowsTold(grants: readonly Grant[], type: TypeFacts): readonly Reached[] {
    const depth = this.cap()?.history.get(type.name);
    const { principal, today } = this;
    const ground = { fields: this.rowFields(type), ways: this.waysTo(type.name), principal, today };
    return [...universe(grants, depth === undefined ? [] : [depth], ground), ...(this.given.get(type.name) ?? [])];
  }

  private rowFields(type: TypeFacts): ReadonlySet<string> {
    return new Set(this.facts.types.get(type.about ?? type.name)?.fields.keys());
  }

  private waysTo(target: string): readonly (string | null)[] {
    const relations = [...this.facts.types.values()].flatMap((type) =>
      [...type.fields].flatMap(([name, field]) =>
        field.target === target && field.joined ? [`${type.name}.${name}`] : [],
      ),
    );
    return [null, ...relations];
  }

  private existing(type: TypeFacts): readonly Reached[] {
    return this.once(`existing ${type.name}`, () =>
      this.universe(type.name).filter((reached) => this.isOpened(type, reached)),
    );
  }

  // By grants alone: on every row that exists, on some, or on none.
  private own(type: TypeFacts, field: string): NaiveDecision {
    return this.once(`own ${type.name}.${field}`, () => {
      const grants = this.grantsFor(type, field);
      if (grants.length === 0) return denied;
      const allows = grants.filter(({ effect }) => effect === 'allow');
      const isOpenOnAll = (by: readonly Grant[]) =>
        this.existing(type).every((reached) => by.some((grant) => this.holds(grant, type, field, reached)));
      const mask = this.maskFor(type, field);
      if (allows.length > 0 && isOpenOnAll(allows)) return allowed;
      const isOnAll = isOpenOnAll(grants);
      // What stands for something else has one effect on all rows: the lesser of those that differ.
      if (!this.isPlain(type, field))
        return isOnAll && allows.length < grants.length ? { effect: 'MASK', mask, rows: 'ALL' } : denied;
      if (allows.length > 0) return { effect: 'ALLOW', rows: 'SOME' };
      return { effect: 'MASK', mask, rows: isOnAll ? 'ALL' : 'SOME' };
    });
  }

  /** Whether a grant opens anything of a row, whatever comes of the fields. */
  private isOpened(type: TypeFacts, reached: Reached): boolean {
    return this.openings(type).some(([grant, field]) => this.holds(grant, type, field, reached));
  }

  private openings(type: TypeFacts): readonly (readonly [Grant, string])[] {
    return this.once(`openings ${type.name}`, () => {
      const fields = [...type.fields.keys()].filter((field) => !this.isProhibited(type, field));
      const pairs = fields.flatMap((field) => this.grantsFor(type, field).map((grant) => [grant, field] as const));
      // A grant that waits for nothing opens the same rows on every field: once is enough to ask.
      return pairs.filter(
        ([grant], at) => grant.needs !== null || pairs.findIndex(([other]) => other === grant) === at,
      );
    });
  }

  // Grants that could ever show something of the field.
  private grantsFor(type: TypeFacts, field: string): readonly Grant[] {
    return this.once(`grants ${type.name}.${field}`, () =>
      this.sets.grants.filter(
        (grant) =>
          this.opens(grant, type, field) &&
          this.universe(type.name).some((reached) => this.holds(grant, type, field, reached)),
      ),
    );
  }

  private opens(grant: Grant, type: TypeFacts, field: string): boolean {
    const facts = type.fields.get(field);
    const cap = this.cap();
    if (!facts || !cap || grant.effect === 'count' || !this.speaks(grant, type)) return false;
    if (!this.takes(grant.on.get(type.name), grant.sealing, type, field)) return false;
    if (cap.withheld.has(`${type.name}.${field}`)) return false;
    if (cap.classes.has(facts.class)) return grant.effect === 'allow' || formatOf(grant, facts) !== null;
    return grant.effect === 'mask' && cap.masked.has(facts.class) && formatOf(grant, facts) !== null;
  }

  // Whether a grant speaks of the type to this principal under this purpose at all.
  private speaks(grant: Grant, type: TypeFacts): boolean {
    const { purpose, roles, lines = [], warrant } = this.principal;
    const cap = this.cap();
    if (purpose === undefined || !cap || !grant.purposes.has(purpose) || !grant.on.has(type.name)) return false;
    if (cap.withheld.has(type.name) || (cap.only !== null && !cap.only.has(type.name))) return false;
    if (grant.rows.includes('in-matter') && warrant === undefined) return false;
    if (grant.lines !== null && !lines.some((line) => grant.lines?.has(line))) return false;
    return roles.some((role) => grant.roles.has(role) && this.mayDeclare(role, purpose));
  }

  private mayDeclare(role: string, purpose: Purpose): boolean {
    return this.sets.roles.get(role)?.purposes.has(purpose) === true;
  }

  /** Whether a grant opens a field on a row: its rules, the sealing, the depth of history, and what waits for approval. */
  private holds(grant: Grant, type: TypeFacts, field: string, reached: Reached): boolean {
    if (!this.isInReach(grant, type, reached)) return false;
    if (grant.needs === null) return true;
    const approvals = this.principal.warrant?.approvals ?? [];
    return approvals.some(
      (each) => coversField(each, type.name, field) && names(reached.row, each.persons, each.files),
    );
  }

  private isInReach(grant: Grant, type: TypeFacts, reached: Reached): boolean {
    const reader = this.readerOf(type);
    const depth = this.cap()?.history.get(type.name);
    if (depth !== undefined && !isSince(reached.row, depth.field, depth.months, this.today)) return false;
    return isInClear(grant, reached.row, reader) && isWithin(grant.rows, reached, reader);
  }

  private readerOf({ name, about }: TypeFacts): Reader {
    const type = about ?? name;
    const isOpenWhenSealingUnknown = this.sets.openWhenSealingUnknown.has(type);
    return { type, principal: this.principal, today: this.today, isOpenWhenSealingUnknown };
  }

  private takes(selector: FieldSelector | undefined, sealing: boolean, type: TypeFacts, field: string): boolean {
    const facts = type.fields.get(field);
    if (!selector || !facts || (facts.class === 'SEALED' && !sealing)) return false;
    if (isNameList(selector)) return selector.includes(field);
    if (!this.isPlain(type, field)) return false;
    return selector === '*' || inClasses(selector, facts.class, field);
  }

  private isProhibited(type: TypeFacts, field: string): boolean {
    return this.once(`prohibited ${type.name}.${field}`, () =>
      this.sets.prohibitions.some((prohibition) => this.prohibits(prohibition, type, field)),
    );
  }

  private prohibits({ roles, purposes, on }: Prohibition, type: TypeFacts, field: string): boolean {
    const selector = on.get(type.name);
    const facts = type.fields.get(field);
    const { purpose } = this.principal;
    if (!selector || !facts) return false;
    if (roles !== '*' && !this.principal.roles.some((role) => roles.has(role))) return false;
    if (purposes !== '*' && (purpose === undefined || !purposes.has(purpose))) return false;
    if (isNameList(selector)) return selector.includes(field);
    return selector === '*' || inClasses(selector, facts.class, field);
  }

  private maskFor(type: TypeFacts, field: string): MaskKind {
    const facts = type.fields.get(field);
    const masks = this.grantsFor(type, field).filter(({ effect }) => effect === 'mask');
    const formats = new Set(masks.map((grant) => (facts === undefined ? null : formatOf(grant, facts))));
    const [format] = formats;
    return formats.size > 1 || !format ? 'DROP' : format;
  }

  private isPlain(type: TypeFacts, field: string): boolean {
    if (type.fields.get(field)?.target !== null) return false;
    return field !== 'source' && !(type.name === 'Person' && field === 'id') && !type.fields.has(`${field}Code`);
  }

  private isValue(type: TypeFacts): boolean {
    if (type.record || type.about !== null || type.name === 'Mutation') return false;
    return ![...this.sets.grants, ...this.sets.prohibitions].some(({ on }) => on.has(type.name));
  }

  private cap() {
    return this.principal.purpose === undefined ? undefined : this.sets.purposes.get(this.principal.purpose);
  }

  private once<Answer>(question: string, read: () => Answer): Answer {
    if (!this.known.has(question)) this.known.set(question, read());
    return this.known.get(question) as Answer;
  }
}

function formatOf(grant: Grant, field: FieldFacts): MaskKind | null {
  return grant.as ?? field.mask;
}

function isNameList(selector: FieldSelector): selector is readonly string[] {
  return Array.isArray(selector);
}

function inClasses(
  selector: Exclude<FieldSelector, '*' | readonly string[]>,
  dataClass: string,
  field: string,
): boolean {
  return selector.classes.some((each) => each === dataClass) && !selector.except.includes(field);
}
