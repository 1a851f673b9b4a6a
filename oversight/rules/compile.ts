import type { YamlFile } from '../../policies/loading/yaml-file.js';
import { type DocumentText, readDocument } from '../language/document.js';
import { compileConverter } from '../language/facts.js';
import { pageGaps } from '../language/gaps.js';
import { createLabels } from '../language/labels.js';
import { type Operation, readOperation } from '../language/operation.js';
import { compileDecision } from './decide.js';
import type { RuleFile } from './format.js';
import type { Ground } from './ground.js';
import { compileGroup, createGroupRule } from './grouping.js';
import { knownBy } from './known-by.js';
import { pairLists } from './pairs.js';
import { compileParameters } from './parameters.js';
import { compilePlan, type RulePath } from './plan.js';
import type { CompiledRule } from './rule-book.js';
import { compileShow } from './show.js';
import { checkRule } from './validate.js';
import { checkParameters } from './validate-parameters.js';
import { compileVariables } from './variables.js';

export interface RuleSource {
  /** As messages call the folder: `CC-05`. */
  readonly folder: string;
  readonly rule: YamlFile<RuleFile>;
  /** Name and text of query.graphql. */
  readonly query: DocumentText;
}

/** A compiled rule with what its cases need beside it. */
export interface RuleParts {
  readonly rule: CompiledRule;
  readonly operation: Operation;
}

/** Compiles one rule; null where faults, added to `problems`, leave nothing to compile. */
export function compileRule(source: RuleSource, ground: Ground, problems: string[]): RuleParts | null {
  const { value: file } = source.rule;
  const report = (path: RulePath, message: string) => void problems.push(`${source.rule.at(path)}: ${message}`);
  const reportLine = (line: number, message: string) => void problems.push(`${source.query.name}:${line}: ${message}`);
  const document = readDocument(source.query, ground.schema, reportLine);
  const read = document === null ? null : readOperation(document, ground, file.scan.list, reportLine);
  if (read === null) return null;
  const { operation, pairs } = pairLists(file, read, ground.schema, report);

  const group = file.group === null ? null : compileGroup(file, file.group, operation.row, report);
  const plan = compilePlan(file, group === null ? 'row' : 'group', group?.type ?? operation.row, report);
  const parameters = compileParameters(file.parameters);
  const variables = compileVariables(file, operation, parameters, report);
  checkParameters(file.parameters, report);
  checkRule({ file, folder: source.folder, plan, group, operation, pairs, ground, report, reportLine });

  const labels = createLabels(ground.schema);
  const decide = compileDecision(file, plan, parameters, labels);
  const convert = compileConverter(operation.row);
  const { id, version, name, set, severity, line, basis } = file;
  const rule: CompiledRule = {
    facts: { id, version, name, set, severity, line, basis, document: file.document, nightly: file.scan.nightly },
    file,
    document: source.query.text,
    list: operation.list,
    pageSize: file.scan.page,
    pairs,
    coordinates: new Set(operation.coordinates.keys()),
    variables,
    page(answer, now) {
      const gaps = pageGaps(answer, operation.list, { freshnessDays: file.freshness?.days ?? null, now });
      const connection = gaps.isListMissing ? null : (answer.data?.[operation.list] as Connection);
      if (!Array.isArray(connection?.nodes)) return null;
      const { hasNextPage, endCursor } = connection.pageInfo;
      return {
        rows: connection.nodes.map((raw) => convert(raw, gaps)),
        next: hasNextPage ? endCursor : null,
      };
    },
    decide,
    show: compileShow(plan, parameters),
    knownBy: (row) => knownBy(plan, row, { row: row.facts }),
    said({ name, value }) {
      const type = plan.evidence.find((each) => each.name === name)?.value.type;
      return value === null || type === undefined ? null : labels.said(type, value);
    },
    groups: group === null ? null : createGroupRule(group, decide, parameters),
  };
  return { rule, operation };
}

interface Connection {
  readonly nodes: readonly unknown[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
