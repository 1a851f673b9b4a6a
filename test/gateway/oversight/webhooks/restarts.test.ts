import '../../../fixed-seed.js';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OversightEvent } from '../../../../schema/oversight/matter.js';
import { eventually } from '../../../eventually.js';
import { backends } from '../../../store/stores.js';
import { matterServed, now, openFolder, openProcess, type TestProcess } from '../events/telling.js';
import { configOf, deliver } from './deliveries.js';
import { openReceiver, type Treatment } from './receiver.js';

let folder: Awaited<ReturnType<typeof openFolder>>;

beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.drop());

const subjects = ['a', 'b', 'c'];
const events = (count: number): OversightEvent[] =>
  Array.from({ length: count }, (_, n) => matterServed(`e${n}`, { subject: subjects[n % subjects.length] ?? 'a' }));

/** A process that dies: from then on nothing of it reaches anybody, and it lets go of nothing. */
function mortal(process: TestProcess) {
  let isDead = false;
  const never = new Promise<never>(() => {});
  const alive = <A extends readonly unknown[], T>(does: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      if (isDead) return never;
      const done = await does(...args);
      return isDead ? never : done;
    };
  };
  const { outbox } = process;
  return {
    die: () => {
      isDead = true;
    },
    process: {
      ...process,
      outbox: {
        ...outbox,
        advance: alive(outbox.advance),
        delivered: alive(outbox.delivered),
        hold: alive(outbox.hold),
        letGo: alive(outbox.letGo),
      },
    },
  };
}

test('whenever processes die or are restarted, and whatever the receiver does, nothing is lost and nothing has effect twice', async () => {
  const treatment = fc.constantFrom<Treatment>(204, 204, 500, 'RESET', 'TAKE_AND_RESET');
  const life = fc.record({ requests: fc.integer({ min: 1, max: 12 }), dies: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(treatment, { maxLength: 20 }),
      fc.array(life, { maxLength: 4 }),
      async (treatments, lives) => {
        const own = await openFolder();
        const hub = await openProcess(own.url);
        let ms = now().getTime();
        const clock = () => new Date(ms);
        const receiver = await openReceiver(clock);
        receiver.treat(...treatments);
        const config = configOf(receiver.url);
        const given = events(12);
        await hub.outbox.append(given.slice(0, 6));
        let requests = 0;
        for (const { requests: more, dies } of lives) {
          requests += more;
          const { process, die } = mortal({ ...hub, holder: `hub-${requests}` });
          const running = deliver(process, [config], { clock });
          await Promise.race([receiver.asked(requests), receiver.effected(given.length / 2)]);
          if (dies) die();
          // Who died is not waited for; its term runs out.
          if (dies) ms += 20_000;
          else await running.close();
        }
        await hub.outbox.append(given.slice(6));
        const last = deliver({ ...hub, holder: 'hub-last' }, [config], { clock });
        await receiver.effected(given.length);
        await eventually(async () => (await hub.outbox.delivered('desk')) === given.length);
        await last.close();
        await Promise.all([receiver.close(), hub.close()]);
        await own.drop();
        const came = [...receiver.effects.values()];
        for (const subject of subjects) {
          const ids = (of: readonly { readonly id: string; readonly subject: string }[]) =>
            of.filter((each) => each.subject === subject).map(({ id }) => id);
          expect(ids(came.map(({ event }) => event))).toEqual(ids(given));
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test.each(backends)(
  'of two gateways over $name one delivers; when it ends, the other goes on',
  async ({ create }) => {
    const database = await create();
    const [one, two] = [await openProcess(database.url, 'one'), await openProcess(database.url, 'two')];
    const receiver = await openReceiver(now);
    const config = configOf(receiver.url);
    const [first, second] = [deliver(one, [config]), deliver(two, [config])];
    const given = events(30);
    for (const each of given.slice(0, 20)) await (each.id < 'e2' ? one : two).outbox.append([each]);
    await receiver.effected(20);
    await first.close();
    await one.outbox.append(given.slice(20));
    await receiver.effected(30);
    await second.close();
    // None came twice.
    expect(receiver.arrivals.map(({ id }) => id).sort()).toEqual(given.map(({ id }) => id).sort());
    await Promise.all([receiver.close(), one.close(), two.close()]);
    await database.drop();
  },
  60_000,
);

test('what a gateway holds that died is taken over when its term is over, and not before', async () => {
  const hub = await openProcess(folder.url);
  let ms = now().getTime();
  const clock = () => new Date(ms);
  const receiver = await openReceiver(clock);
  receiver.treatBy(() => 'HANG');
  const config = configOf(receiver.url);
  const dead = mortal(hub);
  const first = deliver(dead.process, [config], { clock, timeoutMs: 60_000 });
  await hub.outbox.append(events(3));
  await receiver.asked(3);
  dead.die();
  receiver.treatBy(() => undefined);
  const second = deliver({ ...hub, holder: 'another' }, [config], { clock });
  let asks = 0;
  await eventually(() => {
    asks += 1;
    return asks > 10;
  });
  expect(receiver.arrivals).toEqual([]);
  ms += 20_000;
  await receiver.effected(3);
  expect([...receiver.effects.keys()]).toEqual(['e0', 'e1', 'e2']);
  await second.close();
  void first;
  await Promise.all([receiver.close(), hub.close()]);
});

test('a book or a log that does not answer holds delivery up, and loses nothing', async () => {
  const hub = await openProcess(folder.url);
  const receiver = await openReceiver(now);
  let fails = 3;
  const failing = <A extends readonly unknown[], T>(does: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      fails -= 1;
      if (fails >= 0) throw Object.assign(new Error('away'), { code: 'STORE_UNAVAILABLE' });
      return does(...args);
    };
  };
  const { outbox, telling } = hub;
  const process = {
    ...hub,
    outbox: { ...outbox, advance: failing(outbox.advance), hold: failing(outbox.hold) },
    telling: { ...telling, record: failing(telling.record) },
  };
  const running = deliver(process, [configOf(receiver.url)]);
  await hub.outbox.append(events(4));
  await receiver.effected(2);
  fails = 3;
  await hub.outbox.append(events(8));
  await receiver.effected(8);
  await eventually(async () => (await hub.outbox.delivered('desk')) === 8);
  await running.close();
  expect(running.logged.join()).toContain('"reason":"STORE_UNAVAILABLE"');
  expect([...receiver.effects.keys()].sort()).toEqual(
    events(8)
      .map(({ id }) => id)
      .sort(),
  );
  await Promise.all([receiver.close(), hub.close()]);
});
