import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { callers, type Desk, digestOf, openDesk, openMatter, persons, theCase } from './access-desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const openTheCase = () => desk.ask(callers.caseManager, openMatter, { input: theCase });
const refused = async (input: object, caller = callers.caseManager as (typeof callers)['deputy']) => {
  const { data, errors } = await desk.ask(caller, openMatter, { input: { ...theCase, ...input } });
  expect(data).toEqual({ openMatter: null });
  return errors;
};

test('case management opens a case for others to handle; what it did is said for the log', async () => {
  expect(await openTheCase()).toEqual({
    data: {
      openMatter: {
        ...theCase,
        kind: 'CASE',
        agencyCode: 'JCY-371422',
        persons: [{ id: persons.yu.token }],
        openedBy: 'qian',
        openedAt: '2026-11-02T09:00:00+08:00',
        closedAt: null,
        isMine: true,
      },
    },
    errors: [],
    details: { 'matter 宁检执监〔2026〕3号': 'OPENED' },
    subjects: [digestOf(persons.yu)],
  });
});

test('a prosecutor opens no matter', async () => {
  const { data, errors } = await desk.ask(callers.prosecutor, openMatter, { input: theCase });
  expect(data).toEqual({ openMatter: null });
  expect(errors).toEqual(['FIELD_DENIED: Mutation.openMatter is denied for this principal and purpose']);
});

test('who opens a matter does not handle it', async () => {
  expect(await refused({ handlers: ['wang', 'qian'] })).toEqual([
    'ACCESS_SEPARATION: who opens or widens a matter does not handle it: name other accounts',
  ]);
});

test('a matter lies in the territory of who opens it', async () => {
  expect(await refused({ divisionCode: '371423' })).toEqual([
    'BAD_USER_INPUT: divisionCode lies outside of your territory',
  ]);
  expect(await refused({ divisionCode: '3714' })).toEqual([
    'BAD_USER_INPUT: divisionCode lies outside of your territory',
  ]);
});

test('a case names somebody or something, by tokens that this hub made', async () => {
  expect(await refused({ persons: [], files: [] })).toEqual([
    'BAD_USER_INPUT: a case names at least one person or file',
  ]);
  expect(await refused({ persons: ['371422198805120052'] })).toEqual([
    'BAD_USER_INPUT: persons[0] is not a token of this hub: send Person.id as it was answered',
  ]);
  expect(await refused({ persons: [persons.yu.token, persons.nameless.token] })).toEqual([
    'BAD_USER_INPUT: persons[1] stands for one record without a valid citizen id: name its file instead',
  ]);
});

test('a matter has a number that a header can carry, a title, and handlers', async () => {
  expect(await refused({ number: 'a b' })).toEqual([
    'BAD_USER_INPUT: number is no number of a case or matter: letters, digits and 〔〕()-_.· only',
  ]);
  expect(await refused({ title: ' ' })).toEqual(['BAD_USER_INPUT: title takes 2 to 200 characters']);
  expect(await refused({ handlers: [] })).toEqual(['BAD_USER_INPUT: a matter has at least one handler']);
  expect(await refused({ handlers: [' '] })).toEqual(['BAD_USER_INPUT: handlers[0] takes 1 to 255 characters']);
});

test('files are known by the numbers that records carry, however they were written', async () => {
  const files = ['（2024）鲁1422刑初第0123号', '(2024)鲁1422刑初123号', '宁矫[2026]12号', 'A4371422000020240001'];
  const query = openMatter.replace(/\{ number.*\}/s, '{ files } }');
  const { data } = await desk.ask(callers.caseManager, query, { input: { ...theCase, files } });
  expect(data).toEqual({
    openMatter: { files: ['(2024)鲁1422刑初123号', '宁矫〔2026〕12号', 'A4371422000020240001'] },
  });
});

test('a number is taken once', async () => {
  await openTheCase();
  expect(await refused({}, callers.deputyElsewhere)).toEqual([
    'BAD_USER_INPUT: divisionCode lies outside of your territory',
  ]);
  expect(await refused({}, callers.deputy)).toEqual([expect.stringMatching(/^ACCESS_STATE: /)]);
});

const openCampaign = `mutation ($input: CampaignInput!) { openCampaign(input: $input) { number kind persons { id } } }`;
const campaign = { number: '宁检专监〔2026〕1号', title: '专项监督', divisionCode: '371422', handlers: ['wang'] };

test('the chief alone opens a campaign, which names nobody', async () => {
  const { data, errors } = await desk.ask(callers.deputy, openCampaign, { input: campaign });
  expect([data, errors]).toEqual([{ openCampaign: { number: campaign.number, kind: 'CAMPAIGN', persons: [] } }, []]);
  for (const caller of [callers.caseManager, callers.prosecutor, callers.legalOfficer])
    expect((await desk.ask(caller, openCampaign, { input: campaign })).errors).toEqual([
      'FIELD_DENIED: Mutation.openCampaign is denied for this principal and purpose',
    ]);
});

const amend = `mutation ($input: MatterAdditionInput!) { amendMatter(input: $input) { persons { id } files handlers } }`;

