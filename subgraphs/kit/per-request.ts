import type { RequestContext } from '../../schema/context.js';

/** Something that is made once a request and let go with it: what its rows share of arguments, plans and loaders. */
export function perRequest<T>(make: () => T): (context: RequestContext) => T {
  const made = new WeakMap<RequestContext, T>();
  return (context) => {
    const known = made.get(context);
    if (known !== undefined) return known;
    const fresh = make();
    made.set(context, fresh);
    return fresh;
  };
}
