import type { GraphQLError } from 'graphql';

import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Transport } from '../transport/transport.js';
import { Faults } from './faults.js';
import { type Run, runFetch } from './fetch.js';
import type { Row } from './merge.js';
import type { CompiledOperation } from './operations.js';
import type { Step } from './steps.js';
import { coerceVariables } from './variables.js';

export interface ExecutionRequest {
  readonly operation: CompiledOperation;
  /** As the caller sent them; they are coerced here. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
  readonly transport: Transport;
}

export interface Execution {
  readonly data: Row | null;
  readonly errors: readonly GraphQLError[];
}

const nothingIntrospected: Row = {};

/**
 * Runs a planned operation. A subgraph that fails costs its own fields, which are null, and one error a selection path.
 * Rejects with `BAD_USER_INPUT` for variables of another type than declared, and with `DEADLINE_EXCEEDED` as soon as the
 * request's signal aborts, whether subgraphs heed it or not.
 */
export async function executeOperation(request: ExecutionRequest): Promise<Execution> {
  const { operation, context, transport } = request;
  const variables = coerceVariables(operation.schema, operation.original.definition, request.variables);
  const { shape, introspect } = operation.form(variables);
  const faults = new Faults(operation.placeOf);
  const run: Run = { data: {}, variables, context, transport, faults, isOfType: operation.isOfType };
  if (operation.step !== undefined) await untilAborted(runStep(operation.step, run), context.signal);
  const introspected = introspect?.(request.variables) ?? nothingIntrospected;
  const data = shape(run.data, introspected, faults);
  return { data, errors: faults.errors() };
}

function runStep(step: Step, run: Run): Promise<void> | undefined {
  switch (step.kind) {
    case 'fetch':
      return runFetch(step, run);
    case 'sequence':
      return runInTurn(step.steps, run);
    case 'parallel':
      return runTogether(step.steps, run);
    default: {
      const chosen = run.variables[step.variable] === true ? step.whenTrue : step.whenFalse;
      return chosen === undefined ? undefined : runStep(chosen, run);
    }
  }
}

async function runInTurn(steps: readonly Step[], run: Run): Promise<void> {
  for (const step of steps) {
    if (run.context.signal.aborted) return;
    await runStep(step, run);
  }
}

async function runTogether(steps: readonly Step[], run: Run): Promise<void> {
  await Promise.all(steps.map((step) => runStep(step, run)));
}

async function untilAborted(work: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw deadlineExceeded();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(deadlineExceeded());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}

function deadlineExceeded(): PlumblineError {
  return new PlumblineError('DEADLINE_EXCEEDED', 'The request took longer than it may');
}
