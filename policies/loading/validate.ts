import type { FieldFacts, SchemaFacts, TypeFacts } from '../../schema/facts.js';
import { closest, nearest } from '../../schema/nearest.js';
import type { Purpose } from '../../schema/purpose.js';
import { isNames, laws } from '../engine/laws.js';
import { kindOf } from '../language/field-kind.js';
import { fieldsFor, wantedFields } from '../language/row-rule.js';
import type { FieldSelector, Grant, Prohibition, PurposeCap, Role, RowRule } from '../language/sets.js';
import type { Path, YamlFile } from './yaml-file.js';

/** What sets are held against. */
export interface Ground {
  readonly facts: SchemaFacts;
  readonly roles: ReadonlyMap<string, Role>;
  readonly purposes: ReadonlyMap<Purpose, PurposeCap>;
}

export type Report = (path: Path, fact: string) => void;

/** A reporter that writes `file:line: subject: fact` for places under `base`. */
export function reporter(file: YamlFile<unknown>, base: Path, subject: string, problems: string[]): Report {
  return (path, fact) => problems.push(`${file.at([...base, ...path])}: ${subject}: ${fact}`);
}

export function checkGrant(grant: Grant, ground: Ground, report: Report): void {
  checkRoles(grant.roles, ground, report);
  for (const role of grant.roles)
    if (ground.roles.has(role) && !declares(role, grant.purposes, ground))
      report(['roles'], `role ${role} may declare none of the purposes of this grant; drop it or see roles.yaml`);
  for (const purpose of grant.purposes)
    if (![...grant.roles].some((role) => declares(role, [purpose], ground)))
      report(['purposes'], `no role of this grant may declare ${purpose}; drop it or see roles.yaml`);
  if (grant.as !== null && grant.effect !== 'mask')
    report(['as'], 'a format belongs to effect mask; drop "as" or write "effect: mask"');
  if (grant.effect === 'count') checkCount(grant, report);
  checkBounds(grant, report);
  checkRelations(grant, ground, report);
  for (const [name, selector] of grant.on) {
    const type = checkType(name, selector, ground, report);
    if (type === undefined) continue;
    checkRows(grant, type, ground, report);
    checkKind(grant, type, report);
    checkReached(grant, type, report);
    if (isNames(selector)) for (const field of selector) checkNamed(grant, type, field, ground, report);
  }
}

export function checkProhibition(prohibition: Prohibition, ground: Ground, report: Report): void {
  if (prohibition.roles !== '*') checkRoles(prohibition.roles, ground, report);
  for (const [name, selector] of prohibition.on) checkType(name, selector, ground, report);
}

function checkRoles(roles: ReadonlySet<string>, ground: Ground, report: Report): void {
  for (const role of roles)
    if (!ground.roles.has(role)) report(['roles'], `unknown role ${role}${nearest(role, ground.roles.keys())}`);
}

function declares(role: string, wanted: Iterable<Purpose>, { roles }: Ground): boolean {
  const own = roles.get(role)?.purposes;
  return own !== undefined && [...wanted].some((purpose) => own.has(purpose));
}

function checkType(name: string, selector: FieldSelector, { facts }: Ground, report: Report): TypeFacts | undefined {
  const type = facts.types.get(name);
  if (type === undefined) {
    report(['on', name], `unknown type ${name}${nearest(name, facts.types.keys())}`);
    return undefined;
  }
  const named = isNames(selector) ? selector : selector === '*' ? [] : selector.except;
  for (const field of named)
    if (!type.fields.has(field))
      report(['on', name], `unknown field ${name}.${field}${nearest(field, type.fields.keys())}`);
  return type;
}

function checkRows(grant: Grant, type: TypeFacts, { facts }: Ground, report: Report): void {
  // An existence answer has the rows of the record that it is about.
  const rowType = (type.about === null ? undefined : facts.types.get(type.about)) ?? type;
  const lacks = (wanted: readonly string[]) => `need ${wanted.join(' or ')}, which ${rowType.name} lacks`;
  const remedy = `move ${type.name} to a grant of its own`;
  for (const [at, rule] of grant.rows.entries()) {
    if (isThrough(rule) || fieldsFor(rule, rowType).length > 0) continue;
    const word = typeof rule === 'string' ? rule : Object.keys(rule).join();
    const wanted = wantedFields(rule);
    const [field = ''] = wanted;
    const meant = typeof rule === 'string' ? null : closest(field, rowType.fields.keys());
    report(['rows', at], `rows ${word} ${lacks(wanted)}; ${meant === null ? remedy : `did you mean ${meant}?`}`);
  }
  const naming = wantedFields('in-matter');
  if (grant.needs !== null && !naming.some((field) => rowType.fields.has(field)))
    report(['needs'], `approvals name persons or files: they ${lacks(naming)}; ${remedy}`);
}

