import type { RawRecord } from '../../source.js';
import type { Tables } from '../golden.js';
import { type Answer, type Heard, type Loopback, openLoopback } from './loopback.js';
import type { System } from './system.js';

/** A system behind HTTP whose answers can be spoiled. */
export interface HttpSystem extends System {
  readonly loopback: Loopback;
  /** Whether tokens that were given are good no longer; services without tokens know none. */
  expireTokens(): void;
  /** Pages lead back to the first one, until the function that is answered is called. */
  loop(): () => void;
  /** Adds these rows to every answer, whatever was asked for, until the function that is answered is called. */
  smuggle(table: string, rows: readonly RawRecord[]): () => void;
}

/** What a system answers from. */
export interface Stock {
  rows(table: string): readonly RawRecord[];
  /** Rows that every answer has beside those that were asked for. */
  smuggled(table: string): readonly RawRecord[];
  /** Whether every page is the first one. */
  isLooping(): boolean;
}

export interface HttpSystemParts {
  readonly what: string;
  readonly tables: Tables;
  readonly answer: (heard: Heard, stock: Stock) => Answer;
  readonly expireTokens?: () => void;
}

/** Stands up a system that answers from these rows; it hears its calls on loopback. */
export async function openHttpSystem({
  what,
  tables,
  answer,
  expireTokens = () => {},
}: HttpSystemParts): Promise<HttpSystem> {
  const held = new Map(tables);
  const smuggled = new Map<string, readonly RawRecord[]>();
  let isLooping = false;
  const stock: Stock = {
    rows: (table) => held.get(table) ?? [],
    smuggled: (table) => smuggled.get(table) ?? [],
    isLooping: () => isLooping,
  };
  const loopback = await openLoopback((heard) => answer(heard, stock));
  return {
    what,
    loopback,
    reroute: () => loopback.origin,
    insert: async (table, rows) => {
      held.set(table, [...stock.rows(table), ...rows]);
    },
    connections: loopback.connections,
    expireTokens,
    loop: () => {
      isLooping = true;
      return () => {
        isLooping = false;
      };
    },
    smuggle: (table, rows) => {
      smuggled.set(table, rows);
      return () => smuggled.delete(table);
    },
    close: loopback.close,
  };
}

export function isHttpSystem(system: System | null): system is HttpSystem {
  return system !== null && 'loopback' in system;
}
