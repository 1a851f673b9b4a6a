import type { CompiledRule } from '../rules/rule-book.js';
import type { Lead } from './lead.js';
import { leadFrom } from './leads.js';
import { selected, walkedField } from './narrowed.js';
import { person, type Relation } from './relations.js';
import type { Sight } from './sight.js';

/** Where keys of groups stand: values of records to which a way leads from rows of the list, or of the rows themselves. */
export interface KeyWay {
  /** As the rule has it, by response names. */
  readonly path: string;
  readonly way: readonly Relation[];
  /** List of the records, and the field that it is filtered by. */
  readonly list: string;
  readonly field: string;
  /** Whether it is a person's token, which is compared with nothing else. */
  readonly isToken: boolean;
}

export interface GroupWays {
  readonly ways: readonly KeyWay[];
  /** Field of the rule's list that every way back comes to: rows are asked for by it alone, and so each once. */
  readonly field: string;
}

/** The ways from rows of a grouping rule to the keys of their groups, each of which can be gone back; null where one cannot. */
export function groupWaysOf(rule: CompiledRule, sight: Sight): GroupWays | null {
  const found = (rule.groups?.keyPaths ?? []).map((path) => keyWay(rule, path, sight));
  const ways = found.filter((each) => each !== null);
  const fields = new Set(ways.map((way) => backFrom(way, new Set(), sight)?.field ?? null));
  const [field = null] = fields;
  return ways.length === found.length && fields.size === 1 && field !== null ? { ways, field } : null;
}

/** The field that rows of the list are asked for by, and what leads to its values; no lead where they are the keys themselves. */
export function backFrom(
  { way, list, field }: KeyWay,
  values: ReadonlySet<string>,
  sight: Sight,
): { readonly field: string; readonly lead: Lead | null } | null {
  if (way.length === 0) return { field, lead: null };
  const lead = leadFrom({ kind: 'GIVEN', list, field, values }, way, sight);
  return lead === null ? null : { field: lead.field, lead };
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
  return own === null || !sight.canAsk(type, field) ? null : { path, way: above, list: own, field, isToken };
}
