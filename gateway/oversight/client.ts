import type { OversightClient } from '../../schema/oversight/desk.js';
import type { Principal } from '../../schema/principal.js';
import type { AskInside } from '../ask-inside.js';

export interface ClientParts {
  readonly ask: AskInside;
  readonly principal: Principal;
  /** Names the entry of each question in the log. */
  readonly newId: () => string;
  /** Longest time of a question, ms. */
  readonly withinMs: number;
}

/** Longest time that a page of a rule may take, ms: rules are in no hurry, and pages are large. */
export const pageMs = 60_000;

/** The hub as one account asks it. */
export function createOversightClient({ ask, principal, newId, withinMs }: ClientParts): OversightClient {
  return {
    ask: ({ signal, ...question }) => {
      const waiting = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
      return ask({ ...question, principal, requestId: newId(), signal: waiting });
    },
  };
}
