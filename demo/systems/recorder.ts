import type { Life } from '../lives/facts.js';

/** An agency that writes down what it holds of each life, in its own dirty way, in bounded memory. */
export interface Recorder {
  record(life: Life): Promise<void>;
  /** Writes what is still waiting and closes the files. */
  finish(): Promise<void>;
}
