import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { at } from '../hub/answers.js';
import { ask, pickerOf, shownAnswer, untilShown, writeHeaders, writeQuestion } from './drive-page.js';
import { launchChromium, openPage, openPageHub, type PageHub, type Watched } from './open-page.js';

let hub: PageHub;
let browser: Browser;
let context: BrowserContext;
let watched: Watched;

beforeAll(async () => {
  // A browser that is missing is said before anything else is made.
  browser = await launchChromium();
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  hub = await openPageHub();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});
// A page of its own for each test; the context keeps the files, and whatever a page would leave behind.
beforeEach(async () => {
  watched = await openPage(context, hub.url);
});
afterEach(async () => {
  await watched.page.close();
});

test('the page loads without a request to anywhere else and without an error', async () => {
  const { requests, complaints } = watched;
  const origins = new Set(requests.map((address) => new URL(address).origin));
  expect({ origins: [...origins], complaints }).toEqual({ origins: [hub.url.origin], complaints: [] });
});

test('the first example answers at the first click, with what five agencies hold', async () => {
  // So tall that the whole answer is drawn.
  await watched.page.setViewportSize({ width: 1280, height: 6_000 });
  const { data, errors } = await ask(watched.page);
  expect(errors).toBeUndefined();
  expect(await shownAnswer(watched.page)).toContain(samplePerson.adminDecisionNumber);
  expect({
    name: at(data, 'person.name'),
    court: at(data, 'person.judgments.nodes.0.caseNumber'),
    enforcement: at(data, 'person.enforcementCases.nodes.0.caseNumber'),
    corrections: at(data, 'person.correctionSubjects.nodes.0.subjectNo'),
    administrative: at(data, 'person.administrativePenalties.nodes.0.decisionNumber'),
    police: at(data, 'person.policeCases.nodes.0.caseNumber'),
  }).toEqual({
    name: samplePerson.name,
    court: samplePerson.courtCaseNumber,
    enforcement: samplePerson.enforcementCaseNumber,
    corrections: samplePerson.correctionSubjectNo,
    administrative: samplePerson.adminDecisionNumber,
    police: samplePerson.policeCaseNumber,
  });
  expect(watched.complaints).toEqual([]);
});

test('every example answers the account that it is meant for, and the last one shows a denial', async () => {
  const { page } = watched;
  const labels = await pickerOf(page, '示例 Example').locator('option').allTextContents();
  const answers: unknown[] = [];
  for (const label of labels) {
    await pickerOf(page, '示例 Example').selectOption(label);
    const { data, errors = [] } = await ask(page);
    const account = await pickerOf(page, '身份 As').inputValue();
    answers.push([account, Object.keys(data ?? {}), errors.map(({ extensions }) => extensions.code)]);
    expect(Object.values(data ?? {})).not.toContain(null);
  }
  expect(answers).toEqual([
    ['prosecutor', ['person'], []],
    ['prosecutor', ['correctionSubjects'], []],
    ['prosecutor', ['coerciveMeasures'], []],
    ['prosecutor', ['myMatters', 'myAccess'], []],
    ['prosecutor', ['findings', 'inbox'], []],
    ['subject', ['myCorrections', 'myCases'], []],
    ['political-legal-committee', ['correctionSubjectCounts', 'judgmentCounts'], []],
    ['prosecutor', ['person'], ['FIELD_DENIED']],
  ]);
});

test('an account asks under its matter, and under another that is written into the header editor', async () => {
  const { page } = watched;
  const asked = () => page.waitForRequest((request) => request.url().endsWith('/graphql'));
  const matterOf = async (sent: ReturnType<typeof asked>) => {
    const { 'x-plumbline-matter': matter } = (await sent).headers();
    return matter === undefined ? null : decodeURIComponent(matter);
  };
  const [own] = [asked(), await ask(page)];
  expect(await matterOf(own)).toBe(matterNumbers.campaign);
  const headers = { authorization: await hub.bearer('prosecutor'), 'x-plumbline-purpose': 'SUPERVISION' };
  await writeHeaders(page, { ...headers, 'x-plumbline-matter': matterNumbers.execution });
  const [other, answer] = [asked(), await ask(page)];
  expect([await matterOf(other), answer.errors]).toEqual([matterNumbers.execution, undefined]);
  await writeHeaders(page, { ...headers, 'x-plumbline-matter': matterNumbers.juvenile });
  expect((await ask(page)).errors?.map(({ extensions }) => extensions.code)).toEqual(['MATTER_NOT_OPEN']);
});

test('another account asks the same question and gets another answer', async () => {
  const { page } = watched;
  await pickerOf(page, '示例 Example').selectOption({ label: '我看不到的会怎样 · What happens to what I may not see' });
  const prosecutor = await ask(page);
  await pickerOf(page, '身份 As').selectOption('police-officer');
  await untilShown(page, '');
  const police = await ask(page);
  expect(prosecutor.errors?.map(({ message }) => message)).toEqual(['CorrectionSubject.health is denied']);
  expect(police.errors?.map(({ message }) => message)).toEqual(['Person.correctionSubjects is denied']);
});

test('a purpose written into the header editor is the one that is declared', async () => {
  const { page } = watched;
  const authorization = await hub.bearer('prosecutor');
  await writeHeaders(page, { authorization, 'x-plumbline-purpose': 'CURIOSITY' });
  const curious = await ask(page);
  await writeHeaders(page, { authorization });
  const silent = await ask(page);
  const codes = [curious, silent].map(({ errors }) => errors?.map(({ extensions }) => extensions.code));
  expect(codes).toEqual([['PURPOSE_UNKNOWN'], ['PURPOSE_REQUIRED']]);
});

test('an example leaves a question of one’s own where it is', async () => {
  const { page } = watched;
  await writeQuestion(page, `query Mine { person(citizenId: "${samplePerson.citizenId}") { name } }`);
  await page.locator('.graphiql-tab', { hasText: 'Mine' }).waitFor();
  await pickerOf(page, '示例 Example').selectOption({ label: '刑拘与提请批捕 · Detentions and requests for arrest' });
  await page.locator('.graphiql-tab', { hasText: 'Detentions' }).waitFor();
  expect((await ask(page)).errors).toBeUndefined();
  await page.locator('.graphiql-tab', { hasText: 'Mine' }).click();
  expect((await ask(page)).data).toEqual({ person: { name: samplePerson.name } });
});

test('nothing of a session stays in the browser', async () => {
  const { page } = watched;
  await ask(page);
  await pickerOf(page, '身份 As').selectOption('police-officer');
  await ask(page);
  const databases = await page.evaluate('indexedDB.databases()');
  expect({ ...(await context.storageState()), databases }).toEqual({ cookies: [], origins: [], databases: [] });
  expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
});

test('a browser that opens the endpoint’s address gets the page', async () => {
  await watched.page.goto(new URL('/graphql', hub.url).href);
  expect(watched.page.url()).toBe(hub.url.href);
});
