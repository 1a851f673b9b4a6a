import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveryTask, type Outbox } from '../../schema/oversight/book.js';
import type { Engine } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import { openMysql } from '../../store/engines/mysql-engine.js';
import type { Store } from '../../store/open-store.js';
import { changesOf } from '../../store/oversight/change.js';
import { appendEvents } from '../../store/oversight/outbox.js';
import type { TestDatabase } from '../servers/databases.js';
import { minute, told } from './oversight-facts.js';
import { backends, open, patience } from './stores.js';

describe.each(backends)('the outbox on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let outbox: Outbox;
  let engine: Engine;
  let numbers = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    outbox = store.oversight.outbox;
    engine = await (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
  });
  afterAll(async () => {
    await engine.close();
    await store.close();
    await database.drop();
  });

  const events = (count: number) =>
    Array.from({ length: count }, () => {
      numbers += 1;
      return told(`event-${numbers}`);
    });
  const last = async () => (await outbox.after(0, 100_000)).at(-1)?.place ?? 0;
  const gate = () => {
    let release = () => {};
    const passed = new Promise<void>((resolve) => {
      release = resolve;
    });
    return { release, passed };
  };

  test('gives events back in order, with places that go up by one', async () => {
    const [before, given] = [await last(), events(3)];
    await outbox.append(given);
    const kept = given.map((event, at) => ({ place: before + at + 1, event }));
    expect(await outbox.after(before, 10)).toEqual(kept);
    expect(await outbox.after(before + 1, 1)).toEqual(kept.slice(1, 2));
    expect(await outbox.after(before + 3, 10)).toEqual([]);
    await outbox.append([]);
    expect(await last()).toBe(before + 3);
  });

  test('an event whose id is there already changes nothing', async () => {
    const [first, second] = events(2);
    if (first === undefined || second === undefined) throw new Error('two events');
    await outbox.append([first]);
    const before = await last();
    await outbox.append([first, second, { ...second, type: 'another' }]);
    expect(await outbox.after(before, 10)).toEqual([{ place: before + 1, event: second }]);
  });

  test('refuses an id that no table could hold', async () => {
    const [event] = events(1);
    if (event === undefined) throw new Error('an event');
    await expect(outbox.append([{ ...event, id: ' ' }])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(outbox.append([{ ...event, at: 'now' }])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('a reader sees no event before one that was written earlier and is committed later', async () => {
    const [slow, quick] = [events(1), events(1)];
    const before = await last();
    const [written, mayCommit] = [gate(), gate()];
    const change = changesOf(engine, patience);
    const held = change('Events', async (within) => {
      await appendEvents(within, slow);
      written.release();
      await mayCommit.passed;
    });
    await written.passed;
    let isDone = false;
    const late = outbox.append(quick).then(() => {
      isDone = true;
    });
    // What came second waits for what came first: were it seen now, a reader would go on behind both.
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(await outbox.after(before, 10)).toEqual([]);
    }
    expect(isDone).toBe(false);
    mayCommit.release();
    await Promise.all([held, late]);
    expect((await outbox.after(before, 10)).map(({ place, event }) => [place, event.id])).toEqual([
      [before + 1, slow[0]?.id],
      [before + 2, quick[0]?.id],
    ]);
  });

  test('a transaction that is undone leaves no gap', async () => {
    const [before, undone, kept] = [await last(), events(5), events(1)];
    const failing = changesOf(engine, patience)('Events', async (within) => {
      await appendEvents(within, undone);
      throw new Error('crash');
    });
    await expect(failing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await outbox.append(kept);
    expect((await outbox.after(before, 10)).map(({ place }) => place)).toEqual([before + 1]);
  });

  test('a reader that follows many writers misses nothing and sees nothing twice', async () => {
    const before = await last();
    const others = await Promise.all([open(database.url), open(database.url), open(database.url)]);
    const given = Array.from({ length: 60 }, (_, n) => events(1 + (n % 3)));
    let isOver = false;
    const writing = Promise.all(
      others.map(async ({ oversight }, nth) => {
        for (const [n, some] of given.entries()) if (n % others.length === nth) await oversight.outbox.append(some);
      }),
    ).finally(() => {
      isOver = true;
    });
    const seen: string[] = [];
    let place = before;
    for (let isLast = false; ; isLast = isOver) {
      const some = await outbox.after(place, 4);
      for (const each of some) {
        expect(each.place).toBe(place + 1);
        place = each.place;
        seen.push(each.event.id);
      }
      if (some.length === 0 && isLast) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect(seen.sort()).toEqual(
      given
        .flat()
        .map(({ id }) => id)
        .sort(),
    );
    await Promise.all(others.map((other) => other.close()));
  });

  test('a receiver goes on, and never back', async () => {
    expect(await outbox.delivered('hook-1')).toBe(0);
    await outbox.advance('hook-1', 5);
    await outbox.advance('hook-1', 3);
    expect(await outbox.delivered('hook-1')).toBe(5);
    await outbox.advance('hook-1', 7);
    expect([await outbox.delivered('hook-1'), await outbox.delivered('hook-2')]).toEqual([7, 0]);
    await expect(outbox.advance('', 1)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('of processes that move a receiver on at once, the furthest counts', async () => {
    const other = await open(database.url);
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? outbox : other.oversight.outbox).advance('hook-3', n + 1)),
    );
    expect(await outbox.delivered('hook-3')).toBe(12);
    await other.close();
  });

  test('old events are trimmed once every receiver has them that is set up or was delivered to since, and their places are known', async () => {
    const first = (await outbox.trimmed()) + 1;
    await outbox.append([told('young', { at: minute(60) }), told('old again', { at: minute(1) })]);
    const [to, before] = [await last(), minute(30)];
    const kept = to - 1;
    const trim = (...receivers: readonly string[]) => outbox.trim({ before, most: 1_000 }, receivers);
    // One that is new has had nothing yet.
    expect(await trim('new')).toBe(0);
    await outbox.advance('slow', first);
    await outbox.hold(deliveryTask('slow'), 'another gateway', { at: minute(29), until: minute(31) });
    await outbox.advance('own', first + 1);
    expect(await trim('own')).toBe(1);
    await outbox.advance('slow', to);
    expect([await trim('own'), await outbox.trimmed()]).toEqual([1, first + 1]);
    await outbox.advance('own', to);
    expect(await outbox.trim({ before, most: 1 }, ['own'])).toBe(1);
    // Whoever was delivered to no longer holds nothing up.
    await outbox.advance('gone', first);
    await trim('own');
    expect([await outbox.trimmed(), (await outbox.after(0, 10)).map(({ place }) => place)]).toEqual([
      kept - 1,
      [kept, to],
    ]);
  });

  test('where everything is trimmed away, places go on', async () => {
    await outbox.trim({ before: minute(99), most: 1_000 }, []);
    const place = await outbox.last();
    expect([await outbox.trimmed(), await outbox.after(0, 10)]).toEqual([place, []]);
    await outbox.append(events(1));
    expect(await outbox.after(0, 10)).toMatchObject([{ place: place + 1 }]);
  });
});
