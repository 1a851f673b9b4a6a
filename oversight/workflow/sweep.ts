import { PlumblineError } from '../../schema/errors.js';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import type { MatterState, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { dayOf } from '../../schema/values/day.js';
import { dueDay, remindedAgain } from './deadlines.js';
import { matterEvent } from './events.js';
import { bareStep } from './step.js';
import { entryStates, type Transition, type TransitionName, transitions } from './transitions.js';

/** What time does to a matter whose day has passed: it moves on, or somebody is reminded and the omission is on record. */
const lapses: Readonly<Partial<Record<MatterState, TransitionName>>> = {
  NEED_MORE: 'materialLapses',
  ORAL_CORRECTION: 'oralCorrectionLapses',
  SERVED: 'replyLapses',
};
const reminded: readonly MatterState[] = [...entryStates, 'PENDING_REVIEW', 'OPINION_SUBMITTED', 'OBJECTED', 'URGED'];

export interface SweepParts {
  readonly matters: SupervisionBook;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** What a sweep did. */
export interface Swept {
  readonly lapsed: number;
  readonly reminded: number;
}

const reminder = '催办';

/** Matters a round: a sweep goes on until nothing is due. */
const aRound = 100;

/**
 * Does what the days that have passed do. A last day counts whole: the day after it is the first on which it has passed. Several
 * processes may sweep at once; each matter is moved once.
 */
export async function sweep(parts: SweepParts, signal: AbortSignal): Promise<Swept> {
  const today = dayOf(parts.clock());
  const swept = { lapsed: 0, reminded: 0 };
  const states = [...(Object.keys(lapses) as MatterState[]), ...reminded];
  for (;;) {
    signal.throwIfAborted();
    const due = await parts.matters.due(states, today, aRound);
    let moved = 0;
    for (const matter of due) {
      const name = lapses[matter.state];
      const lapse: Lapse = name === undefined ? await remind(parts, matter) : { transition: transitions[name] };
      if (!(await move(parts, matter, lapse, today))) continue;
      moved += 1;
      if (name === undefined) swept.reminded += 1;
      else swept.lapsed += 1;
    }
    if (due.length < aRound || moved === 0) return swept;
  }
}

/** What befalls a matter, and what others are told of it where that is not its state. */
interface Lapse {
  readonly transition: Transition;
  readonly told?: 'reminder' | 'escalation';
}

/**
 * Domain 4.4: records show non-action too. Whoever was reminded in vain is not reminded again: it is brought before the leader (4.2, T3).
 */
async function remind({ matters }: SweepParts, { number, state, stateSince }: SupervisionMatterRecord): Promise<Lapse> {
  const wasReminded = (await matters.steps(number)).some(
    ({ transition, at }) => transition === reminder && at >= stateSince,
  );
  const told = wasReminded ? 'escalation' : 'reminder';
  const id = wasReminded ? '督办' : reminder;
  return { transition: { id, from: [state], to: null, duty: 'HUB', confidential: true }, told };
}

/** @returns whether it was this process that moved it */
async function move(
  { matters, clock, newId }: SweepParts,
  matter: SupervisionMatterRecord,
  { transition, told }: Lapse,
  today: string,
): Promise<boolean> {
  const at = clock().toISOString();
  const { number, version, state } = matter;
  const to = transition.to ?? state;
  try {
    await matters.apply({
      ...{ number, version },
      // Its day stays on record, and before the eyes of whoever let it pass.
      set:
        transition.to === null
          ? { remindAfter: remindedAgain(today) }
          : { state: to, stateSince: at, dueDate: dueDay(to, today), remindAfter: null },
      step: {
        ...bareStep,
        transition: transition.id,
        from: state,
        to,
        at,
        account: 'system',
        actorAgency: matter.procuratorateCode,
        words: `${matter.dueDate ?? ''} 期限已过`,
        confidential: transition.confidential,
      },
      events: [
        {
          ...matterEvent(matter, { ...transition, to }, { id: newId(), at, document: null }),
          ...(told === undefined ? {} : { type: `cn.plumbline.matter.${told}` }),
        },
      ],
    });
    return true;
  } catch (error) {
    // Somebody, or another process, was quicker.
    if (error instanceof PlumblineError && error.code === 'OVERSIGHT_STATE') return false;
    throw error;
  }
}
