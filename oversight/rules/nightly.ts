import type { Catalog } from '../../schema/catalog/catalog.js';
import { nearest } from '../../schema/nearest.js';
import type { ObjectType } from '../language/fact-type.js';
import type { Checking } from './ground.js';

/** Holds what a rule leaves to the nightly run against what its question follows. */
export function checkNightly({ file, operation, ground, report }: Checking): void {
  const known = followedIn(operation.row, ground.catalog, '');
  for (const [at, path] of file.scan.nightly.entries())
    if (!known.includes(path))
      report(
        ['scan', 'nightly', at],
        `scan.nightly.${at}: ${path} is neither a relation that the query follows nor a value of a person${nearest(path, known)}`,
      );
}

/** Paths from the row to relations, and to values of what is known by a handle: of other records, changes are their own. */
function followedIn({ fields }: ObjectType, catalog: Catalog, above: string): readonly string[] {
  return [...fields].flatMap(([name, { coordinate, type }]) => {
    const [parent = '', field] = coordinate?.split('.') ?? [];
    const within = type.kind === 'list' ? type.of : type;
    const entry = catalog.types.get(parent)?.fields.get(name);
    // Another name for a field is no path of the schema.
    if (field !== name || within.kind !== 'object' || (entry?.target ?? null) === null) return [];
    const path = `${above}${name}`;
    const values = [...within.fields].flatMap(([value, { type: of }]) =>
      of.kind === 'object' ? [] : [`${path}.${value}`],
    );
    return [path, ...(entry?.shape.kind === 'link' ? values : []), ...followedIn(within, catalog, `${path}.`)];
  });
}
