import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openAdapters } from '../../gateway/adapters.js';
import { parseConfig } from '../../gateway/config.js';
import { loadOutside } from '../../gateway/outside-adapter.js';
import { openStore } from '../../store/open-store.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-outside-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
const clock = () => new Date('2026-11-01T00:00:00Z');

/** A module whose adapter tells, as its agency, what it was given of the store. */
const page = `
export const adapter = {
  id: 'telling', agency: '法院', secrets: [], timeoutMs: 100, options: { safeParse: (data) => ({ success: true, data }) },
  open: async (_, { landing }) => ({ id: 'telling', agency: Object.keys(landing).sort().join(), timeoutMs: 100, concurrency: 1,
    freshnessMs: 1000, readers: [], close: async () => {} }),
};
`;
function moduleOf(name: string, end = ''): string {
  const file = join(folder, name);
  writeFileSync(file, page + end);
  return file;
}

test('of the store it is given what it lands itself, and nothing else', async () => {
  const store = await openStore({ url: `file:${join(folder, 'store.db')}`, clock, chain: 'hub', digest: 'sha256' });
  const { adapters } = parseConfig({
    store: { url: 'file:x' },
    secret: 's'.repeat(32),
    adapters: [{ use: moduleOf('telling.js') }],
  });
  const [adapter] = await openAdapters(adapters, { clock, landing: store.landing });
  expect(adapter?.agency).toBe('land,latest,open,pushes,receipt');
  await store.close();
});

test('a module that waits for what never comes is given up, and one that settles is loaded', async () => {
  const waits = moduleOf('waits.js', 'await new Promise(() => {});');
  await expect(loadOutside(waits, 20)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `${waits} has not loaded within 20 ms: let it connect in "open", and await nothing beside its exports`,
  });
  const settles = moduleOf('settles.js', 'await new Promise((resolve) => setImmediate(resolve));');
  expect((await loadOutside(settles)).id).toBe('telling');
});
