import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { checkCommand } from '../../cli/adapter/check.js';
import { newCommand } from '../../cli/adapter/new.js';
import { signingKey } from '../../cli/adapter/signing-key.js';
import { verifyCommand } from '../../cli/adapter/verify.js';
import { readEnvironment } from '../../gateway/environment.js';
import { buildFolder, workplace } from './agency-folder.js';
import { hearing } from './heard.js';

const place = workplace();
const url = `file:${place.path('county.db')}`;
const environment = readEnvironment({});
const folder = place.path('receptions');
const certificate = place.path('certificate.jws');
const key = place.path('key.jwk');

beforeAll(async () => {
  const client = createClient({ url });
  await client.executeMultiple(
    'CREATE TABLE sqjz_jsbd (id TEXT PRIMARY KEY, dxbh TEXT, wssdrq TEXT, hzrq TEXT, bdqx TEXT, bdsj TEXT, sfyqbd TEXT, jgdm TEXT, xzqh TEXT, sffc TEXT, gxsj TEXT)',
  );
  client.close();
  const options = { id: 'receptions', agency: '司法局', url, table: ['sqjz_jsbd=Reception'], out: folder };
  expect(await newCommand(options, environment, hearing().output)).toBe(0);
  expect(await buildFolder(folder)).toEqual([]);
}, 60_000);
afterAll(() => place.remove());

test('a certificate is given, signed with a key that is made where there is none', async () => {
  const heard = hearing();
  const options = { certificate, key, junit: place.path('junit.xml') };
  expect(await checkCommand(folder, options, environment, heard.output)).toBe(0);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(heard.notes).toContain(`A key was made at ${key}; its public half is at ${key}.pub`);
  expect(readFileSync(place.path('junit.xml'), 'utf8')).toMatch(/<testsuites?.*receptions/s);
  expect(heard.sentence()).toContain('0 failed');
  const { d, kid } = JSON.parse(readFileSync(key, 'utf8'));
  for (const said of [heard.sentence(), readFileSync(`${key}.pub`, 'utf8'), readFileSync(certificate, 'utf8')])
    expect(said).not.toContain(d);
  expect(JSON.parse(readFileSync(`${key}.pub`, 'utf8')).keys[0].kid).toBe(kid);
}, 60_000);

test('a certificate is verified: who was certified, what was skipped and why, and whether the files are the same', async () => {
  const heard = hearing();
  expect(await verifyCommand(certificate, { key: `${key}.pub`, folder }, heard.output)).toBe(0);
  expect(heard.sentence()).toMatch(
    /^receptions of 司法局: certified .* against golden data\n\d+ checks passed, \d+ skipped\n/,
  );
  expect(heard.sentence()).toContain('– Reception rows.deleted: The binding knows no soft deletes');
  expect(heard.data()).toMatchObject({ isSame: true, certificate: { adapter: 'receptions', entities: ['Reception'] } });
  const changed = place.path('changed');
  cpSync(folder, changed, { recursive: true });
  writeFileSync(`${changed}/dist/tables.js`, `${readFileSync(`${changed}/dist/tables.js`, 'utf8')}\n// changed`);
  const other = hearing();
  expect(await verifyCommand(certificate, { key: `${key}.pub`, folder: changed }, other.output)).toBe(1);
  expect(other.sentence()).toContain('is not what was certified');
});

test('a certificate of another key, or one that was changed, is refused', async () => {
  const other = place.path('other.jwk');
  await signingKey(other);
  await expect(verifyCommand(certificate, { key: `${other}.pub` }, hearing().output)).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
  });
  const [head, body, signature] = readFileSync(certificate, 'utf8').split('.');
  const forged = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
  const text = [
    head,
    Buffer.from(JSON.stringify({ ...forged, agency: '别的局' })).toString('base64url'),
    signature,
  ].join('.');
  writeFileSync(place.path('forged.jws'), text);
  await expect(verifyCommand(place.path('forged.jws'), { key: `${key}.pub` }, hearing().output)).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
  });
});

test('an adapter that reads a record wrongly fails, is told where, and has no certificate', async () => {
  const wrong = place.path('wrong');
  cpSync(folder, wrong, { recursive: true });
  const adapter = `${wrong}/dist/adapter.js`;
  writeFileSync(
    adapter,
    readFileSync(adapter, 'utf8').replace(
      'receiptSentDate: date(sqjzJsbd.hzrq)',
      'receiptSentDate: date(sqjzJsbd.wssdrq)',
    ),
  );
  const heard = hearing();
  const options = { certificate: place.path('wrong.jws'), key };
  expect(await checkCommand(wrong, options, environment, heard.output)).toBe(1);
  expect(heard.sentence()).toContain('Reception.receiptSentDate: reads');
  expect(heard.notes).toContain('No certificate: an adapter with a failure has none.');
  expect(existsSync(place.path('wrong.jws'))).toBe(false);
}, 60_000);

test('against the agency’s own system it only reads, and the certificate says so', async () => {
  writeFileSync(place.path('options.yaml'), `options: { url: '${url}' }\n`);
  const heard = hearing();
  const options = { system: true, options: place.path('options.yaml'), only: ['reading', 'redaction'] };
  expect(await checkCommand(folder, options, environment, heard.output)).toBe(0);
  expect(heard.data()).toMatchObject({
    report: { against: 'SYSTEM', figures: { failed: 0, records: { Reception: 0 } } },
  });
});

test.each([
  ['a certificate without a key', { certificate: 'c.jws' }, '--certificate wants --key'],
  ['a check that there is none of', { only: ['reading', 'filter.exat'] }, 'did you mean filter.exact?'],
  ['a certificate of some checks only', { certificate: 'c.jws', key: 'k', only: ['reading'] }, 'of all checks'],
  ['a page of options that is not there', { options: 'nowhere.yaml' }, 'there is no nowhere.yaml'],
])('%s is refused', async (_what, options, message) => {
  await expect(checkCommand(folder, options, environment, hearing().output)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining(message),
  });
});
