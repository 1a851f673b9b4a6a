// long: the naive interpreter reads top to bottom, with no part shared with the engine.
import type { FieldSelector, Grant, PolicySets, Prohibition, RowRule } from '../../policies/engine/sets.js';
import type { MaskKind } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';

/** A row as the interpreter sees it. */
export type Row = Readonly<Record<string, string | boolean | null>>;

export type NaiveDecision =
  | { readonly effect: 'ALLOW' }
  | { readonly effect: 'MASK'; readonly mask: MaskKind }
  /** With the relations that lead on where the way taken does not. */
  | { readonly effect: 'DENY'; readonly prohibited: boolean; readonly through?: readonly string[] };

const denied: NaiveDecision = { effect: 'DENY', prohibited: false };

/**
 * Reads the policy language word by word, row by row, with no compilation and no shared code: slow, and plain enough
 * to be believed. A field is decided by asking of every possible row what may be seen of it.
 */
export class NaiveInterpreter {
  readonly sets: PolicySets;
  readonly facts: SchemaFacts;
  readonly principal: Principal;
  readonly purpose: Purpose | null;
  readonly approved: boolean;
  // Answers already worked out: the reading stays naive, its repetition need not.
  private readonly known = new Map<string, unknown>();

  constructor(sets: PolicySets, facts: SchemaFacts, principal: Principal, purpose: Purpose | null, approved = false) {
    this.sets = sets;
    this.facts = facts;
    this.principal = principal;
    this.purpose = purpose;
    this.approved = approved;
  }

  decide(type: string, field: string): NaiveDecision {
    const facts = this.facts.types.get(type);
    const fieldFacts = facts?.fields.get(field);
    if (!facts || !fieldFacts) return denied;
    if (this.isValue(type)) {
      if (fieldFacts.target !== null) return this.enterBy(fieldFacts.target, null);
      return fieldFacts.class === 'PUBLIC' || fieldFacts.class === 'INTERNAL' ? { effect: 'ALLOW' } : denied;
    }
    if (this.isProhibited(type, field)) return { effect: 'DENY', prohibited: true };
    const own = this.own(type, field);
    if (own.effect !== 'DENY') return own;
    if (fieldFacts.target !== null) {
      const here = this.enter(type);
      return here.effect === 'DENY'
        ? here
        : this.enterBy(fieldFacts.target, fieldFacts.joined ? `${type}.${field}` : null);
    }
    if (field === 'source' || (type === 'Person' && field === 'id')) return this.enter(type);
    if (facts.fields.has(`${field}Code`)) return this.decide(type, `${field}Code`);
    return own;
  }

  enter(type: string): NaiveDecision {
    return this.once(`enter ${type}`, () => this.readEnter(type));
  }

  /** What a way to a type is worth: a relation, or null for its entry points. */
  enterBy(type: string, way: string | null): NaiveDecision {
    const decision = this.enter(type);
    const saysWays = this.sets.grants.some(({ rows }) => JSON.stringify(rows).includes('through'));
    if (decision.effect === 'DENY' || this.isValue(type) || !saysWays) return decision;
    const ways = new Set(this.openedRows(type).map((row) => row.way));
    return ways.has(way) ? decision : { effect: 'DENY', prohibited: false, through: [...ways].map(String).sort() };
  }

  private once<Value>(question: string, read: () => Value): Value {
    if (!this.known.has(question)) this.known.set(question, read());
    return this.known.get(question) as Value;
  }

  private readEnter(type: string): NaiveDecision {
    const facts = this.facts.types.get(type);
    if (!facts) return denied;
    if (this.isValue(type)) return { effect: 'ALLOW' };
    const fields = [...facts.fields.keys()];
    const open = fields.some((field) => !this.isProhibited(type, field) && this.own(type, field).effect !== 'DENY');
    if (open) return { effect: 'ALLOW' };
    const plain = fields.filter((field) => this.isPlain(type, field));
    return { effect: 'DENY', prohibited: plain.length > 0 && plain.every((field) => this.isProhibited(type, field)) };
  }

