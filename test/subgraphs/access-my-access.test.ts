import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { catalog } from '../policies/the-sets.js';
import {
  approveAccess,
  type Caller,
  callers,
  type Desk,
  openDesk,
  openMatter,
  requestAccess,
  theCase,
  theRequest,
  underTheCase,
} from './access-desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.ask(callers.caseManager, openMatter, { input: theCase });
});
afterEach(() => desk.close());

interface FieldSeen {
  readonly name: string;
  readonly effect: string;
  readonly [other: string]: unknown;
}
interface TypeSeen {
  readonly type: string;
  readonly enter: Readonly<Record<string, unknown>>;
  readonly countable: unknown;
  readonly fields: readonly FieldSeen[];
}

async function accessOf(caller: Caller, type: string): Promise<TypeSeen> {
  const query = `query ($types: [String!]) { myAccess(types: $types) { type
    enter { effect grant basis reason changes { kind values } remedy } countable { fields smallestCell }
    fields { name effect rows mask grant basis reason changes { kind values } remedy isRequestable } } }`;
  const { data, errors } = await desk.ask(caller, query, { types: [type] });
  expect(errors).toEqual([]);
  const [seen] = (data as { myAccess: TypeSeen[] }).myAccess;
  if (seen === undefined) throw new Error('every type that is asked for is answered');
  return seen;
}

const fieldOf = async (caller: Caller, type: string, name: string) =>
  (await accessOf(caller, type)).fields.find((field) => field.name === name);

test('what is masked says how, by which grant and law, and that more may be asked for', async () => {
  expect(await fieldOf(underTheCase, 'Person', 'phone')).toEqual({
    name: 'phone',
    effect: 'MASKED',
    rows: 'ALL',
    mask: 'PHONE',
    grant: expect.any(String),
    basis: expect.stringMatching(/^个人信息保护法 /),
    reason: null,
    changes: null,
    remedy: null,
    isRequestable: true,
  });
});

test('an approval in force shows: in clear on some rows', async () => {
  await desk.ask(underTheCase, requestAccess, { input: theRequest });
  await desk.ask(callers.deputy, approveAccess, { id: 'request-1' });
  expect(await fieldOf(underTheCase, 'Person', 'phone')).toMatchObject({ effect: 'ALLOWED', rows: 'SOME', mask: null });
});

test('what takes an approval says so, and which', async () => {
  expect(await fieldOf(underTheCase, 'Person', 'photoRef')).toMatchObject({
    effect: 'NEEDS_APPROVAL',
    rows: null,
    changes: [{ kind: 'APPROVAL', values: ['Person.photoRef'] }],
    isRequestable: true,
  });
});

test('what is open as far as it goes is not worth asking for', async () => {
  for (const name of ['id', 'name', 'source'])
    expect(await fieldOf(underTheCase, 'Person', name)).toMatchObject({ effect: 'ALLOWED', isRequestable: false });
});

test('a relation that takes an approval says of which type', async () => {
  expect(await fieldOf(underTheCase, 'Person', 'publicOrderPenalties')).toMatchObject({
    effect: 'NEEDS_APPROVAL',
    changes: [{ kind: 'APPROVAL', values: ['PublicOrderPenalty'] }],
    isRequestable: true,
  });
});

test('what may be asked for is what requestAccess takes, field by field', async () => {
  for (const type of ['Person', 'CorrectionSubject', 'MedicalReview', 'PublicOrderPenalty', 'CheckIn']) {
    const { fields } = await accessOf(underTheCase, type);
    const subject = { persons: theCase.persons, files: theCase.files, reason: theRequest.reason };
    for (const { name, isRequestable } of fields.filter((field) => isOwn(type, field.name))) {
      const input = { ...subject, fields: [`${type}.${name}`] };
      const { errors } = await desk.ask(underTheCase, requestAccess, { input });
      expect([type, name, errors.length === 0]).toEqual([type, name, isRequestable]);
    }
  }
});

/** Relations and `source` follow something else, which `changes` name. */
function isOwn(type: string, field: string): boolean {
  const entry = catalog.types.get(type)?.fields.get(field);
  return entry?.target === null && entry.shape.kind !== 'source';
}

test('who cannot ask for more is told so', async () => {
  const field = await fieldOf(callers.caseManager, 'Person', 'photoRef');
  expect(field).toMatchObject({ effect: 'DENIED', isRequestable: false });
});

test('the types of the hub’s changes are told too: what a caller may do', async () => {
  const { fields } = await accessOf(callers.caseManager, 'Mutation');
  const opens = ['openMatter', 'amendMatter', 'closeMatter', 'serveDocument'];
  const told = [...catalog.mutations.keys()].map((name) => [name, opens.includes(name) ? 'ALLOWED' : 'DENIED']);
  expect(Object.fromEntries(fields.map(({ name, effect }) => [name, effect]))).toEqual(Object.fromEntries(told));
});

test('a type that needs another purpose says which', async () => {
  const { enter } = await accessOf({ ...callers.yu, purpose: 'PUBLIC_SERVICE' }, 'CorrectionSubject');
  expect(enter).toMatchObject({ effect: 'NEEDS_PURPOSE', changes: [{ kind: 'PURPOSE', values: ['SELF_ACCESS'] }] });
});

test('everything is told when no type is named', async () => {
  const { data } = await desk.ask(callers.prosecutor, '{ myAccess { type } }');
  const types = (data as { myAccess: { type: string }[] }).myAccess.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['Person', 'CorrectionSubject', 'Mutation']));
  expect(types).not.toContain('AuditEntry');
});

test('a type that there is not is refused by its place', async () => {
  const { errors } = await desk.ask(callers.prosecutor, '{ myAccess(types: ["Person", "Robot"]) { type } }');
  expect(errors).toEqual(['BAD_USER_INPUT: types[1] is no record type of the schema']);
});

test('without a purpose nothing is told', async () => {
  const { purpose: _none, ...caller } = callers.prosecutor;
  const { data, errors } = await desk.ask(caller, '{ myAccess { type } }');
  expect([data, errors]).toEqual([
    { myAccess: null },
    ['FIELD_DENIED: Query.myAccess is denied for this principal and purpose'],
  ]);
});
