import { type FieldNode, Kind } from 'graphql';
import type { CompiledRule } from '../../rules/rule-book.js';
import type { Lead } from './lead.js';
import { leadAlike, leadFrom, type Place } from './leads.js';
import { selected, walkedField } from './narrowed.js';
import { person, type Relation } from './relations.js';
import type { Sight } from './sight.js';

/** Where keys of groups stand. */
export interface KeyWay extends Place {
  /** As the rule has it, by response names. */
  readonly path: string;
  /** Whether it is a person's token, which is compared with nothing else. */
  readonly isToken: boolean;
  /** What rows have alike that come to one and the same record there; null where it is the row itself. */
  readonly record: Place | null;
}

export interface GroupWays {
  readonly ways: readonly KeyWay[];
  /** Field of the rule's list that every way back comes to: rows are asked for by it alone, and so each once. */
  readonly field: string;
  /** What the rule calls it; null where it does not ask for it. */
  readonly name: string | null;
}

/** The ways from rows of a grouping rule to the keys of their groups, each of which can be gone back; null where one cannot. */
export function groupWaysOf(rule: CompiledRule, sight: Sight): GroupWays | null {
  const found = (rule.groups?.keyPaths ?? []).map((path) => keyWay(rule, path, sight));
  const ways = found.filter((each) => each !== null);
  const fields = new Set(
    ways.map((each) => (each.way.length === 0 ? each.field : (backFrom(each, new Set(), sight)?.field ?? null))),
  );
  const [field = null] = fields;
  if (ways.length !== found.length || fields.size !== 1 || field === null) return null;
  const nodes = selected(walkedField(rule.document), 'nodes')?.selectionSet?.selections ?? [];
  const own = nodes.find((each): each is FieldNode => each.kind === Kind.FIELD && each.name.value === field);
  return { ways, field, name: own === undefined ? null : (own.alias ?? own.name).value };
}

/** What leads to rows that come to the same records as some rows do, which have these values of the list's field. */
export function besideFrom(
  { record }: KeyWay,
  { list }: CompiledRule,
  { field, values }: { readonly field: string; readonly values: ReadonlySet<string> },
  sight: Sight,
): Lead | null {
  const lead = record === null ? null : leadAlike({ kind: 'GIVEN', list, field, values }, record, sight);
  return lead?.field === field ? lead : null;
}

/** What leads to rows with one of some keys at the end of a way. */
export function backFrom({ way, list, field }: KeyWay, values: ReadonlySet<string>, sight: Sight): Lead | null {
  return leadFrom({ kind: 'GIVEN', list, field, values }, way, sight);
}

function keyWay(rule: CompiledRule, path: string, sight: Sight): KeyWay | null {
  const names = path.split('.');
  const leaf = names.pop() ?? '';
  const way: Relation[] = [];
  let node = selected(walkedField(rule.document), 'nodes');
  for (const response of names) {
    const field = node === null ? null : selected(node, response);
    const type = way.at(-1)?.target ?? sight.typeOf(rule.list);
    const relation = sight.relations(type).find(({ name }) => name === field?.name.value);
    if (field === null || relation === undefined) return null;
    way.push(relation);
    node = relation.kind === 'MANY' ? selected(field, 'nodes') : field;
  }
  const name = node === null ? undefined : selected(node, leaf)?.name.value;
  return name === undefined ? null : comparedAt({ path, way, name }, rule.list, sight);
}

/** What a handle is known by is compared where it is referred to. */
function comparedAt(
  { path, way, name }: { readonly path: string; readonly way: readonly Relation[]; readonly name: string },
  list: string,
  sight: Sight,
): KeyWay | null {
  const last = way.at(-1);
  const isToken = last?.target === person;
  if (isToken && name !== sight.token) return null;
  const isHandle = last?.kind === 'ONE' && (isToken || last.by === name);
  const type = isHandle ? last.parent : (last?.target ?? sight.typeOf(list));
  const field = !isHandle ? name : isToken ? last.name : last.from;
  const above = isHandle ? way.slice(0, -1) : way;
  const own = above.length === 0 ? list : sight.listOf(type);
  if (own === null || !sight.canAsk(type, field)) return null;
  const hung = above.at(-1);
  const record = hung && comparedAt({ path, way: above.slice(0, -1), name: hung.from }, list, sight);
  return record === null ? null : { path, way: above, list: own, field, isToken, record: record ?? null };
}
