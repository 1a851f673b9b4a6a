import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { exportCommand } from '../../cli/audit-export.js';
import { type VerifyOptions, verifyCommand } from '../../cli/audit-verify.js';
import { demoFiles } from '../../demo/settings.js';
import { readEnvironment } from '../../gateway/environment.js';
import { event } from '../store/stores.js';
import { hearing } from './heard.js';
import { type LogOnDisk, logOnDisk, someEvents } from './log-on-disk.js';

let log: LogOnDisk;
beforeEach(async () => {
  log = await logOnDisk();
});
afterEach(() => log.remove());

const noCheckpoint = 'no checkpoint: a log that was written anew, or cut, may pass';

async function verify(options: Partial<VerifyOptions> = {}, environment = log.environment) {
  const heard = hearing();
  const code = await verifyCommand({ after: [], ...options }, environment, heard.output);
  return { code, said: heard.sentence(), ...heard.lists, notes: heard.notes };
}

async function exported(name: string, chain?: string, after = '0'): Promise<string> {
  const out = join(log.folder, name);
  await exportCommand({ out, after, ...(chain === undefined ? {} : { chain }) }, log.environment, hearing().output);
  return out;
}

/** Changes the database as one does who has its file. */
async function tamper(sql: string): Promise<void> {
  const client = createClient({ url: `file:${demoFiles(log.folder).store}` });
  await client.execute(sql);
  client.close();
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

test('an intact log is intact; without a checkpoint it is said what that does not show', async () => {
  await log.record(...someEvents(5));
  expect(await verify()).toEqual({
    code: 0,
    said: 'intact: 5 entries in 1 chain, 0 checkpoints, 0 anchored heads',
    notes: [noCheckpoint],
  });
  await log.sign('2026-03-02T02:00:00.000Z');
  expect(await verify()).toEqual({
    code: 0,
    said: 'intact: 5 entries in 1 chain, 1 checkpoint, 0 anchored heads',
    notes: [],
  });
});

test.each([
  [
    'an entry that was changed',
    `UPDATE audit_entry SET event = replace(event, 'OK', 'KO') WHERE sequence = 3`,
    'ALTERED hub 3: right up to hub 2',
  ],
  ['an entry that was taken out', 'DELETE FROM audit_entry WHERE sequence = 3', 'MISSING hub 3: right up to hub 2'],
  ['an end that was cut', 'DELETE FROM audit_entry WHERE sequence > 3', 'TRUNCATED hub 4: right up to hub 3'],
  [
    'a row taken out of the index of subjects',
    'DELETE FROM audit_subject WHERE sequence = 2',
    'UNINDEXED hub 2: hidden from a person it names',
  ],
])('%s is a fault with its place, and exit code 1', async (_, sql, fault) => {
  await log.record(...someEvents(5));
  await tamper(sql);
  const { code, fault: faults, said } = { fault: [], ...(await verify()) };
  expect([code, faults, said.startsWith('NOT intact: 1 fault')]).toEqual([1, [fault], true]);
});

test('a log that was emptied with its checkpoints is found by those that were exported to the folder', async () => {
  await log.record(...someEvents(5));
  await log.sign('2026-03-02T02:00:00.000Z');
  for (const table of ['audit_entry', 'audit_head', 'audit_subject', 'audit_checkpoint'])
    await tamper(`DELETE FROM ${table}`);
  expect(await verify()).toEqual({
    code: 1,
    said: 'NOT intact: 1 fault in 0 entries in 1 chain, 1 checkpoint, 0 anchored heads',
    fault: ['TRUNCATED hub 1: right up to hub 0'],
    absent: ['hub'],
    notes: [],
  });
});

test('an export verifies by itself, where there is no hub, with its keys and the checkpoints that were kept', async () => {
  await log.record(...someEvents(5));
  const kept = join(log.folder, 'kept');
  writeFileSync(kept, `${await log.sign('2026-03-02T02:00:00.000Z')}\n`);
  const keys = join(log.folder, 'keys.json');
  writeFileSync(keys, JSON.stringify(log.signers.publicKeys));
  const file = await exported('whole.jsonl');
  const elsewhere = readEnvironment({ PLUMBLINE_DATA: join(log.folder, 'none'), PLUMBLINE_CONFIG: '/nowhere' });
  expect(await verify({ file, keys, checkpoints: kept }, elsewhere)).toEqual({
    code: 0,
    said: 'intact: 6 entries in 2 chains, 1 checkpoint, 0 anchored heads',
    notes: [],
  });
  expect(await verify({ file }, elsewhere)).toEqual({
    code: 0,
    said: 'intact: 6 entries in 2 chains, 0 checkpoints, 0 anchored heads',
    notes: [noCheckpoint],
  });
  expect(await verify({ file, checkpoints: kept }, elsewhere)).toEqual({
    code: 1,
    said: 'NOT intact: 1 fault in 6 entries in 2 chains, 0 checkpoints, 0 anchored heads',
    fault: ['UNKNOWN_KEY checkpoint 1'],
    notes: [noCheckpoint],
  });
});

test('the end that was cut off an export is found by a checkpoint, and by nothing else', async () => {
  await log.record(...someEvents(5));
  const file = await exported('cut.jsonl', 'hub');
  writeFileSync(file, `${linesOf(file).slice(0, 3).join('\n')}\n`);
  expect(await verify({ file })).toEqual({
    code: 0,
    said: 'intact: 3 entries in 1 chain, 0 checkpoints, 0 anchored heads',
    notes: [noCheckpoint],
  });
  await log.sign('2026-03-02T02:00:00.000Z');
  expect(await verify({ file })).toMatchObject({ code: 1, fault: ['TRUNCATED hub 4: right up to hub 3'] });
});

test('the beginning that was cut off an export passes only where it was said to go on', async () => {
  await log.record(...someEvents(5));
  const file = await exported('later.jsonl', 'hub', '3');
  expect(await verify({ file })).toMatchObject({ code: 1, fault: ['MISSING hub 1: right up to hub 0'] });
  expect(await verify({ file, after: ['hub=3'] })).toMatchObject({
    code: 0,
    said: 'intact: 2 entries in 1 chain, 0 checkpoints, 0 anchored heads',
  });
  expect(await verify({ file, after: ['hub=2'] })).toMatchObject({
    code: 1,
    fault: ['MISSING hub 3: right up to hub 2'],
  });
  const [third] = (await log.entriesOf('hub')).slice(2);
  expect(await verify({ file, after: [`hub=3@${third?.hash}`] })).toMatchObject({ code: 0 });
  const another = `sha256:${'0'.repeat(64)}`;
  expect(await verify({ file, after: [`hub=3@${another}`] })).toMatchObject({
    code: 1,
    fault: ['UNLINKED hub 4: right up to hub 3'],
  });
});

test('lines of an export that are no entries are named', async () => {
  await log.record(...someEvents(2));
  const file = await exported('dirty.jsonl', 'hub');
  writeFileSync(file, ['{}', ...linesOf(file), 'not an entry', ''].join('\n'));
  expect(await verify({ file })).toMatchObject({
    code: 1,
    fault: ['UNREADABLE line 1: no entry', 'UNREADABLE line 4: no entry'],
  });
});

test('an export is recorded before it is written, and is never written over', async () => {
  await log.record(...someEvents(2));
  const file = await exported('once.jsonl');
  expect(linesOf(file)).toHaveLength(3);
  await expect(exported('once.jsonl')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const [entry, ...others] = await log.entriesOf('commands');
  expect([entry?.event.action, entry?.event.detail, others]).toEqual([
    'ADMIN',
    { command: 'audit export', chain: '*', after: 0 },
    [],
  ]);
});

test.each<[string, Partial<VerifyOptions>, RegExp]>([
  ['a file that is not there', { file: '/nowhere' }, /^\/nowhere cannot be read/],
  ['a folder', { file: '/' }, /^\/ cannot be read/],
  ['a file without an entry', { file: 'package.json' }, /^package.json holds no entry of a log$/],
  ['checkpoints that are not there', { checkpoints: '/nowhere' }, /^\/nowhere cannot be read/],
  ['keys that are no JSON', { keys: 'README.md' }, /^README.md is no JWKS/],
  ['JSON that is no JWKS', { keys: 'package.json' }, /^package.json is no JWKS/],
  ['a resumption without an export', { after: ['hub=1'] }, /^--after is for an export/],
])('%s is refused by name', async (_, options, message) => {
  await log.record(event(1));
  await expect(verify(options)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(message),
  });
});

test('a resumption of a chain that the export does not hold is refused with those that it holds', async () => {
  await log.record(event(1));
  const file = await exported('some.jsonl', 'hub');
  for (const after of ['other=1', 'hub', 'hub=x'])
    await expect(verify({ file, after: [after] })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: '--after is <chain>=<sequence>, of one of the chains hub',
    });
});

test('where there is neither a configuration nor a demonstration, it says so', async () => {
  const nowhere = readEnvironment({ PLUMBLINE_DATA: '/nowhere', PLUMBLINE_CONFIG: '/nowhere/plumbline.yaml' });
  await expect(verify({}, nowhere)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: 'neither /nowhere/plumbline.yaml nor a demonstration in /nowhere is there',
  });
});
