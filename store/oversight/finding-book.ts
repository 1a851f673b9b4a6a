import type { FindingBook } from '../../schema/oversight/book.js';
import type { Engine } from '../engines/engine.js';
import { admitKey, type Changes } from './change.js';
import { createFindingReading } from './finding-reading.js';
import { judge } from './judging.js';
import { recordPage } from './record-page.js';
import { createRuns } from './runs.js';

/** The hub's book of findings and runs, in the store's tables. */
export function createFindingBook(engine: Engine, change: Changes): FindingBook {
  return {
    ...createRuns(engine, change),
    ...createFindingReading(engine),
    recordPage: (outcome) => change('A page of findings', (within) => recordPage(within, outcome)),
    judge: async (id, judgement) => {
      admitKey('account', judgement.account, 255);
      return change('A judgement', (within) => judge(within, id, judgement));
    },
  };
}
