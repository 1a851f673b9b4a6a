import type { SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { moveRevision } from '../access/access-change.js';
import { handMatter, openMatter, readMatter } from '../access/matters.js';
import { type Change, refuse } from './change.js';

/*
 * Who is in charge of a matter of supervision may read its persons' records under its number, and no longer: the warrant is written
 * with the step that it follows from, whole or not at all.
 */

/** Of a matter's changes, those that its warrant follows. */
type Warranted = Pick<SupervisionMatterRecord, 'assignee' | 'closedAt' | 'persons' | 'files'>;

/** Whether a step may change what its matter warrants. */
export const touchesWarrant = (set: Partial<Warranted>): boolean =>
  (['assignee', 'closedAt', 'persons', 'files'] as const).some((each) => set[each] !== undefined);

/** Locks the book of warrants for the rest of a change: before anything else is, so that no two wait for each other. */
export const lockWarrants = ({ engine, queries }: Change): Promise<void> => moveRevision(engine, queries);

export async function openWarrant(change: Change, matter: SupervisionMatterRecord): Promise<void> {
  const { number, line, title, procuratorateCode, divisionCode, persons, files, assignee, openedAt } = matter;
  // One that was opened by hand: both kinds are declared in one header.
  if ((await readMatter(change.engine, change.queries, number)) !== null) refuse('The matter number is taken');
  await openMatter(change.engine, change, {
    ...{ number, line, title, persons, files, openedAt },
    kind: 'CASE',
    agency: procuratorateCode,
    division: divisionCode,
    handlers: assignee === null ? [] : [assignee],
    openedBy: 'system',
  });
}

export async function followWarrant(
  change: Change,
  { number, ...now }: Warranted & Pick<SupervisionMatterRecord, 'number'>,
  before: Warranted,
): Promise<void> {
  const from = now.assignee === before.assignee ? null : before.assignee;
  await handMatter(change.engine, change, number, {
    from,
    to: now.assignee,
    closedAt: now.closedAt,
    persons: now.persons,
    files: now.files,
  });
}
