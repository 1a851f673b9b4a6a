import { createReadStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { JSONWebKeySet } from 'jose';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { beginningsOf, type ExportVerdict, exportChain, verifyExport } from '../store/audit-export.js';
import { listChains } from '../store/verify-chain.js';
import { type LogVerdict, verifyStore } from '../store/verify-log.js';
import { type Books, withBooks } from './books.js';
import type { Output } from './output.js';

interface VerifyOptions {
  /** An export to be verified instead of the store. */
  readonly file?: string;
  /** Checkpoints that were kept elsewhere, one a line. */
  readonly checkpoints?: string;
  /** The sequence before the first entry of an export that goes on from an earlier one. */
  readonly after?: string;
  /** Public keys (JWKS) that checkpoints may be signed with, instead of the configured one. */
  readonly keys?: string;
}

/** Verifies the whole log. Exit code 0 when it is intact, 1 with every fault when it is not. */
export async function verifyCommand(options: VerifyOptions, environment: Environment, output: Output): Promise<number> {
  const verdict =
    options.file === undefined
      ? await withBooks(environment, ({ store, keys }) => verifyStore(store.database, rulesOf(options, keys)))
      : await verifyFile(options.file, options);
  const faults = faultsOf(verdict);
  output.list('fault', faults);
  const entries = verdict.chains.reduce((sum, chain) => sum + chain.entries, 0);
  const found = `${entries} entries in ${verdict.chains.length} chains, ${verdict.checkpoints.genuine} checkpoints, ${verdict.anchors.heads} anchored heads`;
  output.data(verdict, verdict.isIntact ? `intact: ${found}` : `NOT intact: ${faults.length} faults in ${found}`);
  return verdict.isIntact ? 0 : 1;
}

async function verifyFile(file: string, options: VerifyOptions): Promise<ExportVerdict> {
  const lines = () => createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  const after = await beginningsOf(lines);
  const isResumed = after.some(({ sequence }) => sequence > 0);
  return verifyExport(lines, { ...rulesOf(options, { keys: [] }), ...(isResumed ? { after } : {}) });
}

function rulesOf({ checkpoints, keys }: VerifyOptions, configured: JSONWebKeySet) {
  return {
    publicKeys: keys === undefined ? configured : (JSON.parse(readText(keys)) as JSONWebKeySet),
    ...(checkpoints === undefined ? {} : { checkpoints: readText(checkpoints).split('\n').filter(Boolean) }),
  };
}

function faultsOf(verdict: LogVerdict | ExportVerdict): readonly string[] {
  return [
    ...verdict.chains.flatMap((chain) =>
      chain.isIntact ? [] : [`${chain.fault} at ${chain.chain} ${chain.sequence}: ${chain.entries} entries are right`],
    ),
    ...('unindexed' in verdict
      ? verdict.unindexed.map(({ chain, sequence }) => `${chain} ${sequence} is missing in the index of subjects`)
      : []),
    ...verdict.checkpoints.faults.map(({ place, fault }) => `checkpoint ${place + 1} is ${fault}`),
    ...verdict.anchors.faults.map(
      ({ chain, sequence, anchored, fault }) =>
        `${fault} by the anchor at ${chain} ${sequence}: ${anchored?.chain ?? '?'} ${anchored?.sequence ?? '?'}`,
    ),
    ...('unreadable' in verdict ? verdict.unreadable.map((line) => `line ${line} is no entry`) : []),
  ];
}

interface ExportOptions {
  readonly out: string;
  readonly chain?: string;
  readonly after: string;
}

/** Writes chains as JSON Lines that verify by themselves. Refuses to write over a file. */
export async function exportCommand(options: ExportOptions, environment: Environment, output: Output): Promise<number> {
  const after = Number(options.after);
  if (!Number.isSafeInteger(after) || after < 0)
    throw new PlumblineError('BAD_USER_INPUT', '--after must be a whole number: the sequence of the last entry known');
  if (after > 0 && options.chain === undefined)
    throw new PlumblineError('BAD_USER_INPUT', '--after says where one chain goes on: name it with --chain');
  const written = await withBooks(environment, (books) => writeExport(books, options.chain, after, options.out));
  output.data({ file: options.out, entries: written }, `${written} entries written to ${options.out}`);
  return 0;
}

async function writeExport({ store }: Books, chain: string | undefined, after: number, out: string): Promise<number> {
  const known = await listChains(store.database);
  if (chain !== undefined && !known.includes(chain))
    throw new PlumblineError('BAD_USER_INPUT', `no chain "${chain}"; chains are ${known.join(', ')}`);
  const file = await openNew(out);
  let written = 0;
  try {
    for (const name of chain === undefined ? known : [chain])
      for await (const line of exportChain(store.database, name, after)) {
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

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `${file} cannot be read`, { cause });
  }
}