  /** Whether a row of a governed type exists for the principal. */
  exists(type: string, row: Row): boolean {
    return this.enter(type).effect !== 'DENY' && (this.isValue(type) || this.isOpened(type, row));
  }

  /** All rows that differ in what conditions look at. */
  universe(type: string): readonly Row[] {
    return this.once(`universe ${type}`, () => this.readUniverse(type));
  }

  private readUniverse(type: string): readonly Row[] {
    const fields = this.facts.types.get(type)?.fields ?? new Map();
    const { agency, division, subject = '' } = this.principal;
    const rules = JSON.stringify(this.sets.grants.map((grant) => grant.rows));
    const says = (word: string) => rules.includes(word);
    const choices: [string, readonly (string | boolean | null)[]][] = [
      ['agencyCode', says('own-agency') ? [agency, 'elsewhere', null] : [null]],
      ['jurisdictionDivisionCode', says('territory') ? [division, '999999'] : [null]],
      ['residenceDivisionCode', says('territory') ? [division, null] : [null]],
      ['citizenId', says('own-subject') ? [subject, 'somebody'] : ['somebody']],
      ['sealed', [true, false, null]],
      ['published', says('published') ? [true, null] : [null]],
      ['kind', says('kind') ? ['A', 'B', 'C'] : ['C']],
    ];
    // The same record on two ways is two rows here: one may exist and the other not.
    let rows: Row[] = (says('through') ? [null, ...this.waysTo(type)] : [null]).map((way) => ({ way }));
    for (const [field, values] of choices)
      if (fields.has(field)) rows = rows.flatMap((row) => values.map((value) => ({ ...row, [field]: value })));
    return rows;
  }

  private waysTo(target: string): readonly string[] {
    return [...this.facts.types.values()].flatMap((type) =>
      [...type.fields].flatMap(([name, field]) =>
        field.target === target && field.joined ? [`${type.name}.${name}`] : [],
      ),
    );
  }

  private openedRows(type: string): readonly Row[] {
    return this.once(`rows ${type}`, () => this.universe(type).filter((row) => this.isOpened(type, row)));
  }

  private own(type: string, field: string): NaiveDecision {
    const grants = this.grantsFor(type, field);
    const masks = new Set(grants.filter((g) => g.effect === 'mask').map((g) => this.maskOf(g, type, field)));
    let worst: 'ALLOW' | 'MASK' = 'ALLOW';
    let seen = false;
    if (grants.length === 0) return denied;
    for (const row of this.openedRows(type)) {
      seen = true;
      const here = grants.filter((grant) => this.holds(grant, type, row));
      if (here.length === 0) return denied;
      if (!here.some((grant) => grant.effect === 'allow')) worst = 'MASK';
    }
    if (!seen) return denied;
    const [mask] = masks;
    if (worst === 'ALLOW' || !mask) return { effect: 'ALLOW' };
    return { effect: 'MASK', mask: masks.size > 1 ? 'DROP' : mask };
  }

  /** Whether a grant opens anything of a row, whatever comes of the fields. */
  isOpened(type: string, row: Row): boolean {
    return this.openingGrants(type).some((grant) => this.holds(grant, type, row));
  }

  private openingGrants(type: string): readonly Grant[] {
    return this.once(`opening ${type}`, () => {
      const fields = [...(this.facts.types.get(type)?.fields.keys() ?? [])];
      return fields.flatMap((field) => (this.isProhibited(type, field) ? [] : this.grantsFor(type, field)));
    });
  }

  // Grants that could ever show something of the field.
  private grantsFor(type: string, field: string): readonly Grant[] {
    return this.once(`grants ${type}.${field}`, () => this.readGrants(type, field));
  }

