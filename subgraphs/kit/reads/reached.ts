import { isNoted, type Node } from '../node.js';

/** Gives what a key leads to, and makes it once. */
export type Reached = <T>(key: string, parent: Node | undefined, reach: () => Promise<T>) => Promise<T>;

/**
 * Remembers what the keys of one selected relation lead to, for one request: rows of the same person, case or file are given the
 * same object, which is read, shown and written once. It depends on the row in one thing, which is whether the log knows whose it is.
 */
export function reachedOnce(): Reached {
  const [known, ofNoted] = [new Map<string, Promise<unknown>>(), new Map<string, Promise<unknown>>()];
  return <T>(key: string, parent: Node | undefined, reach: () => Promise<T>): Promise<T> => {
    const those = parent?.[isNoted] === true ? ofNoted : known;
    const reached = those.get(key) as Promise<T> | undefined;
    if (reached !== undefined) return reached;
    const fresh = reach();
    those.set(key, fresh);
    return fresh;
  };
}
