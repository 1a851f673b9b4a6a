import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { newCommand } from '../../cli/adapter/new.js';
import { readEnvironment } from '../../gateway/environment.js';
import { buildFolder, workplace } from './agency-folder.js';
import { hearing } from './heard.js';

const place = workplace();
const url = `file:${place.path('county.db')}`;

beforeAll(async () => {
  const client = createClient({ url });
  await client.executeMultiple(`
    CREATE TABLE "../../outside" (id TEXT PRIMARY KEY, ah TEXT, "*/ throw 1; /*" TEXT, "'); throw 1; ('" TEXT, "__proto__" TEXT);
    CREATE TABLE court_case (id TEXT PRIMARY KEY, ah TEXT);
    CREATE TABLE "text" (id TEXT PRIMARY KEY, ah TEXT, bz TEXT);`);
  client.close();
});
afterAll(() => place.remove());

test.each(['../../outside', 'court_case', 'text'])(
  'a table called %s is written within the folder, and compiles',
  async (table) => {
    const out = place.path('made', 'here', `of-${table.replace(/\W/g, '')}`);
    const options = { id: 'county', agency: "法院'*/", url, table: [`${table}=CourtCase`], out };
    expect(await newCommand(options, readEnvironment({}), hearing().output)).toBe(0);
    expect(await buildFolder(out)).toEqual([]);
    expect(readdirSync(place.path('made'))).toEqual(['here']);
    expect(readdirSync(place.path('made', 'here')).filter((name) => !name.startsWith('of-'))).toEqual([]);
  },
  60_000,
);
