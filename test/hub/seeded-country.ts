import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { countryIn } from '../../demo/country-files.js';
import { seedCountry } from '../../demo/seed.js';
import { packageRoot } from '../../schema/package-root.js';

/** A folder of its own with a seeded county: seeded once for a state of the generator, copied for each test file. */
export async function freshCountry(): Promise<{ readonly folder: string; remove(): void }> {
  const template = await seededTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-hub-'));
  cpSync(template, folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** How long a test file waits for another one to have seeded the template, ms. */
const patienceMs = 120_000;

async function seededTemplate(): Promise<string> {
  const template = join(tmpdir(), `plumbline-country-${digestOfGenerator()}`);
  const { marker } = countryIn(template);
  if (existsSync(marker)) return template;
  if (await lock(template)) {
    try {
      await seedCountry({ dataDir: template });
    } finally {
      rmSync(`${template}.lock`, { recursive: true, force: true });
    }
    return template;
  }
  const deadline = Date.now() + patienceMs;
  while (!existsSync(marker)) {
    if (Date.now() > deadline) throw new Error('the template country was not seeded in time');
    await wait(100);
  }
  return template;
}

// A lock older than the patience belongs to a run that was killed.
async function lock(template: string): Promise<boolean> {
  const folder = `${template}.lock`;
  if (existsSync(folder) && Date.now() - statSync(folder).mtimeMs > patienceMs) rmSync(folder, { recursive: true });
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function digestOfGenerator(): string {
  const digest = createHash('sha256');
  for (const room of ['demo/lives', 'demo/dirt', 'demo/systems', 'schema/values']) {
    const folder = join(packageRoot, room);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (file.endsWith('.ts')) digest.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return digest.digest('hex').slice(0, 16);
}
