import type { OversightBooks } from '../../schema/oversight/book.js';
import type { Engine } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { changesOf } from './change.js';
import { createFindingBook } from './finding-book.js';
import { createIntakeBook } from './intake-book.js';
import { createOutbox } from './outbox.js';
import { createSupervisionBook } from './supervision-book.js';

/** The books of oversight: what rules found, what became of it, and what others are told. */
export function createOversightBooks(engine: Engine, patience: Patience): OversightBooks {
  const change = changesOf(engine, patience);
  return {
    findings: createFindingBook(engine, change),
    matters: createSupervisionBook(engine, change),
    outbox: createOutbox(engine, change),
    intake: createIntakeBook(engine, change),
  };
}
