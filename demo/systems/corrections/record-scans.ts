import { rmSync } from 'node:fs';
import type { Dirt } from '../../dirt/dirt.js';
import type { BiometricScanFact } from '../../lives/correction-facts.js';
import { hashOf } from '../../lives/random.js';
import { columnCanary } from '../../lives/traps/canary.js';
import { createOwnTables, indexOwnTables, type OwnRow, openOwnFile, openRowWriter } from '../own-tables.js';
import type { Recorder } from '../recorder.js';

const names = [
  'id',
  'dxbh',
  'sbbh',
  'ymfs',
  'smsj',
  'smsj_ms',
  'fx',
  'pdjg',
  'hdbh',
  'jgdm',
  'xzqh',
  'fcbz',
  'cjsj',
  'tzz',
  'zpdz',
];
const tables = [
  { table: 't_scan', key: 'id', columns: names.map((name) => ({ name })), queryable: ['dxbh', 'hdbh', 'smsj_ms'] },
];

const modalities = { FINGER_VEIN: 'zjm', FACE: 'rl', FINGERPRINT: 'zw' } as const;

/** Records the scan events of the devices at the judicial offices: events only, never templates. */
export async function openScanRecorder(options: { readonly file: string; readonly dirt: Dirt }): Promise<Recorder> {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(options.file + suffix, { force: true });
  const client = openOwnFile(options.file);
  await createOwnTables(client, tables);
  const writer = openRowWriter(client, tables);
  return {
    record: async (life) => {
      // The feed has no mark for void events: what is excluded never gets into it.
      for (const fact of life.isExcluded ? [] : life.facts) {
        if (fact.kind === 'BiometricScan') writer.write('t_scan', scanRow(fact, options.dirt, life.pinned));
      }
      await writer.drain();
    },
    finish: async () => {
      await writer.finish();
      await indexOwnTables(client, tables);
      client.close();
    },
  };
}

function scanRow(fact: BiometricScanFact, dirt: Dirt, pinned: boolean): OwnRow {
  const cell = { record: fact.key, column: 'smsj', pinned };
  // A device whose clerk swapped in and out: sign-out before sign-in (domain 6.4, line 14).
  const swapped = !pinned && fact.sessionId === null && dirt.befalls('CONTRADICTION', { ...cell, column: 'fx' });
  const signsIn = (fact.direction === 'SIGN_IN') !== swapped;
  // Devices of one make report in UTC.
  const utc = hashOf(fact.deviceId) % 4 === 0;
  return {
    id: fact.scanId,
    dxbh: fact.subjectNo,
    sbbh: fact.deviceId,
    ymfs: modalities[fact.modality],
    smsj: utc ? new Date(fact.at).toISOString() : `${fact.at.slice(0, 10)} ${fact.at.slice(11, 19)}`,
    smsj_ms: Date.parse(fact.at),
    fx: signsIn ? 'in' : 'out',
    pdjg: fact.matchResult === 'MATCHED' ? 1 : 0,
    hdbh: fact.sessionId,
    jgdm: fact.agency,
    xzqh: fact.division,
    fcbz: fact.sealed ? '1' : '0',
    cjsj: `${fact.updatedAt.slice(0, 10)} ${fact.updatedAt.slice(11, 19)}`,
    tzz: columnCanary,
    zpdz: columnCanary,
  };
}
