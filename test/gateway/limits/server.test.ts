import { expect, test } from '@jest/globals';

import { openServer } from './hub.js';

test('a subgraph that never answers costs the request its deadline, and the answer says so', async () => {
  const hub = await openServer({
    limits: { deadlineMs: 100 },
    transport: { execute: () => new Promise(() => {}) },
  });
  const reply = await hub.post({ query: '{ me { id } }' });
  expect({ status: reply.status, code: reply.body.errors[0].extensions.code }).toEqual({
    status: 504,
    code: 'DEADLINE_EXCEEDED',
  });
  await hub.server.close();
});

test('a taken port is told with its number', async () => {
  const first = await openServer();
  const port = Number(first.url.port);
  await expect(openServer({ port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: `Port ${port} of 127.0.0.1 is taken`,
  });
  await first.server.close();
});

test('closing answers what is under way and takes nothing new', async () => {
  let release: (() => void) | undefined;
  let arrived: (() => void) | undefined;
  const underWay = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const hub = await openServer({
    transport: {
      execute: () =>
        new Promise((resolve) => {
          release = () => resolve({ data: { me: { __typename: 'Person', id: 'p2' } } });
          arrived?.();
        }),
    },
  });
  const answer = hub.post({ query: '{ me { id } }' });
  await underWay;
  const closed = hub.server.close();
  release?.();
  expect((await answer).body.data).toEqual({ me: { id: 'p2' } });
  await closed;
  await expect(fetch(new URL('/healthz', hub.url))).rejects.toThrow();
});

test('health and readiness are told to anybody', async () => {
  const hub = await openServer();
  const [health, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(new URL(path, hub.url))));
  expect([await health?.json(), await ready?.json()]).toEqual([{ status: 'ok' }, { status: 'ready' }]);
  await hub.server.close();
});

test('what the operator should know is told with readiness', async () => {
  const warnings = ['POLICY_INVALID: the policy folder has 1 faults'];
  const hub = await openServer({ warnings });
  expect(await (await fetch(new URL('/readyz', hub.url))).json()).toEqual({ status: 'ready', warnings });
  await hub.server.close();
});
