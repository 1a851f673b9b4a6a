import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ownRules, readRules } from '../../../oversight/rules/load.js';
import { ownGround } from './ground.js';

const folders = readdirSync(ownRules).sort();

test.each(folders)('rule %s is sound, guards against old data, and comes to what its cases say', (folder) => {
  const { rules, cases, problems } = readRules({ ...ownGround(), folder: join(ownRules, folder) });

  expect(problems).toEqual([]);
  // Every rule says how old what it accuses on may be (domain 3).
  expect(rules.map(({ facts, file }) => [facts.id, file.freshness !== null])).toEqual([[folder, true]]);
  expect([...cases.values()].flat().filter(({ faults }) => faults.length > 0)).toEqual([]);
});
