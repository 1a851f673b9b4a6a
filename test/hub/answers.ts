/** Where a record of an answer comes from, by the path of its `source`. */
export interface NodeSource {
  readonly path: string;
  readonly adapter: string;
  readonly asOf: string | null;
  readonly flags: readonly { readonly field: string; readonly flag: string }[];
}

/** An answer's data without every `source`, and those sources with their paths (list indices left out). */
export function partSources(data: unknown): { readonly facts: unknown; readonly sources: readonly NodeSource[] } {
  const sources: NodeSource[] = [];
  const strip = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => strip(each, path));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).flatMap(([name, each]) => {
      if (name !== 'source') return [[name, strip(each, [...path, name])] as const];
      if (each !== null) sources.push({ path: path.join('.'), ...(each as Omit<NodeSource, 'path'>) });
      return [];
    });
    return Object.fromEntries(entries);
  };
  return { facts: strip(data, []), sources };
}

/** The value at a path of an answer; names and indices are joined by dots. */
export function at(data: unknown, path: string): unknown {
  let value = data;
  for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

/** The nodes of a connection at a path. */
export function nodesAt<Node = Readonly<Record<string, unknown>>>(data: unknown, path: string): readonly Node[] {
  return (at(data, `${path}.nodes`) ?? []) as readonly Node[];
}