  private readGrants(type: string, field: string): readonly Grant[] {
    const facts = this.facts.types.get(type)?.fields.get(field);
    const cap = this.purpose === null ? undefined : this.sets.purposes.get(this.purpose);
    if (!facts || !cap || this.purpose === null) return [];
    const purpose = this.purpose;
    return this.sets.grants.filter((grant) => {
      if (!grant.purposes.has(purpose)) return false;
      if (grant.needs === 'approval' && !this.approved) return false;
      const byRole = this.principal.roles.some(
        (role) => grant.roles.has(role) && this.sets.roles.get(role)?.purposes.has(purpose),
      );
      if (!byRole || !this.takes(grant.on.get(type), grant.sealing, type, field)) return false;
      if (cap.withheld.has(type)) return false;
      if (grant.effect === 'mask' && this.maskOf(grant, type, field) === null) return false;
      const inCap = cap.classes.has(facts.class) || (grant.effect === 'mask' && cap.masked.has(facts.class));
      return inCap && this.universe(type).some((row) => this.holds(grant, type, row));
    });
  }

  private takes(selector: FieldSelector | undefined, sealing: boolean, type: string, field: string): boolean {
    const facts = this.facts.types.get(type)?.fields.get(field);
    if (!selector || !facts || (facts.class === 'SEALED' && !sealing)) return false;
    if (isNameList(selector)) return selector.includes(field);
    if (!this.isPlain(type, field)) return false;
    return selector === '*' || inClasses(selector, facts.class, field);
  }

  private isProhibited(type: string, field: string): boolean {
    return this.sets.prohibitions.some((prohibition) => this.prohibits(prohibition, type, field));
  }

  private prohibits({ roles, purposes, on }: Prohibition, type: string, field: string): boolean {
    const selector = on.get(type);
    const facts = this.facts.types.get(type)?.fields.get(field);
    if (!selector || !facts) return false;
    if (roles !== '*' && !this.principal.roles.some((role) => roles.has(role))) return false;
    if (purposes !== '*' && (this.purpose === null || !purposes.has(this.purpose))) return false;
    if (isNameList(selector)) return selector.includes(field);
    return selector === '*' || inClasses(selector, facts.class, field);
  }

  private holds(grant: Grant, type: string, row: Row): boolean {
    const hasSealed = this.facts.types.get(type)?.fields.has('sealed') === true;
    if (hasSealed && !grant.sealing && !this.satisfies('not-sealed', type, row)) return false;
    return grant.rows.every((rule) => this.satisfies(rule, type, row));
  }

  private satisfies(rule: RowRule, type: string, row: Row): boolean {
    const { agency, division, subject } = this.principal;
    if (typeof rule === 'object') {
      if ('own-agency' in rule) return agency !== '' && row[rule['own-agency'].field] === agency;
      if ('equals' in rule) return row[rule.equals.field] === rule.equals.value;
      if ('through' in rule)
        return rule.through.some(({ coordinate, target }) => target === type && coordinate === row.way);
      return rule.in.values.some((value) => row[rule.in.field] === value);
    }
    const below = (value: string | boolean | null | undefined) =>
      typeof value === 'string' && division !== '' && value.startsWith(division);
    switch (rule) {
      case 'own-agency':
        return agency !== '' && row.agencyCode === agency;
      case 'own-subject':
        return Boolean(subject) && row.citizenId === subject;
      case 'territory':
        return below(row.jurisdictionDivisionCode) || below(row.residenceDivisionCode);
      case 'published':
        return row.published === true;
      case 'not-sealed':
        return row.sealed === false || (row.sealed === null && this.sets.openWhenSealingUnknown.has(type));
      case 'own-organisation':
        return false;
    }
  }

  private maskOf(grant: Grant, type: string, field: string): MaskKind | null {
    return grant.as ?? this.facts.types.get(type)?.fields.get(field)?.mask ?? null;
  }

  private isPlain(type: string, field: string): boolean {
    const facts = this.facts.types.get(type);
    if (!facts || facts.fields.get(field)?.target !== null) return false;
    return field !== 'source' && !(type === 'Person' && field === 'id') && !facts.fields.has(`${field}Code`);
  }

  private isValue(type: string): boolean {
    const isNamed = [...this.sets.grants, ...this.sets.prohibitions].some(({ on }) => on.has(type));
    return this.facts.types.get(type)?.record === false && !isNamed;
  }
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
