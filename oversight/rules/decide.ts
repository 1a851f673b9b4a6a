import type { Evidence, Hit } from '../../schema/oversight/finding.js';
import type { Words } from '../../schema/oversight/rule.js';
import { type Blame, blame } from '../language/blame.js';
import { type Outcome, type Scope, undecided } from '../language/expression.js';
import type { Row } from '../language/facts.js';
import type { Labels } from '../language/labels.js';
import { listed } from '../language/legal-function.js';
import type { Compiled } from './expressions.js';
import { fingerprintOf } from './fingerprint.js';
import type { RuleFile } from './format.js';
import { knownBy } from './known-by.js';
import type { Parameters } from './parameters.js';
import type { RulePlan } from './plan.js';
import type { Decision, RuleSetting } from './rule-book.js';
import { fillText } from './text.js';
import { valueText } from './value-text.js';

/** Decides what a rule's expressions see: a row, or a group. */
export type Decide = (subject: Row, setting: RuleSetting) => Decision;

/** What is not told stops the decision: the reason travels as an exception within this file alone. */
class Undecided {
  readonly blame: Blame;
  constructor(found: Blame) {
    this.blame = found;
  }
}

/**
 * Compiles the decision of a rule, three-valued throughout (Kleene): a hit needs a condition that holds, no guard that holds
 * and none that is open, and every line of evidence; a guard that holds lets pass whatever is open.
 */
export function compileDecision(file: RuleFile, plan: RulePlan, parameters: Parameters, labels: Labels): Decide {
  const newScope = scopes(plan);
  return (subject, setting) => {
    const scope = newScope(subject, setting.today);
    const division = divisionOf(plan, subject, scope);
    scope.p = parameters(division instanceof Undecided ? undefined : division, setting.today);
    const fingerprint = fingerprintIn(file.id, plan, scope);
    const outcome = plan.when.evaluate(scope);
    if (outcome === false) return { kind: 'CLEAR', fingerprint };
    const guards = plan.guards.map(({ name, when }) => ({ name, when, holds: when.evaluate(scope) }));
    const guard = guards.find(({ holds }) => holds === true);
    if (guard !== undefined) return { kind: 'GUARDED', guard: guard.name, fingerprint };
    const open = outcome === true ? guards.find(({ holds }) => holds !== false)?.when : plan.when;
    const indeterminate = (found: Blame): Decision => ({ kind: 'INDETERMINATE', ...found, fingerprint });
    if (open !== undefined) {
      const found = blame(open.uses, subject, plan.type);
      // Parameters that were not to be had are missed by no field of the condition's own.
      const isOfDivision = found.reason === 'NO_VALUE' && division instanceof Undecided;
      return indeterminate(isOfDivision ? division.blame : found);
    }
    try {
      return { kind: 'HIT', hit: hitOf({ file, plan, labels }, subject, scope, fingerprint) };
    } catch (error) {
      if (error instanceof Undecided) return indeterminate(error.blame);
      throw error;
    }
  };
}

type NewScope = (subject: Row, today: string) => Record<string, unknown>;

/** Names of `let` are worked out when they are first asked for: most rows need few. */
export function scopes({ subject: name, lets }: RulePlan): NewScope {
  const prototype = Object.create(null) as object;
  for (const [let_, { evaluate }] of lets)
    Object.defineProperty(prototype, let_, {
      get(this: Scope) {
        const value = evaluate(this);
        Object.defineProperty(this, let_, { value });
        return value;
      },
    });
  return (subject, today) => {
    const scope: Record<string, unknown> = Object.create(prototype);
    scope[name] = subject.facts;
    scope.today = today;
    return scope;
  };
}

/** The division whose parameters count; what it lacks where it was not read. */
function divisionOf({ division, type }: RulePlan, subject: Row, scope: Scope): string | null | Undecided {
  const value = division?.evaluate(scope);
  if (value !== undecided) return typeof value === 'string' ? value : null;
  const found = blame(division?.uses ?? [], subject, type);
  return found.reason === 'NO_VALUE' ? null : new Undecided(found);
}

function fingerprintIn(id: string, plan: RulePlan, scope: Scope): string | null {
  const keys: string[] = [];
  for (const { evaluate } of plan.fingerprint) {
    const value = evaluate(scope);
    const text = value === undecided ? null : valueText(value, null);
    if (text === null) return null;
    keys.push(text);
  }
  return fingerprintOf(id, keys);
}

interface Told {
  readonly file: RuleFile;
  readonly plan: RulePlan;
  readonly labels: Labels;
}

function hitOf({ file, plan, labels }: Told, subject: Row, scope: Scope, fingerprint: string | null): Hit {
  const lacking = ({ uses }: Compiled) => blame(uses, subject, plan.type);
  /** A value that may be empty: null where the source holds none, never where it was not read. */
  const value = (compiled: Compiled): Exclude<Outcome, typeof undecided> => {
    const outcome = compiled.evaluate(scope);
    if (outcome !== undecided) return outcome;
    const found = lacking(compiled);
    if (found.reason === 'NO_VALUE') return null;
    throw new Undecided(found);
  };
  const text = (compiled: Compiled | null) => (compiled === null ? null : valueText(value(compiled), null));
  const needed = (compiled: Compiled): string => {
    const known = text(compiled);
    if (known === null) throw new Undecided(lacking(compiled));
    return known;
  };
  if (fingerprint === null) {
    const missing = plan.fingerprint.find(({ evaluate }) => {
      const outcome = evaluate(scope);
      return outcome === undecided || outcome === null;
    });
    throw new Undecided(missing === undefined ? { reason: 'NO_VALUE', coordinate: null } : lacking(missing));
  }
  const evidence = plan.evidence.map((each): Evidence => {
    const shown = each.show(scope);
    if (shown !== undecided) return shown;
    const found = lacking(each.value);
    if (found.reason !== 'NO_VALUE') throw new Undecided(found);
    return each.empty;
  });
  const severity = plan.severities.find(({ when }) => when.evaluate(scope) === true)?.severity ?? file.severity;
  return {
    rule: file.id,
    ruleVersion: file.version,
    severity,
    line: file.line,
    document: file.document,
    fingerprint,
    person: text(plan.person),
    recordType: file.record.type,
    recordKey: needed(plan.key),
    files: plan.files.flatMap((each) => {
      const found = value(each);
      if (found === null) return [];
      return typeof found === 'object' ? listed(found).map(String) : [String(found)];
    }),
    knownBy: knownBy(plan, subject, scope),
    agencyCode: text(plan.agency),
    divisionCode: text(plan.division),
    // Closed when in doubt: a record that does not say whether it is sealed is.
    sealed: value(plan.sealed) !== false,
    title: file.name,
    text: fillText(file.text, saidOf(plan, evidence, labels)),
    evidence,
  };
}

function saidOf(plan: RulePlan, evidence: readonly Evidence[], labels: Labels): ReadonlyMap<string, Words | null> {
  return new Map(
    plan.evidence.map(({ name, value: { type } }, at) => {
      const text = evidence[at]?.value ?? null;
      return [name, text === null ? null : labels.said(type, text)];
    }),
  );
}
