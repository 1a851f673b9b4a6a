import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { dayOf } from '../../schema/values/day.js';
import { matches } from '../policies/oracle-source.js';
import { catalog, sets } from '../policies/the-sets.js';
import {
  approveAccess,
  type Caller,
  callers,
  type Desk,
  openDesk,
  openMatter,
  persons,
  theCase,
} from './access-desk.js';

const compiler = createAccessCompiler(sets, catalog);

/** The juvenile line's case, which a prosecutor of other lines handles too. */
const juvenile = { ...theCase, number: '宁检未监〔2026〕2号', line: 'JUVENILE', handlers: ['wang', 'zhao'] } as const;
const crossing: Caller = { ...callers.prosecutor, matter: juvenile.number };
const ofTheLine: Caller = { ...callers.colleague, matter: juvenile.number, lines: ['JUVENILE'] };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.ask(callers.caseManager, openMatter, { input: juvenile });
});
afterEach(() => desk.close());

/** Has a colleague approve what somebody asked for: the person's record and phone. */
async function approved(caller: Caller): Promise<void> {
  const ask = 'mutation ($input: AccessRequestInput!) { requestAccess(input: $input) { id } }';
  const input = {
    fields: ['Person.phone', 'CorrectionSubject'],
    persons: [persons.yu.token],
    reason: '需要当面核实报到情况',
  };
  const { data, errors } = await desk.ask(caller, ask, { input });
  expect(errors).toEqual([]);
  const { id } = (data as { requestAccess: { id: string } }).requestAccess;
  expect((await desk.ask(callers.deputy, approveAccess, { id })).errors).toEqual([]);
}

/** Which records of the person exist for a caller: the one that is sealed, the one that is not. */
async function existing(caller: Caller): Promise<Readonly<Record<'plain' | 'sealed', boolean>>> {
  const access = compiler.compile(await desk.principalOf(caller), dayOf(desk.clock()));
  const rows = access.rows('CorrectionSubject');
  const record = {
    citizenId: persons.yu.citizenId,
    executionDivisionCode: '371422001',
    jurisdictionDivisionCode: '371422',
    status: 'IN_CORRECTION',
  };
  return { plain: matches(rows, { ...record, sealed: false }), sealed: matches(rows, { ...record, sealed: true }) };
}

test('an approval crosses the line of the matter, and not that of a grant: what is sealed stays with the juvenile line', async () => {
  expect((await desk.principalOf(crossing)).warrant).toBeUndefined();
  await approved(crossing);
  expect((await desk.principalOf(crossing)).warrant?.approvals).toHaveLength(1);
  expect(await existing(crossing)).toEqual({ plain: true, sealed: false });
});

test('within the juvenile line the same approval opens what is sealed', async () => {
  expect(await existing(ofTheLine)).toEqual({ plain: true, sealed: false });
  await approved(ofTheLine);
  expect(await existing(ofTheLine)).toEqual({ plain: true, sealed: true });
});
