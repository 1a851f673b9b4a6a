import { expect, test } from '@jest/globals';
import { openTelling, type TellingConfig } from '../../../gateway/oversight/open-telling.js';
import { createLog } from '../../../gateway/server/log.js';
import { createSeals } from '../../../subgraphs/kit/seals.js';
import { eventually } from '../../eventually.js';
import { chief as follower } from './events/followers.js';
import { matterServed, now, openFolder, openProcess, policies } from './events/telling.js';
import { chief, configOf } from './webhooks/deliveries.js';
import { openReceiver } from './webhooks/receiver.js';

const source = 'urn:plumbline:ningjin';

async function open(config: (url: string) => Omit<TellingConfig, 'source' | 'eventsKeptDays'>) {
  const folder = await openFolder();
  const hub = await openProcess(folder.url);
  const receiver = await openReceiver(now);
  const ground = {
    ...{ policies: policies(), clock: now, outbox: hub.outbox, recording: hub.recording, client: null },
    seals: createSeals(Buffer.from('a hub secret that only tests have, 32 bytes')),
    caps: { admit: async () => undefined },
  };
  const close = async () => {
    await Promise.all([receiver.close(), hub.close()]);
    await folder.drop();
  };
  const log = createLog('silent', { write: () => undefined });
  return {
    hub,
    receiver,
    close,
    tell: () => openTelling({ source, eventsKeptDays: 90, ...config(receiver.url) }, ground, log),
  };
}

test('a hub tells receivers and followers, says who takes nothing, and closes', async () => {
  const { hub, receiver, close, tell } = await open((url) => ({ receivers: [configOf(url)] }));
  receiver.treat(500);
  const telling = tell();
  const leaving = new AbortController();
  const until = new Date(now().getTime() + 60_000);
  const following = { principal: follower, requestId: 'r1', after: undefined, until, signal: leaving.signal };
  const stream = await telling.streams.follow(following);
  await stream.next();
  await hub.outbox.append([matterServed('m1')]);
  const { value } = await stream.next();
  expect(value).toContain('"id":"m1"');
  await eventually(() => telling.warnings().length > 0);
  expect(telling.warnings()).toEqual([`receiver desk takes no events since ${now().toISOString()}: HTTP_500`]);
  await receiver.effected(1);
  await telling.close();
  expect((await stream.next()).done).toBe(true);
  await close();
});

test.each([
  ['a role that the policies do not know', { ...chief, roles: ['nobody'] }],
  ['a purpose that the role may not act for', { ...chief, purpose: 'SELF_ACCESS' }],
])('a receiver with %s does not start', async (_, account) => {
  const { close, tell } = await open((url) => ({ receivers: [configOf(url, { account })] }));
  expect(tell).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  await close();
});

test('two receivers of one name do not start', async () => {
  const { close, tell } = await open((url) => ({ receivers: [configOf(url), configOf(url)] }));
  expect(tell).toThrow('oversight.receivers: two are called desk');
  await close();
});
