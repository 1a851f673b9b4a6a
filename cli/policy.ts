import { explainCoordinate } from '../policies/inspect/explain-coordinate.js';
import { type MatrixCell, matrix, typeOf } from '../policies/inspect/matrix.js';
import { diffMatrices, type MatrixChange } from '../policies/inspect/matrix-diff.js';
import { testSets } from '../policies/inspect/set-test.js';
import type { Specimen } from '../policies/inspect/specimen.js';
import type { PolicySets } from '../policies/language/sets.js';
import { parsePolicies } from '../policies/loading/load.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { readCatalog } from '../schema/catalog/read.js';
import { PlumblineError } from '../schema/errors.js';
import { type Purpose, purposes } from '../schema/purpose.js';
import { type BusinessLine, businessLines, type MatterKind, matterKinds } from '../schema/warrant.js';
import { counted } from './counted.js';
import type { Output } from './output.js';
import { ownPolicies, readPolicies } from './policy-files.js';

const facts = () => readCatalog();

/** Runs the tests that lie beside the sets. Exit code 1 when one fails. */
export function testCommand(place: string | undefined, output: Output): number {
  const { files, tests } = readPolicies(place ?? ownPolicies);
  const catalog = facts();
  const sets = parsePolicies(files, catalog);
  const results = tests.map((file) => testSets(sets, catalog, file));
  const failures = results.flatMap((result) => result.failures);
  const checked = results.reduce((sum, result) => sum + result.checked, 0);
  output.list('failed', failures);
  output.data(
    { version: sets.version, files: tests.length, checked, failures },
    `${counted(checked, 'decision')} in ${counted(tests.length, 'file')}, ${failures.length} failed; policies ${sets.version}`,
  );
  return failures.length === 0 ? 0 : 1;
}

interface ExplainOptions {
  readonly as: string;
  readonly for?: string;
  readonly under?: string;
  readonly lines?: string;
  readonly approved?: string;
  readonly policies?: string;
}

/** Says of one coordinate what a role sees, by which grant and law, on which rows, and what would flip it. */
export function explainCommand(coordinate: string, options: ExplainOptions, output: Output): number {
  const catalog = facts();
  const sets = parsePolicies(readPolicies(options.policies ?? ownPolicies).files, catalog);
  const specimen = specimenOf(sets, options);
  for (const approved of specimen.approved ?? []) expectCoordinate(catalog, approved);
  const explanation = explainCoordinate(sets, catalog, specimen, coordinate);
  if (explanation === null) throw unknownCoordinate(coordinate);
  const { decision, grant, rows, cases, counts } = explanation;
  const lines =
    decision.effect === 'DENY'
      ? [
          `DENIED (${decision.reason})`,
          ...(decision.grant === null ? [] : [`prohibition ${decision.grant}: ${decision.basis}`]),
          `remedy: ${decision.remedy}`,
        ]
      : [
          `${decision.effect === 'MASK' ? `MASKED ${decision.mask}` : 'ALLOWED'}${decision.rows === 'SOME' ? ' on some rows' : ''}`,
          `grant ${decision.grant}${decision.basis === '' ? '' : `: ${decision.basis}`}`,
          ...(grant === null ? [] : [`on rows: ${rows.join('; or ') || 'all'}`]),
          ...cases,
        ];
  const counted = counts === null ? [] : [`may be counted by ${[...counts.fields].join(', ')}`];
  output.data(
    {
      coordinate,
      decision: {
        ...decision,
        ...('changes' in decision ? { changes: decision.changes, remedy: decision.remedy } : {}),
      },
      rows,
      cases,
      counts: counts === null ? null : { fields: [...counts.fields], smallest: counts.smallest },
    },
    [
      `${coordinate} for ${options.as}, ${options.for ?? 'no purpose'}:`,
      ...[...lines, ...counted].map((line) => `  ${line}`),
    ].join('\n'),
  );
  return 0;
}

interface MatrixOptions {
  readonly role?: string;
  readonly purpose?: string;
  readonly standing?: string;
  readonly type?: string;
  readonly policies?: string;
}

