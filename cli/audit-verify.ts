import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { beginningsOf, type ExportVerdict, verifyExport } from '../store/audit/audit-export.js';
import type { ChainHead } from '../store/audit/audit-source.js';
import { verifyStore } from '../store/audit/verify-log.js';
import { faultLines } from './audit-faults.js';
import { readPublicKeys } from './audit-keys.js';
import { isPlaced, type Witnesses, withBooks, witnessesOf } from './books.js';
import { counted } from './counted.js';
import type { Output } from './output.js';
import { readText } from './text-file.js';

export interface VerifyOptions {
  /** An export to be verified instead of the store. */
  readonly file?: string;
  /** Checkpoints that were kept elsewhere, one a line. */
  readonly checkpoints?: string;
  /** Public keys (JWKS) that checkpoints may be signed with, instead of the configured one. */
  readonly keys?: string;
  /** `<chain>=<sequence>`, or `<chain>=<sequence>@<hash>`: where an export goes on that was not begun at the beginning. */
  readonly after: readonly string[];
}

const resumptionForm = /^(.+)=(\d{1,15})(?:@(\S+))?$/;

/** Verifies the whole log, or an export of it. Exit code 0 when it is intact, 1 with every fault when it is not. */
export async function verifyCommand(options: VerifyOptions, environment: Environment, output: Output): Promise<number> {
  const { file, after } = options;
  if (file === undefined && after.length > 0)
    throw new PlumblineError('BAD_USER_INPUT', '--after is for an export that goes on: name it with --file');
  const witnesses = await witnessesFor(options, environment);
  const verdict =
    file === undefined
      ? await withBooks(environment, ({ store }) => verifyStore(store.database, rulesOf(witnesses)))
      : await verifyFile(file, after, witnesses);
  const { chains, checkpoints, anchors, absent, isIntact } = verdict;
  const faults = faultLines(verdict);
  output.list('fault', faults);
  output.list('absent', absent);
  if (checkpoints.genuine === 0) output.note('no checkpoint: a log that was written anew, or cut, may pass');
  // A chain's count is its last sequence: of one that goes on, what lies before was not read.
  const read = chains.reduce((sum, chain) => sum + chain.entries, 0) - skippedBy(after);
  const found = [
    `${counted(read, 'entry', 'entries')} in ${counted(chains.length, 'chain')}`,
    counted(checkpoints.genuine, 'checkpoint'),
    counted(anchors.heads, 'anchored head'),
  ].join(', ');
  output.data(verdict, isIntact ? `intact: ${found}` : `NOT intact: ${counted(faults.length, 'fault')} in ${found}`);
  return isIntact ? 0 : 1;
}

function skippedBy(after: readonly string[]): number {
  return after.reduce((sum, text) => sum + Number(resumptionForm.exec(text)?.[2] ?? 0), 0);
}

/** Another hub's export comes with that hub's keys: then what this one has signed says nothing of it. */
async function witnessesFor({ file, keys, checkpoints }: VerifyOptions, environment: Environment): Promise<Witnesses> {
  const isOthers = file !== undefined && (keys !== undefined || !isPlaced(environment));
  const own = isOthers ? { keys: { keys: [] }, checkpoints: [] } : await witnessesOf(environment);
  const kept =
    checkpoints === undefined
      ? []
      : readText(checkpoints)
          .split('\n')
          .filter((line) => line.trim() !== '');
  return {
    keys: keys === undefined ? own.keys : await readPublicKeys(keys),
    checkpoints: [...own.checkpoints, ...kept],
  };
}

function rulesOf({ keys, checkpoints }: Witnesses) {
  return { publicKeys: keys, checkpoints };
}

async function verifyFile(file: string, after: readonly string[], witnesses: Witnesses): Promise<ExportVerdict> {
  const lines = () => readLines(file);
  const beginnings = await beginningsOf(lines);
  if (beginnings.length === 0) throw new PlumblineError('BAD_USER_INPUT', `${file} holds no entry of a log`);
  return verifyExport(lines, { ...rulesOf(witnesses), after: after.map((text) => resumption(text, beginnings)) });
}

// What was cut off the beginning looks like an export that goes on: only who verifies knows which of the two it is.
function resumption(text: string, beginnings: readonly ChainHead[]): ChainHead {
  const [, chain = '', sequence = '', hash] = resumptionForm.exec(text) ?? [];
  const begin = beginnings.find((each) => each.chain === chain);
  if (begin === undefined) {
    const held = beginnings.map((each) => each.chain).join(', ');
    throw new PlumblineError('BAD_USER_INPUT', `--after is <chain>=<sequence>, of one of the chains ${held}`);
  }
  return { chain, sequence: Number(sequence), hash: hash ?? begin.hash };
}

async function* readLines(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `${file} cannot be read: name a file that is there`, { cause });
  }
}
