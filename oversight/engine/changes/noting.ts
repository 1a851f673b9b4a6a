import { type ErrorCode, PlumblineError } from '../../../schema/errors.js';
import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import type { WholeReason } from '../../../schema/oversight/run.js';

/** How far what is told of changes is all of them. */
export interface Told {
  /** Why it is not, whoever is asked again; null where it is. */
  readonly lost: WholeReason | null;
  /** Who did not answer, by what they were asked for. */
  readonly silent: readonly Silent[];
}

export interface Silent {
  /** Null where nobody says which. */
  readonly adapter: string | null;
  readonly coordinate: string;
}

/** What a page leaves out: why, and under which name in a row; of all of them by none. */
export interface Loss {
  readonly name: string;
  readonly why: WholeReason;
}

/** Notes of a list's pages what they leave out. */
export function noting(list: string) {
  const coordinate = `Query.${list}`;
  const silent = new Map<string, Silent>();

  function note(adapter: string | null, of: string): void {
    silent.set(`${adapter} ${of}`, { adapter, coordinate: of });
  }

  function lossOf({ code, path }: OversightAnswer['errors'][number], isBlamed: boolean): readonly Loss[] {
    const found = outcomes[code as ErrorCode];
    if (found === undefined)
      throw new PlumblineError(code as ErrorCode, `the hub does not tell what changed of ${list}`);
    if (found === 'UNAVAILABLE' && !isBlamed) note(null, coordinate);
    const [, , , name] = path;
    return found === 'UNAVAILABLE' ? [] : [{ name: typeof name === 'string' ? name : '', why: found }];
  }

  return {
    /** Takes what a page says beside its rows. Throws what the question was refused with. */
    take({ errors, sources }: Pick<OversightAnswer, 'errors' | 'sources'>): readonly Loss[] {
      const absent = sources.filter(({ status }) => status === 'UNAVAILABLE');
      for (const { adapter, fields } of absent) for (const field of fields) note(adapter, field);
      return errors.flatMap((error) => lossOf(error, absent.length > 0));
    },
    silent: (): readonly Silent[] => [...silent.values()],
  };
}

/** What an error says of changes; any other one is for whoever runs the rule. */
const outcomes: Partial<Readonly<Record<ErrorCode, WholeReason | 'UNAVAILABLE'>>> = {
  BAD_USER_INPUT: 'NO_CHANGES',
  // A list that is asked by key alone, or tells times of writing only when it is read whole.
  BOUND_EXCEEDED: 'NO_CHANGES',
  FIELD_DENIED: 'NO_WAY',
  FILTER_DENIED: 'NO_WAY',
  PURPOSE_REQUIRED: 'NO_WAY',
  SOURCE_UNAVAILABLE: 'UNAVAILABLE',
  DEADLINE_EXCEEDED: 'UNAVAILABLE',
  INTERNAL: 'UNAVAILABLE',
};
