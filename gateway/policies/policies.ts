import { loadPolicies } from '../../policies/loading/load.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { PlumblineError } from '../../schema/errors.js';
import { openRulebook, type Rulebook } from './rulebook.js';

/** What came of reading the folder again. */
export type Reload =
  | { readonly outcome: 'UNCHANGED'; readonly version: string }
  | { readonly outcome: 'IN_FORCE'; readonly version: string; readonly previous: string }
  /** `problems`: one line a fault, with file and line; `version` stays in force. */
  | { readonly outcome: 'REFUSED'; readonly version: string; readonly problems: readonly string[] };

/** The policies in force in this process. */
export interface Policies {
  readonly folder: string;
  /** What decides on a request that begins now; the request keeps it to its end. */
  current(): Rulebook;
  /** The rulebook of a version that is in force, or was until so lately that requests under way may have it; else null. */
  ofVersion(version: string): Rulebook | null;
  /** What is wrong with the folder, when what it holds is not in force; empty else. */
  problems(): readonly string[];
  /** Reads the folder again: a valid set is in force for the next request, an invalid one changes nothing. Never throws. */
  reload(): Reload;
}

export interface PoliciesSetting {
  /** Holds `roles.yaml`, `purposes.yaml` and `sets/*.policy.yaml`. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly clock: () => Date;
}

/** How long requests may be under way with rules that are no longer in force, ms: longer than any deadline. */
const lingerMs = 60_000;

/** Reads the policies of a folder. Throws `POLICY_INVALID`: a process does not start without rules. */
export function openPolicies({ folder, catalog, clock }: PoliciesSetting): Policies {
  let current = openRulebook(loadPolicies({ root: folder, facts: catalog }), catalog);
  let superseded: readonly { readonly rules: Rulebook; readonly at: number }[] = [];
  let problems: readonly string[] = [];

  function supersede(by: Rulebook): void {
    const now = clock().getTime();
    superseded = [{ rules: current, at: now }, ...superseded.filter(({ at }) => now - at < lingerMs)];
    current = by;
  }

  return {
    folder,
    current: () => current,
    ofVersion(version) {
      if (current.sets.version === version) return current;
      const oldest = clock().getTime() - lingerMs;
      return superseded.find(({ rules, at }) => rules.sets.version === version && at > oldest)?.rules ?? null;
    },
    problems: () => problems,
    reload() {
      const { version } = current.sets;
      try {
        const sets = loadPolicies({ root: folder, facts: catalog });
        problems = [];
        if (sets.version === version) return { outcome: 'UNCHANGED', version };
        supersede(openRulebook(sets, catalog));
        return { outcome: 'IN_FORCE', version: sets.version, previous: version };
      } catch (error) {
        problems = problemsOf(error);
        return { outcome: 'REFUSED', version, problems };
      }
    },
  };
}

function problemsOf(error: unknown): readonly string[] {
  if (error instanceof PlumblineError) return error.message.split('\n');
  return [error instanceof Error ? error.message : 'the folder cannot be read'];
}
