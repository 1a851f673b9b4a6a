import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../schema/package-root.js';

/** Lines of a page: what an integrator reads at once. */
const page = 60;

test('every file of every adapter is a page at most', () => {
  const folder = join(packageRoot, 'adapters');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const long = files.flatMap((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').length;
    return lines > page ? [`${file}: ${lines} lines`] : [];
  });
  expect(files.length).toBeGreaterThan(60);
  expect(long).toEqual([]);
});
