import { open } from 'node:fs/promises';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { exportChain } from '../store/audit/audit-export.js';
import { listChains } from '../store/audit/verify-chain.js';
import { type Books, recordCommand, withBooks } from './books.js';
import { counted } from './counted.js';
import type { Output } from './output.js';
import { wholeNumber } from './whole-number.js';

interface ExportOptions {
  readonly out: string;
  readonly chain?: string;
  readonly after: string;
}

/** Writes chains as JSON Lines that verify by themselves, after having recorded it. Refuses to write over a file. */
export async function exportCommand(options: ExportOptions, environment: Environment, output: Output): Promise<number> {
  const { out, chain } = options;
  const after = wholeNumber('--after', options.after, 0);
  if (after > 0 && chain === undefined)
    throw new PlumblineError('BAD_USER_INPUT', '--after says where one chain goes on: name it with --chain');
  const written = await withBooks(environment, (books) => writeExport(books, chain, after, out));
  output.data({ file: out, entries: written }, `${counted(written, 'entry', 'entries')} written to ${out}`);
  return 0;
}

async function writeExport(books: Books, chain: string | undefined, after: number, out: string): Promise<number> {
  const { database } = books.store;
  const known = await listChains(database);
  if (chain !== undefined && !known.includes(chain))
    throw new PlumblineError('BAD_USER_INPUT', `no chain "${chain}"; chains are ${known.join(', ')}`);
  const file = await openNew(out);
  let written = 0;
  try {
    await recordCommand(books, 'audit export', { detail: { chain: chain ?? '*', after } });
    for (const name of chain === undefined ? await listChains(database) : [chain])
      for await (const line of exportChain(database, name, after)) {
        await file.write(line);
        written += 1;
      }
  } finally {
    await file.close();
  }
  return written;
}

async function openNew(out: string) {
  try {
    return await open(out, 'wx', 0o600);
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `${out} is there already, or cannot be written`, { cause });
  }
}
