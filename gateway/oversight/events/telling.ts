import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { Principal } from '../../../schema/principal.js';
import { dayOf } from '../../../schema/values/day.js';
import type { Recording } from '../../audit/recording.js';
import { requestEvent } from '../../audit/request-event.js';
import type { Policies } from '../../policies/policies.js';
import { booksAdapterId } from '../books-adapter.js';
import { reaches, type Shown, shownTo } from './sight.js';

/** An event with its place in the outbox. */
export interface Placed {
  readonly place: number;
  readonly event: OversightEvent;
}

export type Tellable = Shown & Pick<Placed, 'place'>;

/** Decides what somebody is told of events, and writes down that they are told. */
export interface Telling {
  /** What of some events an account may be told, by the policies in force, in their order. */
  see(principal: Principal, events: readonly Placed[]): readonly Tellable[];
  /** Resolves when the entry is durable: before that nothing leaves. Rejects with `AUDIT_UNAVAILABLE`. */
  record(principal: Principal, told: readonly Tellable[], way: Way): Promise<void>;
}

/** How somebody is told. */
export interface Way {
  readonly requestId: string;
  /** `stream`, or `receiver:` and its name. */
  readonly by: string;
}

export interface TellingParts {
  readonly policies: Pick<Policies, 'current'>;
  readonly recording: Recording;
  readonly clock: () => Date;
}

export function createTelling({ policies, recording, clock }: TellingParts): Telling {
  return {
    see(principal, events) {
      const access = policies.current().compiler.compile(principal, dayOf(clock()));
      return events.flatMap(({ place, event }) => {
        const shown = reaches(principal.division, event) ? shownTo(access, event) : null;
        return shown === null ? [] : [{ place, ...shown }];
      });
    },
    async record(principal, told, { requestId, by }) {
      await recording.ready();
      const coordinates = new Set(told.flatMap((each) => each.coordinates));
      await recording.record(
        requestEvent({
          at: clock(),
          requestId,
          action: 'QUERY',
          principal,
          operation: '',
          fields: coordinates.size > 0 ? { ALLOW: [...coordinates].sort() } : {},
          // Events name no person: whose records they are about is told where those are read.
          subjects: [],
          sources: [{ adapter: booksAdapterId, status: 'OK' }],
          policyVersion: policies.current().sets.version,
          outcome: 'OK',
          release: told.some(({ event }) => event.data.sealed !== false) ? 'NEVER' : 'NOW',
          detail: { by, events: told.length, ...placesOf(told) },
        }),
      );
    },
  };
}

function placesOf(told: readonly Tellable[]): Readonly<Record<string, number>> {
  const [first, last] = [told.at(0), told.at(-1)];
  return first === undefined || last === undefined ? {} : { from: first.place, to: last.place };
}
