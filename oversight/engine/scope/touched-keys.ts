import type { Row } from '../../language/facts.js';
import type { RowKey } from '../../rules/rule-book.js';
import type { GroupWays } from '../ways/group-ways.js';
import type { Sight } from '../ways/sight.js';

/** Keys of groups, by what their rows are asked for. */
export interface TouchedKeys {
  /** Persons' tokens, which are compared with nothing else. */
  readonly tokens: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** Values of the list's field of rows that come to records which name nobody: by the tokens of these nothing is found. */
  readonly beside: ReadonlySet<string>;
  /** Rows that are such records themselves. */
  readonly alone: readonly Row[];
  readonly all: ReadonlySet<string>;
}

export interface KeyCollector {
  /** Takes a key that is known without its row. False where nothing says what its rows are asked for by. */
  takeKey(key: string): boolean;
  /** Takes the key of a row. False where the row may be of any group, or of one that cannot be asked for. */
  takeRow(row: Row, found: RowKey): boolean;
  keys(): TouchedKeys;
}

export function collectKeys({ ways, name }: GroupWays, { ground }: Sight): KeyCollector {
  const tokens = new Set<string>();
  const words = new Set<string>();
  const nobody = new Set<string>();
  const beside = new Set<string>();
  const alone = new Map<string, Row>();

  function take(isToken: boolean, key: string): boolean {
    if (isToken && !ground.namesCitizen(key)) return false;
    (isToken ? tokens : words).add(key);
    return true;
  }

  function takeBeside(key: string, row: Row): boolean {
    const value = row.facts.get(name ?? '');
    if (typeof value !== 'string') return false;
    nobody.add(key);
    beside.add(value);
    return true;
  }

  return {
    takeKey(key) {
      const [only, ...others] = ways;
      return only !== undefined && others.length === 0 && take(only.isToken, key);
    },
    takeRow(row, found) {
      if (found.kind !== 'KEY') return found.kind === 'NONE';
      const { key, paths } = found;
      return ways
        .filter(({ path }) => paths.includes(path))
        .every(({ isToken, record }) => {
          if (take(isToken, key)) return true;
          if (record !== null) return takeBeside(key, row);
          alone.set(key, row);
          return true;
        });
    },
    keys: () => ({
      ...{ tokens, words, beside, alone: [...alone.values()] },
      all: new Set([...tokens, ...words, ...nobody, ...alone.keys()]),
    }),
  };
}
