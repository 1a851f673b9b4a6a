import { nearest } from '../schema/nearest.js';

/** A shape as zod holds it, by structure: an adapter from outside may bring a zod of its own. */
interface Shape {
  readonly type?: string;
  /** object */
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly catchall?: unknown;
  /** array */
  readonly element?: unknown;
  /** record */
  readonly valueType?: unknown;
  /** union */
  readonly options?: readonly unknown[];
  /** optional, nullable, default, prefault, catch, readonly */
  readonly innerType?: unknown;
  /** pipe */
  readonly in?: unknown;
}

/**
 * Names of a value that its zod schema does not know, by place, each with the nearest name that it does know:
 * `adapters.3.options.ulr; did you mean url?`. Schemas that would drop unknown names in silence are held to theirs, too.
 */
export function unknownKeys(schema: unknown, value: unknown, path: readonly (string | number)[] = []): string[] {
  const shapes = shapesOf(schema);
  if (Array.isArray(value)) {
    const elements = shapes.flatMap(({ element }) => (element === undefined ? [] : [element]));
    return value.flatMap((each, at) => fewest(elements.map((element) => unknownKeys(element, each, [...path, at]))));
  }
  if (typeof value !== 'object' || value === null) return [];
  return fewest(shapes.map((shape) => unknownIn(shape, value, path)));
}

function unknownIn(shape: Shape, value: object, path: readonly (string | number)[]): string[] {
  if (shape.type === 'record')
    return Object.entries(value).flatMap(([key, each]) => unknownKeys(shape.valueType, each, [...path, key]));
  if (shape.type !== 'object' || shape.shape === undefined) return [];
  const known = shape.shape;
  const isOpen = shape.catchall !== undefined && definitionOf(shape.catchall)?.type !== 'never';
  return Object.entries(value).flatMap(([key, each]) => {
    if (Object.hasOwn(known, key)) return unknownKeys(known[key], each, [...path, key]);
    return isOpen ? [] : [`${[...path, key].join('.')}${nearest(key, Object.keys(known))}`];
  });
}

/** A union takes a value by the option that fits it best. */
function fewest(answers: readonly string[][]): string[] {
  return (
    answers.reduce<string[] | null>((best, each) => (best === null || each.length < best.length ? each : best), null) ??
    []
  );
}

function shapesOf(schema: unknown): readonly Shape[] {
  const definition = definitionOf(schema);
  if (definition === null) return [];
  if (definition.options !== undefined && definition.type === 'union') return definition.options.flatMap(shapesOf);
  const within = definition.innerType ?? (definition.type === 'pipe' ? definition.in : undefined);
  return within === undefined ? [definition] : shapesOf(within);
}

function definitionOf(schema: unknown): Shape | null {
  if (typeof schema !== 'object' || schema === null || !('_zod' in schema)) return null;
  const { _zod: internals } = schema;
  return typeof internals === 'object' && internals !== null && 'def' in internals ? (internals.def as Shape) : null;
}
