import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { certifiedFiles, isCertified } from '../../cli/adapter/certified-files.js';
import { checkCommand } from '../../cli/adapter/check.js';
import { signingKey } from '../../cli/adapter/signing-key.js';
import { readEnvironment } from '../../gateway/environment.js';
import { hearing } from './heard.js';

const place = mkdtempSync(join(tmpdir(), 'plumbline-certified-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let folders = 0;
/** A folder of these files, each of which holds its own name. */
function folderOf(manifest: object, names: readonly string[]): string {
  const folder = join(place, `${++folders}`);
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

const beside = ['.git/HEAD', 'node_modules/plumbline/index.js', 'certificate.jws', 'key.jwk', 'golden/a.jsonl'];
const certified = (folder: string, main: string) => [...certifiedFiles(folder, join(folder, main)).keys()].sort();

test('what was built, the golden data and the manifest are certified, and nothing beside them', () => {
  const folder = folderOf({}, [
    'dist/adapter.js',
    'dist/parts/t.js',
    'dist/node_modules/x/i.js',
    'src/a.ts',
    ...beside,
  ]);
  expect(certified(folder, 'dist/adapter.js')).toEqual([
    'dist/adapter.js',
    'dist/parts/t.js',
    'golden/a.jsonl',
    'package.json',
  ]);
});

test('of a module at the root, the files that the manifest lists are certified', () => {
  const folder = folderOf({ files: ['parts', './t.js'] }, ['adapter.js', 'parts/p.js', 't.js', 'notes.txt', ...beside]);
  expect(certified(folder, 'adapter.js')).toEqual([
    'adapter.js',
    'golden/a.jsonl',
    'package.json',
    'parts/p.js',
    't.js',
  ]);
  expect(isCertified(folder, join(folder, 'adapter.js'), join(folder, 'parts/new.jws'))).toBe(true);
  expect(isCertified(folder, join(folder, 'adapter.js'), join(folder, 'new.jws'))).toBe(false);
});

test.each<[string, object, string, string]>([
  ['a module beside everything else', {}, 'adapter.js', 'list the adapter’s files in "files" of package.json'],
  ['a pattern', { files: ['*.js'] }, 'adapter.js', '"files" of package.json has a pattern'],
  ['the whole folder', { files: ['./'] }, 'adapter.js', '"files" of package.json has a pattern'],
  ['a place outside', { files: ['dist/../../elsewhere'] }, 'adapter.js', 'which is not inside of the folder'],
  ['a module of somebody else', {}, 'node_modules/plumbline/index.js', 'is none of the adapter’s own files'],
])('%s is refused with a remedy', (_what, manifest, main, message) => {
  const folder = folderOf(manifest, ['adapter.js', ...beside]);
  expect(() => certifiedFiles(folder, join(folder, main))).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining(message) }),
  );
});

test.each(['dist', 'dist/parts', 'golden/b.jsonl'])('a link at %s is refused: what is behind it may change', (name) => {
  const folder = folderOf({}, name === 'dist' ? beside : ['dist/adapter.js', ...beside]);
  const elsewhere = folderOf({}, ['adapter.js']);
  symlinkSync(elsewhere, join(folder, name));
  expect(() => certifiedFiles(folder, join(folder, 'dist/adapter.js'))).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining(`${name} is a link`) }),
  );
});

test.each([
  ['one file as certificate and key', { certificate: 'k', key: 'k' }, '--key and --certificate name one file'],
  ['a report over the key', { junit: './k', key: 'k' }, '--junit and --key name one file'],
  ['a certificate over the public half', { certificate: 'k.pub', key: 'k' }, '--certificate name one file'],
])('%s is refused before anything runs', async (_what, options, message) => {
  const check = checkCommand(folderOf({}, ['dist/adapter.js']), options, readEnvironment({}), hearing().output);
  await expect(check).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(message) });
});

test('a key is made with its public half, and read again', async () => {
  const file = join(place, 'made.jwk');
  const { key, isNew } = await signingKey(file);
  expect(isNew).toBe(true);
  expect(JSON.parse(readFileSync(`${file}.pub`, 'utf8'))).toMatchObject({ keys: [{ kid: key.kid, x: key.x }] });
  expect(await signingKey(file)).toEqual({ key, isNew: false });
});

test('a public half that is there is not written over, and no key is made beside it', async () => {
  const file = join(place, 'lost.jwk');
  writeFileSync(`${file}.pub`, 'of a key that was lost');
  await expect(signingKey(file)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}.pub`, 'utf8')).toBe('of a key that was lost');
});
