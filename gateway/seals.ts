import type { Seals } from '../schema/context.js';
import { createSeals } from '../subgraphs/kit/seals.js';

/** The seals of a hub's secret, as its configuration says it. */
export function sealsOf(secret: string): Seals {
  return createSeals(Buffer.from(secret, 'utf8'));
}
