import type { Severity } from '../../schema/oversight/rule.js';
import type { Checked, Names } from '../language/check.js';
import type { ObjectType } from '../language/fact-type.js';
import { compileEvidence, type EvidencePlan } from './evidence.js';
import { type Compiled, compileExpression } from './expressions.js';
import type { RuleFile } from './format.js';
import { parametersType } from './parameters.js';

/** A path in rule.yaml. */
export type RulePath = readonly (string | number)[];
export type ReportPath = (path: RulePath, message: string) => void;

/** Every expression of a rule, compiled over what it sees: `row`, or `group`. */
export interface RulePlan {
  readonly subject: 'row' | 'group';
  /** Type of the subject: where coordinates of what is missing are looked up. */
  readonly type: ObjectType;
  readonly lets: ReadonlyMap<string, Compiled>;
  readonly when: Compiled;
  readonly guards: readonly { readonly name: string; readonly when: Compiled }[];
  readonly severities: readonly { readonly severity: Severity; readonly when: Compiled }[];
  readonly key: Compiled;
  readonly person: Compiled | null;
  readonly files: readonly Compiled[];
  readonly agency: Compiled | null;
  readonly division: Compiled | null;
  readonly sealed: Compiled;
  readonly fingerprint: readonly Compiled[];
  /** Plain values of the subject among its key, its fingerprint, its file numbers and whom it is about. */
  readonly handles: readonly Compiled[];
  readonly evidence: readonly EvidencePlan[];
}

export function compilePlan(
  file: RuleFile,
  subject: RulePlan['subject'],
  type: ObjectType,
  report: ReportPath,
): RulePlan {
  const first = baseNames(file, subject, type);
  const names = new Map(first);
  const compile = (path: RulePath, text: string, wanted?: 'bool') =>
    compileExpression(text, names, (message) => report(path, `${path.join('.')}: ${message}`), wanted);

  // Parameters depend on the division, so the division depends on neither them nor what is worked out of them.
  const withoutParameters = new Map([...first].filter(([name]) => name !== 'p'));
  const division =
    file.division === null
      ? null
      : compileExpression(file.division, withoutParameters, (message) => report(['division'], `division: ${message}`));

  const lets = new Map<string, Compiled>();
  for (const [name, text] of Object.entries(file.let)) {
    if (names.has(name)) report(['let', name], `let.${name}: hides what ${name} stands for already; call it otherwise`);
    const compiled = compile(['let', name], text);
    lets.set(name, compiled);
    names.set(name, compiled);
  }
  const plain = (field: 'person' | 'agency') => {
    const text = file[field];
    return text === null ? null : compile([field], text);
  };
  const key = compile(['record', 'key'], file.record.key);
  const person = plain('person');
  const files = file.files.map((text, at) => compile(['files', at], text));
  const fingerprint = file.fingerprint.map((text, at) => compile(['fingerprint', at], text));
  return {
    ...{ subject, type, lets, key, person, files, fingerprint },
    handles: [key, ...fingerprint, ...files, ...(person === null ? [] : [person])].filter(isPlain),
    when: compile(['when'], file.when, 'bool'),
    guards: Object.entries(file.unless).map(([name, guard]) => ({
      name,
      when: compile(['unless', name, 'when'], guard.when, 'bool'),
    })),
    severities: Object.entries(file.severityWhen).map(([severity, text]) => ({
      severity: severity as Severity,
      when: compile(['severityWhen', severity], text, 'bool'),
    })),
    agency: plain('agency'),
    division,
    sealed: compile(['sealed'], file.sealed, 'bool'),
    evidence: Object.entries(file.evidence).map(([name, each]) => {
      const path = ['evidence', name, 'value'];
      return compileEvidence(name, each, compile(path, each.value), {
        names,
        definitions: lets,
        report: (message) => report(path, `${path.join('.')}: ${message}`),
      });
    }),
  };
}

const isPlain = ({ text }: Compiled): boolean => /^(row|group)(\.\w+)+$/.test(text);

/** Names that stand for something before the rule makes its own. */
export function baseNames(file: RuleFile, subject: string, type: ObjectType): Names {
  const plain = (of: Checked['type']): Checked => ({ type: of, path: null, uses: [] });
  return new Map<string, Checked>([
    [subject, { type, path: '', uses: [] }],
    ['p', plain(parametersType(file.parameters))],
    ['today', plain({ kind: 'date' })],
  ]);
}