/** Prints role × purpose × standing × coordinate, one cell a line. */
export function matrixCommand(options: MatrixOptions, output: Output): number {
  const catalog = facts();
  const sets = parsePolicies(readPolicies(options.policies ?? ownPolicies).files, catalog);
  if (options.role !== undefined) expectRole(sets, options.role);
  if (options.purpose !== undefined) oneOf('--purpose', options.purpose, purposes);
  if (options.type !== undefined) expectCoordinate(catalog, options.type);
  const cells = [...matrix(sets, catalog)];
  if (options.standing !== undefined)
    oneOf('--standing', options.standing, [...new Set(cells.map(({ standing }) => standing))]);
  const wanted = cells.filter(
    (cell) =>
      (options.role ?? cell.role) === cell.role &&
      (options.purpose ?? cell.purpose) === cell.purpose &&
      (options.standing ?? cell.standing) === cell.standing &&
      (options.type ?? typeOf(cell)) === typeOf(cell),
  );
  output.data(wanted.map(plainCell), wanted.map(cellLine).join('\n'));
  return 0;
}

function plainCell({ role, purpose, standing, coordinate, word, rows }: MatrixCell) {
  return { role, purpose, standing, coordinate, word, rows };
}

function cellLine({ role, purpose, standing, coordinate, word, rows }: MatrixCell): string {
  const on = rows.length === 0 ? '' : `\t${rows.join('; or ')}`;
  return `${role}\t${purpose}\t${standing}\t${coordinate}\t${word}${on}`;
}

/** Prints exactly the cells that differ between two states of the policies. Exit code 1 when something opened. */
export function diffCommand(before: string, after: string | undefined, output: Output): number {
  const catalog = facts();
  const cellsOf = (place: string) => matrix(parsePolicies(readPolicies(place).files, catalog), catalog);
  const changes = diffMatrices(cellsOf(before), cellsOf(after ?? ownPolicies));
  const opened = changes.filter(({ kind }) => kind !== 'closed').length;
  output.data(
    changes,
    changes.length === 0
      ? 'no cell differs'
      : [...changes.map(changeLine), changes.length === 1 ? '1 cell differs' : `${changes.length} cells differ`].join(
          '\n',
        ),
  );
  return opened > 0 ? 1 : 0;
}

function changeLine({ kind, role, purpose, coordinate, standings, before, after }: MatrixChange): string {
  const rows = before.rows.join() === after.rows.join() ? '' : `\t${words(before.rows)} → ${words(after.rows)}`;
  return `${kind}\t${role}\t${purpose}\t${coordinate}\t${before.word} → ${after.word}${rows}\t(${standings.join(', ')})`;
}

function words(rows: readonly string[]): string {
  return rows.length === 0 ? 'no rows' : rows.join('; or ');
}

function specimenOf(sets: PolicySets, options: ExplainOptions): Specimen {
  expectRole(sets, options.as);
  return {
    role: options.as,
    purpose: options.for === undefined ? null : oneOf<Purpose>('--for', options.for, purposes),
    under: options.under === undefined ? null : oneOf<MatterKind>('--under', options.under, matterKinds),
    lines: listed(options.lines).map((line) => oneOf<BusinessLine>('--lines', line, businessLines)),
    approved: listed(options.approved),
  };
}

function expectRole(sets: PolicySets, role: string): void {
  if (sets.roles.has(role)) return;
  throw new PlumblineError('BAD_USER_INPUT', `no role "${role}"; roles are ${[...sets.roles.keys()].join(', ')}`);
}

function expectCoordinate(catalog: Catalog, coordinate: string): void {
  const [type = '', field] = coordinate.split('.');
  const known = catalog.types.get(type);
  if (known === undefined || (field !== undefined && !known.fields.has(field))) throw unknownCoordinate(coordinate);
}

function unknownCoordinate(coordinate: string): PlumblineError {
  return new PlumblineError('BAD_USER_INPUT', `the schema has no ${coordinate}; ask for Type.field, or Type`);
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((each) => each !== '');
}

function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const known = words.find((word) => word === text);
  if (known === undefined) throw new PlumblineError('BAD_USER_INPUT', `${option} is one of ${words.join(', ')}`);
  return known;
}
