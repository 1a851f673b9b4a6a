// long: each way in which a receiver can fail.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWebhookClient } from '../../../../gateway/transport/webhook-client.js';
import { eventually } from '../../../eventually.js';
import { findingFound, matterServed, now, openFolder, openProcess, type TestProcess } from '../events/telling.js';
import { chief, configOf, deliver } from './deliveries.js';
import { openReceiver, otherSecret, type TestReceiver } from './receiver.js';

let folder: Awaited<ReturnType<typeof openFolder>>;
let hub: TestProcess;
let receiver: TestReceiver;
let other: TestReceiver;

beforeEach(async () => {
  folder = await openFolder();
  hub = await openProcess(folder.url);
  [receiver, other] = await Promise.all([openReceiver(now), openReceiver(now)]);
});
afterEach(async () => {
  await Promise.all([receiver.close(), other.close(), hub.close()]);
  await folder.drop();
});

const effects = (of = receiver) => [...of.effects.keys()];

test('an event arrives signed, as CloudEvents 1.0 has it', async () => {
  const running = deliver(hub, [configOf(receiver.url)]);
  await hub.outbox.append([matterServed('e1')]);
  await receiver.effected(1);
  await running.close();
  expect(receiver.arrivals).toEqual([
    {
      id: 'e1',
      timestamp: now().getTime() / 1_000 - 0,
      contentType: 'application/cloudevents+json',
      event: {
        specversion: '1.0',
        id: 'e1',
        source: 'urn:plumbline:ningjin',
        type: 'cn.plumbline.matter.served',
        subject: '宁检执监〔2026〕1号',
        time: '2026-03-02T01:00:00.000Z',
        datacontenttype: 'application/json',
        agency: '371422-SFJ',
        division: '371422',
        line: 'EXECUTION',
        data: matterServed('').data,
      },
    },
  ]);
});

test('what is delivered stands in the log before it leaves', async () => {
  receiver.treatBy(() => 500);
  const running = deliver(hub, [configOf(receiver.url)]);
  await hub.outbox.append([matterServed('e1'), matterServed('e2')]);
  await receiver.asked(3);
  await running.close();
  const { records } = await hub.store.auditReader.entries({ first: 10 });
  // Once, however often it is tried.
  expect(
    records.map(({ event: { principal, action, purpose, outcome, detail } }) => ({
      principal,
      action,
      purpose,
      outcome,
      detail,
    })),
  ).toEqual([
    {
      principal: { id: 'receiver:desk', agency: '371422-JCY', division: '371422', roles: ['deputy-chief-procurator'] },
      action: 'QUERY',
      purpose: 'SUPERVISION',
      outcome: 'OK',
      detail: { by: 'receiver:desk', events: 2, from: 1, to: 2 },
    },
  ]);
});

test.each([
  ['fails', 500],
  ['says that it is too much', 429],
  ['does not know the address', 404],
  ['resets the connection', 'RESET'],
  ['takes the event, and resets the connection', 'TAKE_AND_RESET'],
  ['never answers', 'HANG'],
  ['answers without end', 'ENDLESS'],
] as const)(
  'a receiver that %s is told again, with the same id, and before anything later of the subject',
  async (_, treatment) => {
    receiver.treat(treatment, treatment);
    const running = deliver(hub, [configOf(receiver.url)], { timeoutMs: 200 });
    await hub.outbox.append([matterServed('e1'), matterServed('e2'), matterServed('e3')]);
    await receiver.effected(3);
    await running.close();
    expect(effects()).toEqual(['e1', 'e2', 'e3']);
  },
);

test('a redirect is not followed', async () => {
  receiver.treat({ redirect: other.url }, { redirect: other.url });
  const running = deliver(hub, [configOf(receiver.url)]);
  await hub.outbox.append([matterServed('e1')]);
  await receiver.effected(1);
  await running.close();
  expect([effects(), other.arrivals, other.refused]).toEqual([['e1'], [], []]);
  expect(running.logged.join()).toContain('HTTP_307');
});

