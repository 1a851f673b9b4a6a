import { type FieldNode, type GraphQLResolveInfo, getArgumentValues } from 'graphql';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import { assign, Fault, mendAnswer, type Outcome, type Result } from './faults.js';
import type { FieldPlan, ObjectPlan, OperationPlan, ValuePlan } from './plan.js';

interface Run {
  readonly plan: OperationPlan;
  readonly context: RequestContext;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly asked: Map<FieldPlan, Asked>;
  /** By what plan objects of abstract types were written. */
  readonly typed: Map<object, ObjectPlan>;
  isFaulty: boolean;
  /** How much was promised and is not there yet. */
  pending: number;
  whenSettled: () => void;
}

/** A field in one run: what its resolver is given for every row. */
interface Asked {
  readonly args: Readonly<Record<string, unknown>>;
  readonly info: GraphQLResolveInfo;
  /** As what its objects were written. */
  readonly written: Map<object, unknown>;
}

/**
 * Runs an operation (GraphQL 6.2–6.4). What a resolver gives as one object for many rows is written once and stands in all their
 * places: the scans of a person on a hundred bookings are one list. Resolvers promise values, and lists may hold promises.
 */
export async function runOperation(
  plan: OperationPlan,
  context: RequestContext,
  variables: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const fresh = { asked: new Map(), typed: new Map(), isFaulty: false, pending: 0, whenSettled: () => {} };
  const run: Run = { plan, context, variables, ...fresh };
  const root = plan.root(variables);
  const data: Result = {};
  for (const field of root.fields) {
    writeField(run, field, undefined, data);
    if (plan.definition.operation === 'mutation') await settled(run);
  }
  await settled(run);
  return run.isFaulty ? mendAnswer(root, data, run.typed) : { data, faults: [] };
}

async function settled(run: Run): Promise<void> {
  if (run.pending === 0) return;
  await new Promise<void>((resolve) => {
    run.whenSettled = resolve;
  });
}

function writeField(run: Run, field: FieldPlan, source: Result | undefined, result: Result): void {
  const { name, resolve } = field;
  if (field.constant !== null) assign(result, name, field.constant);
  else if (resolve === null) assign(result, name, write(run, field.value, source?.[field.property]));
  else {
    // The place is taken at once: names stand in the order in which they were asked for.
    assign(result, name, null);
    try {
      const { args, info } = askedOf(run, field);
      const value: unknown = resolve(source, args, run.context, info);
      if (isPromise(value)) whenResolved(run, value, field, result);
      else assign(result, name, writeResolved(run, field, value));
    } catch (cause) {
      assign(result, name, faultOf(run, cause));
    }
  }
}

function askedOf(run: Run, field: FieldPlan): Asked {
  const known = run.asked.get(field);
  if (known !== undefined) return known;
  const { definition, nodes, parent, path } = field;
  const { schema, fragments, definition: operation } = run.plan;
  const [node] = nodes;
  const asked: Asked = {
    args: node === undefined ? {} : argumentsOf(field, node, run.variables),
    info: {
      fieldName: definition.name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType: parent,
      path,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: run.variables,
    },
    written: new Map(),
  };
  run.asked.set(field, asked);
  return asked;
}

function argumentsOf(
  { definition, parent }: FieldPlan,
  node: FieldNode,
  variables: Run['variables'],
): Readonly<Record<string, unknown>> {
  try {
    return getArgumentValues(definition, node, variables);
  } catch {
    // Left to tell are variables that are null where there has to be something; graphql-js repeats what was given.
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `${parent.name}.${definition.name} was given an argument of another type`,
    );
  }
}

function writeResolved(run: Run, field: FieldPlan, value: unknown): unknown {
  if (field.value.kind !== 'object' || typeof value !== 'object' || value === null) {
    return write(run, field.value, value);
  }
  const { written } = askedOf(run, field);
  const known = written.get(value);
  if (known !== undefined) return known;
  const fresh = write(run, field.value, value);
  written.set(value, fresh);
  return fresh;
}

function whenResolved(run: Run, promised: PromiseLike<unknown>, field: FieldPlan, result: Result): void {
  const put = (value: unknown) => assign(result, field.name, value);
  whenGiven(run, promised, (given) => writeResolved(run, field, given), put);
}

function whenGiven(
  run: Run,
  promised: PromiseLike<unknown>,
  written: (given: unknown) => unknown,
  put: (value: unknown) => void,
): void {
  const settle = (make: () => unknown) => {
    try {
      put(make());
    } catch (cause) {
      put(faultOf(run, cause));
    }
    run.pending -= 1;
    if (run.pending === 0) run.whenSettled();
  };
  run.pending += 1;
  promised.then(
    (given) => settle(() => written(given)),
    (cause) => settle(() => faultOf(run, cause)),
  );
}

function write(run: Run, plan: ValuePlan, value: unknown): unknown {
  if (value === null || value === undefined) return plan.isRequired ? faultOf(run, nothingThere) : null;
  if (value instanceof Error) return faultOf(run, value);
  switch (plan.kind) {
    case 'leaf':
      return plan.isAsGiven || (plan.isText && typeof value === 'string') ? value : writeLeaf(run, plan, value);
    case 'list':
      return writeList(run, plan.of, value);
    default:
      return writeObject(run, plan, value);
  }
}

const nothingThere = new TypeError('null where the schema has a value');

function writeLeaf(run: Run, { type }: Extract<ValuePlan, { readonly kind: 'leaf' }>, value: unknown) {
  try {
    return type.serialize(value) ?? faultOf(run, nothingThere);
  } catch (cause) {
    return faultOf(run, cause);
  }
}

function writeObject(run: Run, plan: Extract<ValuePlan, { readonly kind: 'object' | 'abstract' }>, value: unknown) {
  if (typeof value !== 'object') return faultOf(run, new TypeError('no object where the schema has one'));
  const source = value as Result;
  const own = plan.kind === 'object' ? plan.plan() : plan.planOf(source.__typename);
  if (own === null) return faultOf(run, new TypeError('an object of a type that the schema does not have there'));
  const result: Result = {};
  for (const field of own.fields) writeField(run, field, source, result);
  if (plan.kind === 'abstract') run.typed.set(result, own);
  return result;
}

function writeList(run: Run, of: ValuePlan, values: unknown): unknown {
  if (!Array.isArray(values)) return faultOf(run, new TypeError('no list where the schema has one'));
  const result = new Array<unknown>(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value: unknown = values[at];
    if (!isPromise(value)) {
      result[at] = write(run, of, value);
      continue;
    }
    result[at] = null;
    const put = (given: unknown) => {
      result[at] = given;
    };
    whenGiven(run, value, (given) => write(run, of, given), put);
  }
  return result;
}

function faultOf(run: Run, cause: unknown): Fault {
  run.isFaulty = true;
  return new Fault(cause);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
