import type { Logger } from 'pino';
import type { OversightEngine } from '../engine.js';
import type { Dispatch } from './dispatch.js';

/** What a worker does its jobs with. */
export interface WorkerGround {
  readonly engine: OversightEngine;
  readonly dispatch: Dispatch;
  /** Rules at once. */
  readonly takes: number;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Aborts when the process is to end. */
  readonly stop: AbortSignal;
}
