import { type Blame, blame } from '../language/blame.js';
import { check } from '../language/check.js';
import { planned, type Scope, undecided } from '../language/expression.js';
import { type FactField, type FactType, type ObjectType, ownField } from '../language/fact-type.js';
import { type Absence, type Fact, type FactMap, isFactMap, type Row } from '../language/facts.js';
import type { Decide } from './decide.js';
import { isMadeOfSensitive } from './evidence.js';
import { type Compiled, compileExpression } from './expressions.js';
import type { RuleFile } from './format.js';
import { type KeyPlace, keyPlaces } from './key-places.js';
import type { Parameters } from './parameters.js';
import { baseNames, type ReportPath } from './plan.js';
import type { Decision, Grouping, GroupRule, RowKey, RuleSetting } from './rule-book.js';

/** How rows are put into groups, compiled. */
export interface GroupPlan {
  readonly row: ObjectType;
  /** What conditions see as `group`. */
  readonly type: ObjectType;
  readonly by: Compiled;
  readonly places: readonly KeyPlace[] | null;
  readonly where: Compiled;
  readonly keep: readonly Kept[];
  readonly most: number;
}

interface Kept {
  readonly name: string;
  readonly value: Compiled;
  /** The object whose `source` the value is of; null where it was worked out. */
  readonly owner: ((scope: Scope) => unknown) | null;
}

export function compileGroup(
  file: RuleFile,
  group: NonNullable<RuleFile['group']>,
  row: ObjectType,
  report: ReportPath,
): GroupPlan {
  const names = baseNames(file, 'row', row);
  const compile = (path: readonly string[], text: string, wanted?: 'bool') =>
    compileExpression(text, names, (message) => report(path, `${path.join('.')}: ${message}`), wanted);
  const keep = Object.entries(group.keep).map(([name, text]): Kept & { readonly field: FactField } => {
    const value = compile(['group', 'keep', name], text);
    const tree = value.tree?.exprKind.case === 'selectExpr' ? value.tree.exprKind.value.operand : undefined;
    const above = tree === undefined ? null : check(tree, names, () => {}).type;
    const field = value.tree?.exprKind.case === 'selectExpr' ? value.uses.at(-1)?.field : undefined;
    const hasSource = above?.kind === 'object' && above.fields.has('source');
    const known = field ?? workedOut(value);
    return {
      name,
      value,
      owner: tree !== undefined && hasSource ? planned(tree) : null,
      field: { ...known, type: value.type },
    };
  });
  const by = compile(['group', 'by'], group.by);
  return {
    row,
    type: groupType(workedOut(by), new Map(keep.map(({ name, field }) => [name, field]))),
    by,
    places: keyPlaces(by.tree, names),
    where: compile(['group', 'where'], group.where, 'bool'),
    keep,
    most: group.most,
  };
}

function workedOut(value: Compiled): FactField {
  return { ...ownField(value.type), class: isMadeOfSensitive(value) ? 'SENSITIVE' : 'INTERNAL' };
}

function groupType(key: FactField, kept: ReadonlyMap<string, FactField>): ObjectType {
  const rows: FactType = { kind: 'list', of: { kind: 'object', name: 'kept', fields: kept } };
  const fields = new Map([
    ['key', key],
    ['rows', ownField(rows)],
    ['size', ownField({ kind: 'int' })],
  ]);
  return { kind: 'object', name: 'group', fields };
}

interface Group {
  readonly key: Fact;
  readonly rows: FactMap[];
  readonly absent: Map<string, Absence>;
  /** Why it is not known who belongs to it. */
  doubt: Blame | null;
}

/** A rule over many records; what it holds is bounded, and one that cannot hold everything decides nothing. */
export function createGroupRule(plan: GroupPlan, decide: Decide, parameters: Parameters): GroupRule {
  return {
    keyPaths: plan.places?.map(({ path }) => path) ?? null,
    keyOf: (row, { today }) => rowKey(plan, row, { row: row.facts, p: parameters(null, today), today }),
    start: (setting, keys) => startGrouping(plan, decide, parameters, { ...setting, keys }),
  };
}

