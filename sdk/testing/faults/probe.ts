import type { RecordRow } from '../../../schema/adapter.js';
import type { EntityBinding } from '../../entity.js';
import type { Bench } from '../bench.js';
import { isKeyed } from '../checks/asking.js';
import { Skip } from '../findings.js';
import type { Opened } from '../open-subject.js';
import { keysOf } from '../oracle.js';

/** One question that has an answer, asked before, during and after a fault. */
export interface Probe {
  readonly binding: EntityBinding;
  ask(opened: Opened, signal?: AbortSignal): Promise<readonly RecordRow[]>;
}

/** The probe of the first entity that has records. */
export async function probeOf(bench: Bench): Promise<Probe> {
  for (const binding of bench.subject.entities) {
    const rows = await bench.rows(binding);
    if (rows.length > 0) return probing(binding, rows);
  }
  throw new Skip('No entity has a record to ask for.');
}

function probing(binding: EntityBinding, rows: readonly RecordRow[]): Probe {
  const [field] = binding.lookups;
  if (!isKeyed(binding) || field === undefined) {
    return {
      binding,
      ask: async (opened, signal) =>
        (await opened.page(binding.entity, {}, signal === undefined ? {} : { signal })).rows,
    };
  }
  const values = [...new Set(rows.flatMap((row) => keysOf(row, field)))];
  return {
    binding,
    ask: async (opened, signal) => {
      const { groups } = await opened.read(
        binding.entity,
        { by: { field, values } },
        signal === undefined ? {} : { signal },
      );
      return [...groups.values()].flatMap((page) => page.rows);
    },
  };
}

/** Rows as they are compared: without the time of the read. */
export const told = (rows: readonly RecordRow[]): string =>
  JSON.stringify([...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, values, flags }) => [id, values, flags]));

export type Outcome = { readonly rows: readonly RecordRow[] } | { readonly error: unknown } | 'still waiting';

/** How a question ended, or that it had not after `longestMs`. */
export async function outcomeOf(question: Promise<readonly RecordRow[]>, longestMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve('still waiting'), longestMs);
  });
  try {
    return await Promise.race([
      question.then(
        (rows): Outcome => ({ rows }),
        (error: unknown): Outcome => ({ error }),
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
