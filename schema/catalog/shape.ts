import type { FieldDefinitionNode, ObjectTypeDefinitionNode } from 'graphql';
import type { FieldShape } from './catalog.js';
import { argumentsOf, type DirectiveArguments, directive, invalid } from './directive.js';

// A person is a handle: what hangs on one follows from no row.
export function isJoined(parent: ObjectTypeDefinitionNode, shape: FieldShape): boolean {
  const isRead = directive(parent, 'record') !== undefined && parent.name.value !== 'Person';
  const isHandle = shape.kind === 'one' && shape.of === 'Person';
  return isRead && !isHandle && (shape.kind === 'list' || shape.kind === 'one');
}

/**
 * Reads what a field stands for out of its directives.
 * @param abouts existence types with the record types that they are about
 */
export function readShape(
  parent: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
  named: string,
  abouts: ReadonlyMap<string, string>,
): FieldShape {
  const list = directive(node, 'list');
  if (list) return listShape(node, argumentsOf(list));
  const one = directive(node, 'one');
  if (one) {
    const { of, by, from } = argumentsOf(one);
    const way = { by: String(by), from: from === undefined ? null : String(from) };
    const about = abouts.get(String(of));
    return about === undefined ? { kind: 'one', of: String(of), ...way } : { kind: 'existence', of: about, ...way };
  }
  const counts = directive(node, 'counts');
  if (counts) return { kind: 'counts', of: String(argumentsOf(counts).of) };
  const link = directive(node, 'link');
  if (link) return { kind: 'link', to: named, from: String(argumentsOf(link).from) };
  if (parent.name.value === 'Person' && node.name.value === 'id') return { kind: 'token' };
  return isOperation(parent) ? { kind: 'own' } : { kind: 'value' };
}

function isOperation({ name }: ObjectTypeDefinitionNode): boolean {
  return name.value === 'Query' || name.value === 'Mutation';
}

/** The type that a field of this shape leads to. */
export function targetOf(shape: FieldShape, named: string): string | null {
  switch (shape.kind) {
    case 'list':
    case 'one':
      return shape.of;
    case 'existence':
      return named;
    case 'link':
      return shape.to;
    default:
      return null;
  }
}

function listShape(node: FieldDefinitionNode, { of, by, from, through }: DirectiveArguments): FieldShape {
  if (by === undefined && from === undefined) return { kind: 'list', of: String(of), join: null };
  if (by === undefined || from === undefined) throw invalid(node, '@list needs both by and from, or neither');
  const hop = through as Readonly<Record<string, string>> | undefined;
  return {
    kind: 'list',
    of: String(of),
    join: {
      by: String(by),
      from: String(from),
      through: hop ? { of: String(hop.of), by: String(hop.by), from: String(hop.from) } : null,
    },
  };
}