function rowKey(plan: GroupPlan, row: Row, scope: Scope): RowKey {
  const key = plan.by.evaluate(scope);
  if (typeof key === 'string') {
    const places = plan.places?.filter(({ evaluate }) => evaluate(scope) === key) ?? [];
    return { kind: 'KEY', key, paths: places.map(({ path }) => path) };
  }
  const isUnread = key === undecided && blame(plan.by.uses, row, plan.row).reason !== 'NO_VALUE';
  return { kind: isUnread && plan.where.evaluate(scope) !== false ? 'ANY' : 'NONE' };
}

interface GroupSetting extends RuleSetting {
  readonly keys: ReadonlySet<string> | undefined;
}

function startGrouping(plan: GroupPlan, decide: Decide, parameters: Parameters, setting: GroupSetting): Grouping {
  const groups = new Map<string, Group>();
  const p = parameters(null, setting.today);
  let held = 0;
  /** A record that may belong to any group leaves all of them open. */
  let anywhere: Blame | null = null;

  function add(row: Row): void {
    const scope = { row: row.facts, p, today: setting.today };
    const belongs = plan.where.evaluate(scope);
    if (belongs === false || held > plan.most) return;
    const key = keyOf(row, scope);
    if (key === null || setting.keys?.has(String(key)) === false) return;
    const group = groupOf(key);
    held += 1;
    if (belongs === true) group.rows.push(keep(row, scope, group));
    else group.doubt ??= blame(plan.where.uses, row, plan.row);
  }

  function keyOf(row: Row, scope: Scope): Fact {
    const key = plan.by.evaluate(scope);
    if (key !== undecided) return key;
    const found = blame(plan.by.uses, row, plan.row);
    if (found.reason !== 'NO_VALUE') anywhere ??= found;
    return null;
  }

  function groupOf(key: Fact): Group {
    const name = `${typeof key} ${String(key)}`;
    const known = groups.get(name);
    if (known !== undefined) return known;
    const made: Group = { key, rows: [], absent: new Map(), doubt: null };
    groups.set(name, made);
    return made;
  }

  function keep(row: Row, scope: Scope, group: Group): FactMap {
    const kept = new Map<string, Fact>();
    for (const { name, value, owner } of plan.keep) {
      const fact = value.evaluate(scope);
      if (fact !== undecided) {
        kept.set(name, fact);
        const source = owner === null ? undefined : sourceIn(owner(scope));
        if (source !== undefined) kept.set(`@${name}`, source);
        continue;
      }
      const { reason } = blame(value.uses, row, plan.row);
      if (reason === 'NO_VALUE') kept.set(name, null);
      else group.absent.set(`rows.${name}`, reason);
    }
    return kept;
  }

  function* decideAll(): Iterable<Decision> {
    const tooMany: Blame | null = held > plan.most ? { reason: 'TOO_MANY', coordinate: null } : null;
    const open = tooMany ?? anywhere;
    // Also where no group is known: else a list of which nothing was read would be one in which nothing is.
    if (open !== null) yield { kind: 'INDETERMINATE', ...open, fingerprint: null };
    if (tooMany !== null) return;
    for (const group of groups.values()) {
      const why = open ?? group.doubt;
      if (why !== null) yield { kind: 'INDETERMINATE', ...why, fingerprint: null };
      else yield decide({ facts: factsOf(group), absent: group.absent }, setting);
    }
  }

  return { add, decideAll };
}

function factsOf({ key, rows }: Group): FactMap {
  return new Map<string, Fact>([
    ['key', key],
    ['rows', rows],
    ['size', BigInt(rows.length)],
  ]);
}

function sourceIn(owner: unknown): Fact | undefined {
  return isFactMap(owner) ? owner.get('source') : undefined;
}
