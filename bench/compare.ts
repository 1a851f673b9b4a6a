import { isDeepStrictEqual } from 'node:util';
import type { Contestant } from './measure.js';

/** Thrown when contestants do not answer alike: their costs must not be compared. */
export class DifferentAnswers extends Error {}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * Holds every contestant's data against the first one's. `aside` are selection paths that policies mask for one and not for
 * another (`person.citizenId`): they are left out on both sides. Throws `DifferentAnswers`, naming the first path that
 * differs and no value.
 */
export async function assertAlike(contestants: readonly Contestant[], aside: readonly string[]): Promise<void> {
  const [first, ...others] = contestants;
  if (first === undefined) return;
  const expected = comparable(await first.run(1, 1), aside);
  for (const contestant of others) {
    const found = comparable(await contestant.run(1, 1), aside);
    const path = differingPath(expected, found, []);
    if (path !== null) throw new DifferentAnswers(`${contestant.name} differs from ${first.name} at ${path.join('.')}`);
  }
}

function comparable(data: unknown, aside: readonly string[]): Json {
  const plain = JSON.parse(JSON.stringify(data)) as Json;
  return without(plain, '', new Set(aside));
}

function without(value: Json, path: string, aside: ReadonlySet<string>): Json {
  if (isList(value)) return value.map((item) => without(item, path, aside));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return aside.has(at) ? [] : [[name, without(inner, at, aside)] as const];
  });
  return Object.fromEntries(kept);
}

function differingPath(a: Json, b: Json, path: readonly string[]): readonly string[] | null {
  if (isDeepStrictEqual(a, b)) return null;
  if (isList(a) && isList(b)) {
    if (a.length !== b.length) return [...path, 'length'];
    return firstOf(a.map((item, index) => differingPath(item, b[index] ?? null, [...path, String(index)])));
  }
  if (!isRecord(a) || !isRecord(b)) return path;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return firstOf(names.map((name) => differingPath(a[name] ?? null, b[name] ?? null, [...path, name]))) ?? path;
}

function firstOf(paths: readonly (readonly string[] | null)[]): readonly string[] | null {
  return paths.find((path) => path !== null) ?? null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
