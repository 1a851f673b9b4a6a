import type { FieldFacts, SchemaFacts, TypeFacts } from '../../schema/facts.js';
import type { Purpose } from '../../schema/purpose.js';
import { isNames, laws } from './laws.js';
import { fieldsFor, wantedFields } from './rule-fields.js';
import type { FieldSelector, Grant, Prohibition, PurposeCap, Role, RowRule } from './sets.js';
import type { Path, YamlFile } from './yaml-file.js';

/** What sets are held against. */
export interface Ground {
  readonly facts: SchemaFacts;
  readonly roles: ReadonlyMap<string, Role>;
  readonly purposes: ReadonlyMap<Purpose, PurposeCap>;
}

type Report = (path: Path, fact: string) => void;

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
  if (grant.as !== null && grant.effect === 'allow')
    report(['as'], 'a format belongs to effect mask; drop "as" or write "effect: mask"');
  checkRelations(grant, ground, report);
  for (const [name, selector] of grant.on) {
    const type = checkType(name, selector, ground, report);
    if (type === undefined) continue;
    checkRows(grant, type, report);
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

function checkRows(grant: Grant, type: TypeFacts, report: Report): void {
  for (const rule of grant.rows) {
    if (isThrough(rule) || fieldsFor(rule, type).length > 0) continue;
    const word = typeof rule === 'string' ? rule : Object.keys(rule).join();
    const wanted = wantedFields(rule);
    report(
      ['rows'],
      `rows ${word} need ${wanted.join(' or ')}, which ${type.name} lacks; move ${type.name} to a grant of its own`,
    );
  }
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
  for (const purpose of grant.purposes) {
    const cap = purposes.get(purpose);
    if (cap !== undefined && !laws.permits(cap, grant.effect, type.name, field.class))
      report(['on', type.name], `${purpose} never opens ${at} (${field.class}); see purposes.yaml`);
  }
}

function checkMask(grant: Grant, at: string, field: FieldFacts, type: string, report: Report): void {
  if (field.target !== null)
    report(['on', type], `${at} leads to records and cannot be masked; grant the fields of ${field.target}`);
  else if (grant.as === null && field.mask === null)
    report(['on', type], `${at} has no mask in the schema; name one with "as" or drop the field`);
}

/** `; did you mean X?` when a known word is close, else the remedy in general. */
function nearest(word: string, known: Iterable<string>): string {
  const [best] = [...known]
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, word.length / 4))
    .sort((a, b) => a.distance - b.distance);
  return best === undefined ? '; correct or remove it' : `; did you mean ${best.each}?`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
