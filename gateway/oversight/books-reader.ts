import type { OpenAdapter } from '../../schema/adapter.js';
import type { Reader } from '../../schema/reader.js';
import { createRegistry } from '../registry/registry.js';

/** Reads what the hub's own books hold from them, and everything else as before: they are with the gateway, whatever form it has. */
export function withBooks(books: OpenAdapter, usual: Reader, clock: () => Date): Reader {
  const own = createRegistry([books], clock);
  const held = new Set(books.readers.map(({ entity }) => entity));
  const of = (entity: string) => (held.has(entity) ? own : usual);
  return {
    holds: (entity, field) => of(entity).holds(entity, field),
    read: (request, context) => of(request.entity).read(request, context),
  };
}
