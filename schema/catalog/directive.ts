import { type DirectiveNode, getLocation, type Location, valueFromASTUntyped } from 'graphql';
import { PlumblineError } from '../errors.js';

export type DirectiveArguments = Readonly<Record<string, unknown>>;

interface Annotated {
  readonly directives?: readonly DirectiveNode[] | undefined;
}

export function directive(node: Annotated, name: string): DirectiveNode | undefined {
  return node.directives?.find((found) => found.name.value === name);
}

export function argumentsOf(node: DirectiveNode): DirectiveArguments {
  return Object.fromEntries((node.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]));
}

/** A `SCHEMA_INVALID` error that names the file and line of an SDL node. */
export function invalid(node: { readonly loc?: Location | undefined }, message: string): PlumblineError {
  const { loc } = node;
  if (!loc) return new PlumblineError('SCHEMA_INVALID', message);
  const { line } = getLocation(loc.source, loc.start);
  return new PlumblineError('SCHEMA_INVALID', `${loc.source.name}:${line}: ${message}`);
}
