/** Systems that a deployment runs as processes of their own; the SQL ones are databases and need none. */
export const runnableSystems = ['police', 'enforcement', 'devices', 'social-security', 'issuer'] as const;
export type RunnableSystem = (typeof runnableSystems)[number];

/** A system that serves until it is closed. */
export interface RunningSystem {
  readonly url: string;
  close(): Promise<void>;
}
