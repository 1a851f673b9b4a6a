import { bookOf, type LoadOptions, readRules } from '../../oversight/rules/load.js';
import type { RuleBook } from '../../oversight/rules/rule-book.js';
import type { Access } from '../../schema/access.js';

/** The rules of a hub. */
export interface HubRules {
  /** Loaded when it is first looked into: that takes longer than opening a hub, and most requests ask for no rule. */
  readonly book: RuleBook;
  /** What is wrong with rules that are left out, a line each. */
  warnings(): readonly string[];
}

/** Rules that are sound: a fault in one takes neither the others nor the hub away. */
export function rulesOfHub({
  access,
  ...options
}: Omit<LoadOptions, 'access'> & { readonly access: () => Access | undefined }): HubRules {
  let loaded: { readonly book: RuleBook; readonly warnings: readonly string[] } | undefined;
  const load = () => {
    const { rules, problems } = readRules({ ...options, access: access() });
    const faulty = new Set(problems.map((problem) => problem.slice(0, problem.indexOf('/'))));
    return {
      book: bookOf(rules.filter(({ facts }) => !faulty.has(facts.id))),
      warnings: problems.map((problem) => `RULE_INVALID: ${problem}: the rule is left out`),
    };
  };
  const known = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    book: {
      get rules() {
        return known().book.rules;
      },
      rule: (id) => known().book.rule(id),
    },
    warnings: () => known().warnings,
  };
}
