import { afterEach, expect, test } from '@jest/globals';
import { connect } from '../../../../gateway/oversight/jobs/connections.js';
import { jobsShape } from '../../../../gateway/oversight/jobs/jobs-config.js';
import { createLog } from '../../../../gateway/server/log.js';
import { eventually } from '../../../eventually.js';
import { openRedis, type TestRedis } from '../../../servers/redis.js';

const closes: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

async function redis(options: Parameters<typeof openRedis>[0] = {}): Promise<TestRedis> {
  const opened = await openRedis(options);
  closes.push(() => opened.remove());
  return opened;
}

async function connected(config: Readonly<Record<string, unknown>>, lines: string[] = []) {
  const log = createLog('info', { write: (line) => lines.push(line) });
  const connections = await connect(jobsShape.parse(config), log);
  closes.unshift(connections.close);
  const there = new Promise<void>((resolve) => connections.onThere(resolve));
  return { ...connections, there, lines };
}

test('Redis is reached with TLS, by the authority that is named and by no other', async () => {
  const { url, ca } = await redis({ tls: true });
  const trusting = await connected({ redis: url, ca });
  await trusting.there;
  await trusting.expectThere();
  const strange = await connected({ redis: url });
  await expect(strange.expectThere()).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
});

test('Redis that is away is missed at once and said so once, and is used when it is back', async () => {
  const server = await redis();
  const { there, expectThere, lines } = await connected({ redis: server.url });
  await there;
  await server.kill();
  await expect(expectThere()).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
  await server.restart();
  await eventually(() => lines.some((line) => line.includes('Redis is back')));
  await expectThere();
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'Redis is away: rules of oversight are not shared out',
    'Redis is back',
  ]);
  // Neither where it is nor how one comes in.
  const { hostname, password } = new URL(server.url);
  for (const word of [hostname, password]) expect(lines.join()).not.toContain(word);
});

test('a wrong password is Redis that is away', async () => {
  const { url } = await redis();
  const { expectThere } = await connected({ redis: url.replace(/:[^:]+@/, ':of-nobody@') });
  await expect(expectThere()).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
});
