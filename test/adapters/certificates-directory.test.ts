import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agencyDirectory } from '../../adapters/agency-directory/adapter.js';
import { writeAgencyDirectory } from '../../demo/agency-directory.js';
import type { AdapterDefinition } from '../../sdk/definition/adapter-definition.js';
import { certificateOf, failuresOf, knownReasons, lineOf, report, unknownReasons } from './certificates.js';

test('agency-directory keeps the contract on the directory of a deployment', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-directory-'));
  const file = join(folder, 'agencies.json');
  writeAgencyDirectory(file);
  const rows: readonly Record<string, string | null>[] = JSON.parse(await readFile(file, 'utf8'));
  const held = await report({
    definition: agencyDirectory as unknown as AdapterDefinition<unknown, unknown>,
    options: { file },
    against: { system: true },
    // The file is in the schema’s words already.
    told: new Map([['Agency', rows.map((values) => ({ fact: String(values.agencyCode), values }))]]),
    befell: () => undefined,
  });
  await rm(folder, { recursive: true });
  process.stdout.write(`${lineOf(held)}\n`);
  expect(failuresOf(held)).toEqual([]);
  // Nothing breaks on the way to a file that is read once.
  const ownKind = /^The source is of a kind that the kit knows no system of: only what it answers is checked\.$/;
  const noRows = /^There are no golden rows of the table: put some into golden\/agency\.jsonl\.$/;
  expect(unknownReasons(held, [...knownReasons, ownKind, noRows])).toEqual([]);
  const { adapter, passed } = await certificateOf(held);
  expect([adapter, passed.length]).toEqual(['agency-directory', held.figures.passed]);
}, 60_000);
