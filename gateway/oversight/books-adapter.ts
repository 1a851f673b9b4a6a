import type { EntityReader, OpenAdapter } from '../../schema/adapter.js';
import type { Seals } from '../../schema/context.js';
import type { RuleFacts } from '../../schema/oversight/rule.js';
import type { SqlDatabase } from '../../schema/sql.js';
import { complete } from '../../sdk/complete.js';
import type { SourceSetting } from '../../sdk/source.js';
import { aborted, failureOf } from '../../sdk/sources/sql/failure.js';
import { openTables } from '../../sdk/sources/sql/open-tables.js';
import { tables } from '../../sdk/sources/sql/statements.js';
import type { Store } from '../../store/open-store.js';
import { letterBinding } from '../people/letter-binding.js';
import { handoverReader } from '../statistics/handover-binding.js';
import { intakeReader } from '../statistics/intake-binding.js';
import { findingBindings } from './finding-bindings.js';
import { matterBindings } from './matter-bindings.js';
import { ruleBinding, rulesInMemory } from './rule-binding.js';

export interface BooksAdapterOptions {
  readonly store: Pick<Store, 'database'>;
  /** The hub's: they open the tokens that the books hold persons as. */
  readonly seals: Seals;
  /** Asked when somebody first reads them: loading rules takes longer than opening a hub. */
  readonly rules: () => readonly RuleFacts[];
  readonly clock: () => Date;
  /** Told every statement that is asked, without parameters: tests prove least read with it. */
  readonly onStatement?: (statement: string) => void;
}

/** What the books are called where sources are named. */
export const booksAdapterId = 'oversight-books';

/** The hub's own: of no agency. */
const agency = 'hub';

const limits = { timeoutMs: 10_000, concurrency: 8, freshnessMs: 60_000 };

/**
 * The books of oversight as an adapter: findings, matters and the rules themselves are read like every other record, with the same filters,
 * orders, pages, counts and row conditions. Closing it leaves the store open.
 */
export async function openBooksAdapter(options: BooksAdapterOptions): Promise<OpenAdapter> {
  const { store, seals, rules, clock, onStatement } = options;
  const setting: SourceSetting & { readonly agency: string } = {
    adapter: booksAdapterId,
    agency,
    clock,
    ...limits,
    ...(onStatement === undefined ? {} : { onStatement }),
  };
  const books = openTables(readingOf(store.database), tables, setting, async () => clock().toISOString());
  return {
    id: booksAdapterId,
    agency,
    ...limits,
    readers: [
      await ruleReader(rules, setting),
      await intakeReader(readingOf(store.database), setting),
      await handoverReader(readingOf(store.database), setting),
      ...[...findingBindings(seals), ...matterBindings(seals), letterBinding(seals)].map((binding) =>
        complete(binding, books, setting),
      ),
    ],
    close: async () => {},
  };
}

async function ruleReader(
  rules: () => readonly RuleFacts[],
  setting: SourceSetting & { readonly agency: string },
): Promise<EntityReader> {
  const over = async (facts: readonly RuleFacts[]) =>
    complete(ruleBinding(), await rulesInMemory(facts).open(setting), setting);
  let loaded: Promise<EntityReader> | undefined;
  return {
    ...(await over([])),
    read: async (request, context) => {
      loaded ??= over(rules());
      return (await loaded).read(request, context);
    },
  };
}

/** The store as a source reads it: every fault is a `SourceFailure`. */
function readingOf(database: SqlDatabase): SqlDatabase & { close(): Promise<void> } {
  return {
    dialect: database.dialect,
    query: async (statement, signal) => {
      try {
        return await database.query(statement, signal);
      } catch (cause) {
        throw signal?.aborted ? aborted() : failureOf(cause);
      }
    },
    close: async () => {},
  };
}
