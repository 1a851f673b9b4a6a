import type { Logger } from 'pino';
import type { Policies, Reload } from './policies.js';
import { watchFolder } from './watch-folder.js';

export interface PolicyWatch {
  /** Looks at the folder now, unless that was done a moment ago. */
  catchUp(): void;
  close(): void;
}

export interface PolicyWatchSetting {
  readonly policies: Policies;
  readonly reload: () => Promise<Reload>;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** A process whose policies are those that it began with. */
export const unwatched: PolicyWatch = { catchUp: () => undefined, close: () => undefined };

/** How often a process may be made to look at its folder, ms: reading it costs as much as many requests. */
const catchUpMs = 1_000;

/** Lets what the folder holds take force when it changes, and says in the log what came of it. */
export function watchPolicies({ policies, reload, clock, log }: PolicyWatchSetting): PolicyWatch {
  let lookedAt = Number.NEGATIVE_INFINITY;

  function look(): void {
    lookedAt = clock().getTime();
    reload().then(tell, (error: unknown) => log.error({ err: error }, 'policies could not be read'));
  }

  function tell(came: Reload): void {
    if (came.outcome === 'IN_FORCE') log.warn({ policies: came.version, previous: came.previous }, 'policies in force');
    if (came.outcome === 'REFUSED')
      log.error({ policies: came.version, problems: came.problems }, 'policies refused: the former stay in force');
  }

  const watching = watchFolder(policies.folder, look);
  return {
    catchUp() {
      if (clock().getTime() - lookedAt > catchUpMs) look();
    },
    close: () => watching.close(),
  };
}
