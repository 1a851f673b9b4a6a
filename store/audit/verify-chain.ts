import type { SqlDatabase } from '../../schema/sql.js';
import { storedChain, storedLog } from './audit-source.js';
import { type ChainFault, type ChainVerdict, walkChain } from './audit-walk.js';
import type { Checkpoint } from './checkpoint.js';

export type { ChainFault, ChainVerdict };

export interface VerifyOptions {
  /**
   * Begin at the head that a checkpoint holds of this chain, which must stand there as it was seen. What lies before is
   * taken as the one who signed has found it; a chain that the checkpoint does not know is read whole.
   */
  readonly from?: Checkpoint;
}

/** The chains that the store holds, in order of name. */
export function listChains(database: SqlDatabase): Promise<readonly string[]> {
  return storedLog(database).chains();
}

/**
 * Reads a chain to its head and reports the first fault. Holds one page in memory and may run while entries are being
 * written. Rejects with the driver's error when the store does not answer.
 */
export function verifyChain(database: SqlDatabase, chain: string, { from }: VerifyOptions = {}): Promise<ChainVerdict> {
  const seen = from?.heads.find((head) => head.chain === chain);
  const begin = seen === undefined ? {} : { after: { sequence: seen.sequence - 1 }, pins: [seen] };
  return walkChain(storedChain(database, chain), begin);
}