test('a receiver that is gone is told no more, and its operator is warned', async () => {
  receiver.treat(410);
  const running = deliver(hub, [configOf(receiver.url), configOf(other.url, { id: 'other' })]);
  await hub.outbox.append([matterServed('e1'), matterServed('e2')]);
  await other.effected(2);
  await eventually(() => running.delivery.warnings().length > 0);
  expect(running.delivery.warnings()).toEqual([
    'receiver desk is gone (410): it is told no more until the hub starts anew',
  ]);
  await hub.outbox.append([matterServed('e3')]);
  await other.effected(3);
  expect(receiver.arrivals).toEqual([]);
  await running.close();
  // What it was not told is told it when the hub starts anew.
  const again = deliver(hub, [configOf(receiver.url)]);
  await receiver.effected(3);
  await again.close();
  expect(effects()).toEqual(['e1', 'e2', 'e3']);
});

test('a receiver that hangs holds up nobody else', async () => {
  receiver.treatBy(() => 'HANG');
  const running = deliver(hub, [configOf(receiver.url), configOf(other.url, { id: 'other' })], { timeoutMs: 60_000 });
  await hub.outbox.append(Array.from({ length: 20 }, (_, n) => matterServed(`e${n}`)));
  await other.effected(20);
  expect(effects(other)).toEqual(Array.from({ length: 20 }, (_, n) => `e${n}`));
  await running.close();
});

test('a subject that is not taken holds up its own events, and no other subject’s', async () => {
  let isMended = false;
  receiver.treatBy(({ event }) => (event.subject === 'a' && !isMended ? 500 : undefined));
  const running = deliver(hub, [configOf(receiver.url)]);
  const subjects = ['a', 'b', 'a', 'c', 'b'];
  await hub.outbox.append(subjects.map((subject, n) => matterServed(`e${n}`, { subject })));
  await receiver.effected(3);
  expect(effects().sort()).toEqual(['e1', 'e3', 'e4']);
  await eventually(() => running.delivery.warnings().length > 0);
  expect(running.delivery.warnings()).toEqual([`receiver desk takes no events since ${now().toISOString()}: HTTP_500`]);
  isMended = true;
  await receiver.effected(5);
  await eventually(() => running.delivery.warnings().length === 0);
  await running.close();
  expect([effects().slice(-2), receiver.arrivals.length]).toEqual([['e0', 'e2'], 5]);
});

test('a receiver is told what it asked for and no more', async () => {
  const receivers = [
    configOf(receiver.url, { types: ['cn.plumbline.finding.'], divisions: ['371400'] }),
    configOf(other.url, { id: 'other', agencyCode: '371422-SFJ', since: '2026-03-01T00:00:00+08:00' }),
  ];
  const running = deliver(hub, receivers);
  await hub.outbox.append([
    matterServed('m1', { at: '2026-02-01T00:00:00.000Z' }),
    findingFound('f1'),
    findingFound('f2', { divisionCode: '370102' }),
    matterServed('m2'),
    matterServed('m3', { agencyCode: '371422-FY' }),
    findingFound('f3'),
  ]);
  await Promise.all([receiver.effected(2), other.effected(1)]);
  await eventually(
    async () => (await hub.outbox.delivered('desk')) === 6 && (await hub.outbox.delivered('other')) === 6,
  );
  await running.close();
  expect([effects(), effects(other)]).toEqual([['f1', 'f3'], ['m2']]);
});

