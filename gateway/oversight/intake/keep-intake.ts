import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Outbox } from '../../../schema/oversight/book.js';
import { keepWatch, type Watch } from '../watch.js';
import type { IntakeConfig } from './intake-config.js';
import type { OpenIntake } from './open-intake.js';

export interface KeepIntakeParts {
  readonly intake: OpenIntake;
  readonly outbox: Pick<Outbox, 'hold' | 'letGo'>;
  readonly clock: () => Date;
  readonly log: Logger;
}

export interface KeptIntake {
  warnings(): readonly string[];
  close(): Promise<void>;
}

/** Takes in what comes by itself, now and then, in one of several gateways. What was taken is logged by number. */
export function keepIntake(config: IntakeConfig, { intake, log, ...parts }: KeepIntakeParts): KeptIntake {
  const holder = randomUUID();
  const { pushes, complaints } = intake;
  const watches: Watch[] = [];
  const watch = (
    task: string,
    everyMs: number,
    failing: string,
    take: (signal: AbortSignal) => Promise<{ readonly opened: number; readonly unplaced: number }>,
  ) => {
    const look = async (signal: AbortSignal) => {
      const taken = await take(signal);
      if (taken.opened > 0) log.info(taken, `${task} became matters of supervision`);
    };
    watches.push(keepWatch({ ...parts, holder, log, task: `intake:${task}`, everyMs, failing, look }));
  };
  if (pushes !== null) watch('pushes', config.everyMs, 'pushes do not become matters', pushes);
  if (complaints !== null && config.complaints !== undefined)
    watch('complaints', config.complaints.everyMs, 'complaints of the register do not become matters', complaints);
  return {
    warnings: () => watches.flatMap((each) => each.warning() ?? []),
    close: async () => {
      await Promise.all(watches.map((each) => each.close()));
    },
  };
}