test('a matter is widened by who opened it or approves in its agency, not by who works under it nor by another agency', async () => {
  await openTheCase();
  const input = { number: theCase.number, persons: [persons.chen.token], handlers: ['chu'] };
  const { data, details } = await desk.ask(callers.deputy, amend, { input });
  expect(data).toEqual({
    amendMatter: {
      persons: [{ id: persons.yu.token }, { id: persons.chen.token }],
      files: theCase.files,
      handlers: ['wang', 'zhao', 'chu'],
    },
  });
  expect(details).toEqual({ 'matter 宁检执监〔2026〕3号': 'AMENDED' });
  const handling = { ...callers.deputy, id: 'wang' };
  expect((await desk.ask(handling, amend, { input })).errors).toEqual([
    'ACCESS_SEPARATION: who handles a matter does not widen it: ask who opened it',
  ]);
  expect((await desk.ask(callers.deputy, amend, { input: { ...input, handlers: ['sun'] } })).errors).toEqual([
    'ACCESS_SEPARATION: who opens or widens a matter does not handle it: name other accounts',
  ]);
  expect((await desk.ask(callers.deputy, amend, { input: { ...input, handlers: ['qian'] } })).errors).toEqual([
    'ACCESS_SEPARATION: who opens or widens a matter does not handle it: name other accounts',
  ]);
  const unknown = ['BAD_USER_INPUT: there is no matter of this number that you may change'];
  const otherManager = { ...callers.caseManager, id: 'yang' };
  for (const caller of [callers.deputyElsewhere, callers.legalOfficer, otherManager])
    expect((await desk.ask(caller, amend, { input })).errors).toEqual(unknown);
  expect((await desk.ask(callers.deputy, amend, { input: { ...input, number: 'x' } })).errors).toEqual(unknown);
  expect((await desk.ask(callers.deputy, amend, { input: { number: theCase.number } })).errors).toEqual([
    'BAD_USER_INPUT: name persons, files or handlers to add',
  ]);
});

test('a campaign takes handlers from who may open one, and names nobody afterwards either', async () => {
  await desk.ask(callers.deputy, openCampaign, { input: campaign });
  const { number } = campaign;
  const ask = async (caller: (typeof callers)['deputy'], input: object) =>
    (await desk.ask(caller, amend, { input: { number, ...input } })).errors;
  expect(await ask(callers.secondDeputy, { handlers: ['zhao'] })).toEqual([]);
  expect(await ask(callers.caseManager, { handlers: ['chu'] })).toEqual([
    'BAD_USER_INPUT: there is no matter of this number that you may change',
  ]);
  expect(await ask(callers.deputy, { persons: [persons.yu.token] })).toEqual([
    'BAD_USER_INPUT: a campaign names nobody: open a case (openMatter)',
  ]);
});

const close = 'mutation ($number: String!) { closeMatter(number: $number) { closedAt } }';

test.each([
  ['who opened it', callers.caseManager],
  ['who handles it', callers.prosecutor],
  ['who approves in its agency', callers.deputy],
] as const)('a matter is closed by %s, once', async (_who, caller) => {
  await openTheCase();
  expect(await desk.ask(caller, close, { number: theCase.number })).toEqual({
    data: { closeMatter: { closedAt: '2026-11-02T09:00:00+08:00' } },
    errors: [],
    details: { 'matter 宁检执监〔2026〕3号': 'CLOSED' },
    subjects: [],
  });
  expect((await desk.ask(caller, close, { number: theCase.number })).errors).toEqual([
    expect.stringMatching(/^ACCESS_STATE: /),
  ]);
});

test('a matter of others is not closed, and reads as if there were none', async () => {
  await openTheCase();
  const stranger = { ...callers.prosecutor, id: 'chu' };
  for (const caller of [stranger, callers.deputyElsewhere, callers.legalOfficer]) {
    const { errors } = await desk.ask(caller, close, { number: theCase.number });
    expect(errors).toEqual(['BAD_USER_INPUT: there is no matter of this number that you may change']);
  }
});

test('a matter is seen by who opened it, who handles it and who approves in its agency, and by nobody else', async () => {
  await openTheCase();
  const see = async (caller: (typeof callers)['deputy']) =>
    (await desk.ask(caller, '{ matter(number: "宁检执监〔2026〕3号") { number isMine } myMatters { number } }')).data;
  const { number } = theCase;
  expect(await see(callers.caseManager)).toEqual({ matter: { number, isMine: true }, myMatters: [] });
  expect(await see(callers.colleague)).toEqual({ matter: { number, isMine: true }, myMatters: [{ number }] });
  expect(await see(callers.deputy)).toEqual({ matter: { number, isMine: false }, myMatters: [] });
  const nothing = { matter: null, myMatters: [] };
  for (const caller of [{ ...callers.prosecutor, id: 'chu' }, callers.deputyElsewhere, callers.legalOfficer])
    expect(await see(caller)).toEqual(nothing);
});

test('who reads whom a matter names has met these persons; who does not ask has not', async () => {
  await openTheCase();
  const { subjects } = await desk.ask(callers.prosecutor, '{ myMatters { number persons { id } } }');
  expect(subjects).toEqual([digestOf(persons.yu)]);
  expect((await desk.ask(callers.prosecutor, '{ myMatters { number } }')).subjects).toEqual([]);
});
