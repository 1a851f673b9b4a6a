import { expect, test } from '@jest/globals';
import { createMysqlDatabase } from '../servers/databases.js';
import { backends, event, open } from './stores.js';
import { wireTo } from './wire.js';

test('a store URL of an unknown kind is refused without being repeated', async () => {
  const refused = open('oracle://scott:tiger@db/x');
  await expect(refused).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: 'The store URL must begin with file:, mysql:// or mariadb://',
  });
});

test('a server that does not listen is STORE_UNAVAILABLE, without address or password', async () => {
  await expect(open('mysql://hub:secret@127.0.0.1:1/hub')).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: 'The store could not be opened',
    cause: { message: expect.stringContaining('ECONNREFUSED') },
  });
});

test.each(backends)('$name answers a ping while it is open', async ({ create }) => {
  const database = await create();
  const store = await open(database.url);
  await expect(store.ping()).resolves.toBeUndefined();
  await store.close();
  await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await database.drop();
});

test('an audit log whose server goes away refuses, and goes on when the server is back', async () => {
  const database = await createMysqlDatabase();
  const wire = await wireTo(database.url);
  const store = await open(wire.url);
  await store.audit.append(event(1));
  await wire.cut();
  await expect(store.audit.append(event(2))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await wire.mend();
  expect(await store.audit.append(event(3))).toMatchObject({ sequence: 2 });
  await store.close();
  await wire.cut();
  await database.drop();
});
