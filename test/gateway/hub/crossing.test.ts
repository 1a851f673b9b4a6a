import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Answer } from '../../../gateway/answer.js';
import { PlumblineError } from '../../../schema/errors.js';
import { deputy, openSmallHub, prosecutor, type SmallHub } from '../small-hub.js';

/** A prosecutor of another line, whom the juvenile matter names as handler. */
const crossing = { ...prosecutor, lines: ['EXECUTION'], matter: 'M1' } as const;

const openMatter = `mutation {
  openMatter(input: { number: "M1", title: "a matter", line: JUVENILE, divisionCode: "371422", files: ["K1"], handlers: ["prosecutor-1"] }) { number }
}`;
const requestAccess =
  'mutation { requestAccess(input: { fields: ["CorrectionSubject.phone"], files: ["K1"], reason: "to reach the person" }) { id } }';
const phone = '{ correctionSubjects(first: 1) { nodes { phone } } }';

let small: SmallHub;
beforeEach(async () => {
  small = await openSmallHub();
  await small.ask(openMatter, deputy);
});
afterEach(() => small.close());

/** What a question was refused with; null when it was answered. */
async function refusal(query: string, principal: Parameters<SmallHub['ask']>[1] = crossing): Promise<string | null> {
  try {
    await small.ask(query, principal);
    return null;
  } catch (error) {
    return error instanceof PlumblineError ? `${error.code}: ${error.message}` : String(error);
  }
}

const effectOf = ({ extensions }: Answer) => (extensions.access as { effect: string }[])[0]?.effect;

test.each([
  ['data of agencies', '{ agencies(first: 1) { nodes { name } } }'],
  ['data of agencies beside the books', '{ myMatters { number } agencies(first: 1) { nodes { name } } }'],
  ['data of agencies through the books', '{ myMatters { number agency { name } } }'],
  ['data of agencies in a fragment', 'query { ...All } fragment All on Query { myMatters { agency { level } } }'],
])('under a matter of another line %s is refused as under a matter that there is not', async (_what, query) => {
  const refused = await refusal(query);
  expect(refused).toBe('MATTER_NOT_OPEN: No open matter of yours has this number');
  expect(refused).toBe(await refusal(query, { ...crossing, matter: 'M9' }));
  expect(refused).toBe(await refusal(query, { ...crossing, id: 'prosecutor-2' }));
});

test.each([
  ['what it may ask for', '{ myAccess(types: ["CorrectionSubject"]) { type fields { name isRequestable } } }'],
  ['its matters', '{ myMatters { __typename number line files persons { id } } }'],
  ['its requests', '{ accessRequests { nodes { id state } pageInfo { hasNextPage } } }'],
])('under a matter of another line its handler is told %s, and nobody else is', async (_what, query) => {
  expect(await refusal(query)).toBeNull();
  expect(await refusal(query, { ...crossing, matter: 'M9' })).toMatch(/^MATTER_NOT_OPEN: /);
  expect(await refusal(query, { ...crossing, id: 'prosecutor-2' })).toMatch(/^MATTER_NOT_OPEN: /);
});

test('of several operations the one that is asked counts', async () => {
  const document = `query Books { myMatters { number } } query Agencies { agencies(first: 1) { nodes { name } } }`;
  const books = await small.ask(document, crossing, {}, 'Books');
  expect(books.data).toEqual({ myMatters: [{ number: 'M1' }] });
  await expect(small.ask(document, crossing, {}, 'Agencies')).rejects.toMatchObject({ code: 'MATTER_NOT_OPEN' });
});

test('an approval lets its handler across the line, and its end closes it again', async () => {
  const asked = await small.ask(requestAccess, crossing);
  expect(asked.errors).toEqual([]);
  const request = asked.data?.requestAccess as { readonly id: string } | undefined;
  const id = request?.id;
  expect(await refusal(phone)).toMatch(/^MATTER_NOT_OPEN: /);
  await small.ask('mutation ($id: ID!) { approveAccess(id: $id) { state } }', deputy, { id });
  expect(effectOf(await small.ask(phone, crossing))).toBe('ALLOWED');
  expect((await small.events()).at(-1)).toMatchObject({ matter: 'M1', approvals: [id] });
  await small.ask('mutation ($id: ID!) { revokeAccess(id: $id) { state } }', deputy, { id });
  expect(await refusal(phone)).toMatch(/^MATTER_NOT_OPEN: /);
});

test('who works in the line needs no approval for what the matter opens', async () => {
  expect(await refusal(phone, { ...crossing, lines: ['JUVENILE'] })).toBeNull();
});
