import { nearest } from '../../schema/nearest.js';
import { callType, constantType, scanParameters } from './call-type.js';
import { type FactField, type FactType, isNumber, isOpen, typeName, union, unknownType } from './fact-type.js';
import type { Report } from './fault.js';
import { arithmetic, checkBool, checkEquality, checkOrder } from './operators.js';
import { scanFields } from './signature.js';
import type { Tree } from './tree.js';

/** A field of the facts that an expression reads. */
export interface Use {
  /** Response names below the row, lists passed through; null where it cannot be said. */
  readonly path: string | null;
  readonly field: FactField;
  /** Only held against null: being null is what it is asked for. */
  readonly isTested: boolean;
}

/** What is known of an expression, or of a name in scope. */
export interface Checked {
  readonly type: FactType;
  readonly path: string | null;
  readonly uses: readonly Use[];
}

export type Names = ReadonlyMap<string, Checked>;

/** Infers the type of an expression, reporting whatever would be wrong on every row. */
export function check(tree: Tree, names: Names, report: Report): Checked {
  const uses: Use[] = [];
  const { type, path } = new Checking(report, uses).infer(tree, names);
  return { type, path, uses };
}

interface Typed {
  readonly type: FactType;
  readonly path: string | null;
}

const bool: FactType = { kind: 'bool' };
const operators: Readonly<Record<string, string>> = { '_+_': '+', '_-_': '-', '_*_': '*', '_/_': '/', '_%_': '%' };
const orders: ReadonlySet<string> = new Set(['_<_', '_<=_', '_>_', '_>=_']);
class Checking {
  readonly #report: Report;
  readonly #uses: Use[];

  constructor(report: Report, uses: Use[]) {
    this.#report = report;
    this.#uses = uses;
  }

  infer(tree: Tree | undefined, names: Names): Typed {
    const kind = tree?.exprKind;
    switch (kind?.case) {
      case 'constExpr':
        return untraced(constantType(kind.value.constantKind));
      case 'identExpr':
        return this.#name(kind.value.name, names);
      case 'selectExpr':
        if (kind.value.testOnly)
          this.#report('has(…) cannot tell what is empty from what was not read: write x != null');
        return this.#field(this.infer(kind.value.operand, names), kind.value.field);
      case 'callExpr':
        return this.#call(kind.value, names);
      case 'listExpr':
        return this.#list(kind.value.elements, names);
      case 'comprehensionExpr':
        return this.#comprehension(kind.value, names);
      default:
        this.#report('maps are not written in conditions');
        return untraced(unknownType);
    }
  }

