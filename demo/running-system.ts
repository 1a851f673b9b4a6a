/** A system that serves until it is closed. */
export interface RunningSystem {
  readonly url: string;
  close(): Promise<void>;
}
