import type { Access, Narrowness } from '../../../schema/access.js';
import { pageSize } from '../../../schema/catalog/expand.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { FilterInput } from './filter.js';
import type { PageArguments } from './page-request.js';

/** Refuses a list that asks for more of a type at a time than its caller's purpose may. Throws `BOUND_EXCEEDED`. */
export function assertNarrow(type: string, args: PageArguments, access: Access): void {
  const narrow = access.narrow(type);
  if (narrow === null || isWithin(narrow, args)) return;
  const asked = `one ${narrow.by.join(' and one ')} (eq), ${narrow.first} rows a page at the most`;
  throw new PlumblineError('BOUND_EXCEEDED', `for this purpose a list of ${type} is asked of ${asked}`);
}

function isWithin({ by, first: most }: Narrowness, { filter, first }: PageArguments): boolean {
  return (first ?? pageSize.standard) <= most && by.every((field) => isOfOne(filter, field));
}

/** Whether a filter lets pass one value of a field alone. */
function isOfOne(filter: FilterInput | null | undefined, field: string): boolean {
  if (!filter) return false;
  const { eq } = (filter[field] ?? {}) as { readonly eq?: unknown };
  if (eq !== undefined && eq !== null) return true;
  return Array.isArray(filter.and) && filter.and.some((each) => isOfOne(each as FilterInput, field));
}
