import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicies } from '../../policies/loading/load.js';
import type { TextFile } from '../../policies/loading/yaml-file.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { packageRoot } from '../../schema/package-root.js';

export const policiesRoot = join(packageRoot, 'policies');
export const catalog = readCatalog();
export const sets = loadPolicies({ root: policiesRoot, facts: catalog });

export const setNames = readdirSync(join(policiesRoot, 'sets'))
  .filter((name) => name.endsWith('.policy.yaml'))
  .map((name) => name.replace('.policy.yaml', ''));

export function setTestFile(name: string): TextFile {
  const path = join('policies', 'sets', `${name}.policy.test.yaml`);
  return { name: path, text: readFileSync(join(packageRoot, path), 'utf8') };
}
