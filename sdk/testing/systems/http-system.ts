import type { Loopback } from './loopback.js';
import type { System } from './system.js';

/** A system behind HTTP whose answers can be spoiled. */
export interface HttpSystem extends System {
  readonly loopback: Loopback;
  /** Whether tokens that were given are good no longer; services without tokens know none. */
  expireTokens(): void;
  /** Pages lead back to the first one, until the function that is answered is called. */
  loop(): () => void;
  /** Adds these rows to every answer, whatever was asked for, until the function that is answered is called. */
  smuggle(table: string, rows: readonly Readonly<Record<string, unknown>>[]): () => void;
}

export function isHttpSystem(system: System | null): system is HttpSystem {
  return system !== null && 'loopback' in system;
}