function checkCount(grant: Grant, report: Report): void {
  if (grant.needs !== null) report(['needs'], 'a count shows no row that could be approved; drop "needs"');
  for (const [at, rule] of grant.rows.entries())
    if (isThrough(rule)) report(['rows', at], 'counts begin at no relation; drop "through"');
}

function checkBounds({ rows }: Grant, report: Report): void {
  for (const [at, rule] of rows.entries()) {
    if (typeof rule === 'string' || !('between' in rule)) continue;
    const { field, from, to } = rule.between;
    if (typeof from !== typeof to || from > to)
      report(['rows', at], `nothing lies between these ends of ${field}; put the lesser first, both of one kind`);
  }
}

function checkKind({ effect }: Grant, type: TypeFacts, report: Report): void {
  if (effect === 'count' && !type.record)
    report(['on', type.name], `only records are counted, and ${type.name} is none; name the record type`);
  if (effect === 'mask' && type.about !== null)
    report(['effect'], `whether ${type.about} exist is told or not; write "effect: allow"`);
}

function isThrough(rule: RowRule): rule is Extract<RowRule, { through: unknown }> {
  return typeof rule === 'object' && 'through' in rule;
}

/** Relations must exist, lead to what is granted, and start at a row that the subgraph itself has read. */
function checkRelations(grant: Grant, { facts }: Ground, report: Report): void {
  for (const [at, rule] of grant.rows.entries()) {
    if (!isThrough(rule)) continue;
    for (const [index, { coordinate, target }] of rule.through.entries()) {
      const fact = wrongIn(coordinate, target, grant, facts);
      if (fact !== null) report(['rows', at, 'through', index], fact);
    }
  }
}

function wrongIn(coordinate: string, target: string, grant: Grant, facts: SchemaFacts): string | null {
  const [typeName = '', name = ''] = coordinate.split('.');
  const type = facts.types.get(typeName);
  const field = type?.fields.get(name);
  if (type === undefined) return `unknown type ${typeName}${nearest(typeName, facts.types.keys())}`;
  if (field === undefined) return `unknown field ${coordinate}${nearest(name, type.fields.keys())}`;
  if (field.target === null)
    return `${coordinate} is no relation; name one that leads to ${[...grant.on.keys()].join(' or ')}`;
  if (!grant.on.has(target))
    return `${coordinate} leads to ${target}, which this grant does not name; drop it or grant ${target}`;
  if (!field.joined)
    return `${coordinate} refers to ${target} without a row that was read; name a relation of a record to its own parts`;
  return null;
}

function checkReached(grant: Grant, type: TypeFacts, report: Report): void {
  // What leads nowhere is reported as such.
  for (const [at, rule] of grant.rows.entries())
    if (isThrough(rule) && !rule.through.some(({ target }) => target === type.name || target === ''))
      report(
        ['rows', at],
        `no relation of through leads to ${type.name}; add one or move ${type.name} to a grant of its own`,
      );
}

// What a grant names it must be able to open: otherwise its author believes something that is not so.
function checkNamed(grant: Grant, type: TypeFacts, name: string, { purposes }: Ground, report: Report): void {
  const field = type.fields.get(name);
  if (field === undefined) return;
  const at = `${type.name}.${name}`;
  if (field.class === 'SEALED' && !grant.sealing)
    report(['on', type.name], `${at} is sealed; add "sealing: true" if the law opens it, or drop it`);
  if (grant.effect === 'mask') checkMask(grant, at, field, type.name, report);
  if (grant.effect === 'count' && kindOf(type, name) !== 'plain')
    report(['on', type.name], `nothing is counted by ${at}, which follows another field; name a field of values`);
  for (const purpose of grant.purposes) {
    const cap = purposes.get(purpose);
    if (cap !== undefined && !isWithin(cap, grant, type, field, name))
      report(['on', type.name], `${purpose} never opens ${at} (${field.class}); see purposes.yaml`);
  }
}

function isWithin(cap: PurposeCap, { effect }: Grant, type: TypeFacts, field: FieldFacts, name: string): boolean {
  if (!laws.touches(cap, type.name) || laws.withholds(cap, type.name, name)) return false;
  return effect === 'count' ? laws.permitsCounting(cap, field.class) : laws.permits(cap, effect, field.class);
}

function checkMask(grant: Grant, at: string, field: FieldFacts, type: string, report: Report): void {
  if (field.target !== null)
    report(['on', type], `${at} leads to records and cannot be masked; grant the fields of ${field.target}`);
  else if (grant.as === null && field.mask === null)
    report(['on', type], `${at} has no mask in the schema; name one with "as" or drop the field`);
}
