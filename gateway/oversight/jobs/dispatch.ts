import type { FlowProducer, JobsOptions, Queue } from 'bullmq';
import type { RunRecord } from '../../../schema/oversight/run.js';
import { away, type Connections } from './connections.js';
import { isSame, type Plan } from './plans.js';

/** Queues of BullMQ: rules of runs, and what is to be done about runs themselves. */
export const queueNames = { rules: 'oversight-rules', runs: 'oversight-runs' } as const;

/** All that Redis is told of a rule that is to be walked; how far it has come the book says. */
export interface RuleJob {
  readonly run: string;
  readonly rule: string;
  /** GB/T 2260. */
  readonly division: string;
}

/** All that it is told of a run that is to be ended when its rules are over. */
export type EndJob = Omit<RuleJob, 'rule'>;

/** Shares runs out among workers, each rule to one of them. Rejects with `JOBS_UNAVAILABLE`. */
export interface Dispatch {
  /** Gives out rules of a run, and its end after them; what is given out already stays as it is. */
  give(run: RunRecord, rules: readonly string[]): Promise<void>;
  /** Whether a run is given out: its end is a job as long as there is anything to do. */
  isGiven(run: string): Promise<boolean>;
  /** Holds what begins by itself to the plans: Redis is told what is new, and what is none any more. */
  hold(plans: readonly Plan[], former: readonly Plan['name'][]): Promise<void>;
  close(): Promise<void>;
}

/** How often a rule is tried that fails for something that passes, and the pause after the first time, ms; it doubles. */
export interface Tries {
  readonly most: number;
  readonly firstPauseMs: number;
}

const minuteMs = 60_000;

// The book keeps what became of a job: Redis forgets it.
const forgotten: JobsOptions = { removeOnComplete: true, removeOnFail: true };

export async function createDispatch(
  { asking, expectThere }: Connections,
  prefix: string,
  tries: Tries,
): Promise<Dispatch> {
  const { FlowProducer, Queue } = await import('bullmq');
  const options = { connection: asking, prefix };
  const flows: FlowProducer = new FlowProducer(options);
  const runs: Queue = new Queue(queueNames.runs, options);
  // What it means that Redis is away, callers and the connection say.
  flows.on('error', () => undefined);
  runs.on('error', () => undefined);

  async function asked<T>(work: () => Promise<T>): Promise<T> {
    await expectThere();
    return work().catch((cause: unknown) => {
      throw away(cause);
    });
  }

  const jobOf = ({ id: run, division }: RunRecord, rule: string) => ({
    name: 'rule',
    queueName: queueNames.rules,
    data: { run, rule, division } satisfies RuleJob,
    opts: {
      ...forgotten,
      jobId: `${run}.${rule}`,
      attempts: tries.most,
      backoff: { type: 'exponential', delay: tries.firstPauseMs, jitter: 0.5 },
      // The run ends without it: the book says that the rule failed.
      ignoreDependencyOnFailure: true,
    },
  });

  async function isHeld({ name, repeat }: Plan): Promise<boolean> {
    const held = await runs.getJobScheduler(name);
    if (held === undefined || !isSame(held, repeat)) return false;
    return (await runs.getJob(`repeat:${name}:${held.next}`)) !== undefined;
  }

  return {
    give: (run, rules) =>
      asked(async () => {
        await flows.add({
          name: 'end',
          queueName: queueNames.runs,
          data: { run: run.id, division: run.division } satisfies EndJob,
          opts: { ...forgotten, jobId: run.id },
          children: rules.map((rule) => jobOf(run, rule)),
        });
      }),
    isGiven: (run) => asked(async () => (await runs.getJob(run)) !== undefined),
    hold: (plans, former) =>
      asked(async () => {
        for (const name of former) await runs.removeJobScheduler(name);
        for (const plan of plans) {
          // One that is there may be overdue: put in anew it would wait for its next time.
          if (await isHeld(plan)) continue;
          const { name, repeat, tries: attempts } = plan;
          const opts = { ...forgotten, attempts, backoff: { type: 'fixed', delay: minuteMs } };
          await runs.upsertJobScheduler(name, repeat, { name, opts });
        }
      }),
    close: async () => {
      await Promise.allSettled([flows.close(), runs.close()]);
    },
  };
}
