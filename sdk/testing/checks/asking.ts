import type { ReadRequest } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { EntityBinding } from '../../entity.js';
import type { Bench } from '../bench.js';
import { endOf, type Findings } from '../findings.js';
import type { Opened, Reading } from '../open-subject.js';
import { differenceOf, expectedPage } from '../oracle.js';
import { remedyOf } from '../remedy.js';

/** Whether the system answers the entity only when a key is given: a rule of its own, and no failure. */
export function isKeyed({ table }: EntityBinding): boolean {
  return typeof table === 'object' && table !== null && 'needsKey' in table && table.needsKey === true;
}

/** Asks a question and compares the answer with what it has to be; a refusal of a keyed register is no failure. */
export async function ask(
  bench: Bench,
  binding: EntityBinding,
  findings: Findings,
  question: {
    readonly field: string | null;
    readonly what: string;
    readonly request: Partial<ReadRequest>;
    readonly opened?: Opened;
    readonly reading?: Reading;
  },
): Promise<void> {
  const { field, what, request, opened = bench.main, reading } = question;
  try {
    const found = await opened.page(binding.entity, request, reading);
    const difference = differenceOf(found, expectedPage(await bench.rows(binding), request));
    if (difference !== null) findings.fail(field, `${what} ${difference}`);
  } catch (error) {
    if (isKeyed(binding) && error instanceof PlumblineError && error.code === 'BOUND_EXCEEDED') return;
    if (error instanceof Error && error.name === 'Skip') throw error;
    findings.fail(field, `${what} ends in ${endOf(error)}${remedyOf(error)}`);
  }
}