test('what is or may be sealed goes to those alone who say so and may know it', async () => {
  const juvenile = { ...chief, roles: ['prosecutor'], lines: ['JUVENILE'] };
  const receivers = [
    configOf(receiver.url, { account: juvenile }),
    configOf(other.url, { id: 'other', account: juvenile, sealed: true }),
  ];
  const running = deliver(hub, receivers);
  const data = findingFound('').data;
  await hub.outbox.append([
    findingFound('open', { line: 'JUVENILE' }),
    findingFound('sealed', { line: 'JUVENILE', data: { ...data, sealed: true } }),
    findingFound('of-another-line', { data: { ...data, sealed: true } }),
    findingFound('open-of-another-line'),
    findingFound('last', { line: 'JUVENILE' }),
  ]);
  await eventually(
    async () => (await hub.outbox.delivered('desk')) === 5 && (await hub.outbox.delivered('other')) === 5,
  );
  await running.close();
  expect([effects(), effects(other)]).toEqual([
    ['open', 'last'],
    ['open', 'sealed', 'of-another-line', 'last'],
  ]);
});

test('a supervised agency hears of a matter when it is served, never who handles it, and of no step in house', async () => {
  const account = {
    agency: '371422-SFJ',
    division: '371422',
    roles: ['corrections-officer'],
    purpose: 'CORRECTION_MANAGEMENT',
  };
  const running = deliver(hub, [configOf(receiver.url, { account })]);
  const data = matterServed('').data;
  await hub.outbox.append([
    findingFound('f1'),
    matterServed('m1', { data: { ...data, transition: 'T7', state: 'OPINION_SUBMITTED' } }),
    matterServed('m2'),
    matterServed('m3', { agencyCode: '371422-FY' }),
    matterServed('m4', { data: { transition: 'T11', state: 'SERVED', version: 7 } }),
    // Who complained was answered meanwhile; and somebody was reminded.
    matterServed('m5', { data: { ...data, transition: '答复', confidential: true } }),
    matterServed('m6', {
      type: 'cn.plumbline.matter.reminder',
      data: { ...data, transition: '催办', confidential: true },
    }),
  ]);
  await eventually(async () => (await hub.outbox.delivered('desk')) === 7);
  await running.close();
  expect(receiver.arrivals.map(({ event }) => [event.id, event.data])).toEqual([
    ['m2', { state: 'SERVED', transition: 'T11' }],
  ]);
});

test('whoever has another secret refuses; with the former secret beside the new one both verify', async () => {
  const former = await openReceiver(now, otherSecret);
  const running = deliver(hub, [
    configOf(former.url, { id: 'wrong' }),
    configOf(former.url, { id: 'former', formerSecret: otherSecret }),
    configOf(receiver.url, { formerSecret: otherSecret }),
  ]);
  await hub.outbox.append([matterServed('e1')]);
  await Promise.all([receiver.effected(1), former.effected(1)]);
  await eventually(() => former.refused.length > 0);
  await running.close();
  await former.close();
  expect([effects(), effects(former)]).toEqual([['e1'], ['e1']]);
});

test('no log line holds a secret, an address or a subject', async () => {
  receiver.treat(500, 'RESET', 410);
  const running = deliver(hub, [configOf(receiver.url)]);
  await hub.outbox.append([matterServed('e1')]);
  await receiver.asked(3);
  await running.close();
  const log = running.logged.join('');
  expect(log).toContain('"receiver":"desk"');
  for (const hidden of ['whsec', '127.0.0.1', '〔2026〕', 'officer-1']) expect(log).not.toContain(hidden);
});

test('one attempt takes its time and no longer, and tells what was answered within it', async () => {
  const post = async (to: string, timeoutMs: number) => {
    const client = createWebhookClient({ timeoutMs });
    const reply = await client.post(new URL(to), {}, '{}', new AbortController().signal);
    await client.close();
    return reply;
  };
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  expect(await post(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, 50)).toEqual({ fault: 'TIMEOUT' });
  await new Promise((resolve) => silent.close(resolve));
  // The receiver takes nothing that is not signed.
  expect(await post(receiver.url, 20_000)).toEqual({ status: 401, retryAfterS: null });
});
