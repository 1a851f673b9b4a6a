import type { FieldNode, GraphQLSchema } from 'graphql';
import type { Catalog, FieldEntry } from '../../../schema/catalog/catalog.js';
import { isPersonLink } from '../../../schema/catalog/person-links.js';
import type { FilterOp } from '../../../schema/condition.js';
import type { OpenFinding } from '../../../schema/oversight/finding.js';
import { operandType } from '../../language/operand.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { selected, walkedField } from './narrowed.js';

export interface NarrowGround {
  readonly schema: GraphQLSchema;
  readonly catalog: Catalog;
}

/** A field of a rule's list by which a finding's record can be asked for, and the rule's expression that says its value. */
export interface Handle {
  readonly expression: string;
  readonly field: string;
}

/** What the list of a rule can be filtered by of what findings tell, best first. */
export function handlesOf(rule: CompiledRule, { catalog }: NarrowGround): readonly Handle[] {
  const root = walkedField(rule.document);
  return [...expressionsOf(rule)].flatMap((expression) => {
    const field = filterFieldOf(expression, root, rule.list, catalog);
    return field === null ? [] : [{ expression, field }];
  });
}

/** How a rule's list is asked for the person whom a finding is about; null where the rule does not say it of its row. */
export function personHandleOf({ document, file, list }: CompiledRule, { catalog }: NarrowGround): Handle | null {
  const [expression, first = '', second = ''] = /^row\.(\w+)\.(\w+)$/.exec(file.person ?? '') ?? [];
  const nodes = selected(walkedField(document), 'nodes');
  const own = nodes === null ? null : selected(nodes, first);
  if (expression === undefined || own === null) return null;
  const field = catalog.types.get(rootEntry(list, catalog)?.target ?? '')?.fields.get(own.name.value);
  const isToken = isPersonLink(field) && selected(own, second)?.name.value === catalog.types.get(field.type)?.entityKey;
  return isToken ? { expression, field: own.name.value } : null;
}

/** What a finding tells of its row: expressions of the rule with the values that they had. */
export function valuesTold({ knownBy }: OpenFinding): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(knownBy).flatMap(([expression, value]) => (value === null ? [] : [[expression, value]])),
  );
}

/** What a finding tells of every row of its group: values of a field that the list can be filtered by; null where it does not. */
export function rowsTold(
  { file, document, list }: CompiledRule,
  { files }: OpenFinding,
  ground: NarrowGround,
): { readonly field: string; readonly values: readonly string[] } | null {
  const [all, ...others] = file.files;
  const kept = /^group\.rows\.map\((\w+), \1\.(\w+)\)$/.exec(all ?? '')?.[2] ?? '';
  const field = filterFieldOf(file.group?.keep[kept] ?? '', walkedField(document), list, ground.catalog);
  return others.length > 0 || field === null || files.length === 0 ? null : { field, values: files };
}

/** GraphQL type, as text, of what a list's field is compared with; null where it cannot be. */
export function filterType(list: string, field: string, op: FilterOp, { schema }: NarrowGround): string | null {
  const root = schema.getQueryType()?.getFields()[list];
  return root === undefined ? null : operandType(root, field, op);
}

/** The root field of `Query` of a name; null where there is none. */
export function rootEntry(list: string, { subgraphs }: Catalog): FieldEntry | null {
  for (const { roots } of subgraphs.values()) {
    const entry = roots.get(list);
    if (entry !== undefined) return entry;
  }
  return null;
}

const expressionsOf = ({ file: { record, fingerprint, files } }: CompiledRule): ReadonlySet<string> =>
  new Set([record.key, ...fingerprint, ...files]);

/** The field of the list's filter that a plain path stands for: its own, or the key that a relation goes by. */
function filterFieldOf(expression: string, root: FieldNode, list: string, catalog: Catalog): string | null {
  const path = /^row\.(\w+)(?:\.(\w+))?$/.exec(expression);
  if (path === null) return null;
  const [, first = '', second] = path;
  const nodes = selected(root, 'nodes');
  const own = nodes === null ? null : selected(nodes, first);
  if (own === null) return null;
  if (second === undefined) return own.name.value;
  const type = rootEntry(list, catalog)?.target ?? '';
  const shape = catalog.types.get(type)?.fields.get(own.name.value)?.shape;
  return shape?.kind === 'one' && selected(own, second)?.name.value === shape.by ? shape.from : null;
}