  #name(name: string, names: Names): Typed {
    const known = names.get(name);
    if (known === undefined) {
      this.#report(
        `unknown name ${name}${nearest(
          name,
          [...names.keys()].filter((each) => !each.startsWith('@')),
        )}`,
      );
      return untraced(unknownType);
    }
    this.#uses.push(...known.uses);
    return known;
  }

  #field({ type, path }: Typed, name: string): Typed {
    if (type.kind === 'object') {
      const field = type.fields.get(name);
      if (field === undefined) {
        const where = type.name === 'p' ? 'the rule has no parameter' : `nothing selects ${type.name}.`;
        this.#report(`${where}${type.name === 'p' ? ' ' : ''}${name}${nearest(name, type.fields.keys())}`);
        return untraced(unknownType);
      }
      const below = path === null ? null : path === '' ? name : `${path}.${name}`;
      this.#uses.push({ path: below, field, isTested: false });
      return { type: field.type, path: below };
    }
    if (type.kind === 'list') this.#report(`.${name} of a list: use exists, all, filter or map`);
    else if (!isOpen(type)) this.#report(`${typeName(type)} has no field ${name}`);
    return untraced(unknownType);
  }

  #list(elements: readonly Tree[], names: Names): Typed {
    const each = elements.map((element) => this.infer(element, names));
    const of = each.reduce<FactType | null>(
      (joined, { type }) => (joined === null ? null : union(joined, type)),
      unknownType,
    );
    if (of === null) this.#report(`a list of ${each.map(({ type }) => typeName(type)).join(', ')} has no type`);
    return { type: { kind: 'list', of: of ?? unknownType }, path: each.length === 1 ? (each[0]?.path ?? null) : null };
  }

  // exists, all, filter, map and exists_one, as the parser spells them out.
  #comprehension(part: Extract<Tree['exprKind'], { case: 'comprehensionExpr' }>['value'], names: Names): Typed {
    const range = this.infer(part.iterRange, names);
    if (range.type.kind !== 'list' && range.type.kind !== 'unknown')
      this.#report(`${typeName(range.type)} is no list: exists, all, filter and map go over lists`);
    const item: Checked = {
      type: range.type.kind === 'list' ? range.type.of : unknownType,
      path: range.path,
      uses: [],
    };
    const start = this.infer(part.accuInit, names);
    const inside = new Map([...names, [part.iterVar, item], [part.accuVar, { ...start, uses: [] }]]);
    this.infer(part.loopCondition, inside);
    const step = this.infer(part.loopStep, inside);
    const type = union(start.type, step.type) ?? step.type;
    const outcome: Checked = { type, path: step.path, uses: [] };
    return this.infer(part.result, new Map([...names, [part.accuVar, outcome]]));
  }

  #call(part: Extract<Tree['exprKind'], { case: 'callExpr' }>['value'], names: Names): Typed {
    const { function: name, target } = part;
    const from = this.#uses.length;
    const typed = [...(target === undefined ? [] : [target]), ...part.args].map((arg) => this.infer(arg, names));
    const [a = untraced(unknownType), b = untraced(unknownType), c = untraced(unknownType)] = typed;
    const operator = operators[name];
    if (operator !== undefined)
      return { type: arithmetic(operator, a.type, b.type, this.#report), path: commonPath(a, b) };
    if (orders.has(name)) {
      checkOrder(a.type, b.type, this.#report);
      return untraced(bool);
    }
    switch (name) {
      case '_==_':
      case '_!=_':
        if (a.type.kind === 'null' || b.type.kind === 'null') this.#markTested(from);
        checkEquality(a.type, b.type, this.#report);
        return untraced(bool);
      case '@in':
        if (b.type.kind === 'list') checkEquality(a.type, b.type.of, this.#report);
        else if (!isOpen(b.type)) this.#report(`in asks a list, not ${typeName(b.type)}`);
        return untraced(bool);
      case '_&&_':
      case '_||_':
      case '!_':
        for (const { type } of typed) checkBool(type, this.#report);
        return untraced(bool);
      case '@not_strictly_false':
        return untraced(bool);
      case '-_':
        if (!isOpen(a.type) && !isNumber(a.type)) this.#report(`-${typeName(a.type)} has no meaning`);
        return a;
      case '_?_:_':
        return this.#conditional(a, b, c);
      case '_[_]':
        return this.#index(a, b);
      default:
        return this.#function(name, typed, target !== undefined);
    }
  }

  #conditional(condition: Typed, yes: Typed, no: Typed): Typed {
    checkBool(condition.type, this.#report);
    const type = union(yes.type, no.type);
    if (type === null) this.#report(`is ${typeName(yes.type)} or ${typeName(no.type)}: both branches have one type`);
    return { type: type ?? unknownType, path: commonPath(yes, no) };
  }

  #index(list: Typed, at: Typed): Typed {
    if (list.type.kind !== 'list') {
      if (!isOpen(list.type)) this.#report(`${typeName(list.type)}[…] has no meaning: only lists are indexed`);
      return untraced(unknownType);
    }
    if (at.type.kind !== 'int' && !isOpen(at.type)) this.#report('a list is indexed by a whole number');
    return { type: list.type.of, path: list.path };
  }

  #function(name: string, typed: readonly Typed[], isMethod: boolean): Typed {
    const types = typed.map(({ type }) => type);
    this.#noteScans(name, typed);
    const type = callType(name, types, isMethod, this.#report);
    return { type, path: typed.length === 1 ? (typed[0]?.path ?? null) : null };
  }

  // What a function reads of objects is read, though no expression names it.
  #noteScans(name: string, typed: readonly Typed[]): void {
    for (const at of scanParameters(name)) {
      const given = typed[at];
      if (given?.type.kind !== 'list' || given.type.of.kind !== 'object') continue;
      for (const name of scanFields) this.#field({ type: given.type.of, path: given.path }, name);
    }
  }

  #markTested(from: number): void {
    for (let at = from; at < this.#uses.length; at++) {
      const use = this.#uses[at];
      if (use !== undefined) this.#uses[at] = { ...use, isTested: true };
    }
  }
}

/** Where what comes of two values is found: nowhere, when they are found in two places. */
function commonPath(a: Typed, b: Typed): string | null {
  if (isEmpty(a.type)) return b.path;
  if (isEmpty(b.type)) return a.path;
  return a.path === b.path ? a.path : null;
}

function isEmpty(type: FactType): boolean {
  return isOpen(type) || (type.kind === 'list' && isOpen(type.of));
}

function untraced(type: FactType): Typed {
  return { type, path: null };
}
