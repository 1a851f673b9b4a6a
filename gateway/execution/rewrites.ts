import { assign, isRow, type Row, readOwn } from './merge.js';
import type { Rewrite } from './plan.js';
import type { TypeTest } from './type-test.js';

export type ApplyRewrites = (row: Row) => void;

const fragmentPrefix = '... on ';

/** Compiles a fetch's rewrites; undefined when there are none, which is the usual case. */
export function compileRewrites(
  rewrites: readonly Rewrite[] | undefined,
  isOfType: TypeTest,
): ApplyRewrites | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined;
  const steps = rewrites.map((rewrite) => compileRewrite(rewrite, isOfType));
  return (row) => {
    for (const step of steps) step(row);
  };
}

function compileRewrite(rewrite: Rewrite, isOfType: TypeTest): (value: unknown) => void {
  const last = rewrite.path.at(-1);
  if (last === undefined) return () => undefined;
  return rewrite.path
    .slice(0, -1)
    .reduceRight((inner, element) => compileStep(element, inner, isOfType), atEveryRow(compileChange(rewrite, last)));
}

function compileChange(rewrite: Rewrite, field: string): (row: Row) => void {
  if (rewrite.kind === 'ValueSetter') return (row) => assign(row, field, rewrite.setValueTo);
  return (row) => {
    const value = readOwn(row, field);
    if (value === undefined) return;
    assign(row, rewrite.renameKeyTo, value);
    row[field] = undefined;
  };
}

function compileStep(element: string, inner: (value: unknown) => void, isOfType: TypeTest): (value: unknown) => void {
  if (!element.startsWith(fragmentPrefix)) return atEveryRow((row) => inner(readOwn(row, element)));
  const condition = element.slice(fragmentPrefix.length);
  return atEveryRow((row) => {
    const typename = row.__typename;
    // An object whose type was not asked for is rewritten: the planner relies on it.
    if (typeof typename !== 'string' || isOfType(typename, condition)) inner(row);
  });
}

function atEveryRow(change: (row: Row) => void): (value: unknown) => void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const element of value) visit(element);
    else if (isRow(value)) change(value);
  };
  return visit;
}
