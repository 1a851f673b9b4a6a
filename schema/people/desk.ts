import type { RequestContext } from '../context.js';
import type { LetterRecord } from './letter.js';

/** Values of a type of people.graphql by the names of its fields; `undefined` where no source answered for one. */
export type Piece = Readonly<Record<string, unknown>>;

/** Names of the fields of a type that are asked for: nothing is read for others. */
export type Wanted = ReadonlySet<string>;

/**
 * What people outside are answered in one piece. It is read as whoever asks would read it: under the same policies, purpose and caps,
 * with entries of its own in the log. Rejects with `SOURCE_UNAVAILABLE` while the source of the whole does not answer.
 */
export interface PeopleDesk {
  /** The caller's corrections, with what is due for so many months back. */
  corrections(months: number, wanted: Wanted, context: RequestContext): Promise<readonly Piece[]>;
  /** The caller's cases, newest first. */
  cases(wanted: Wanted, context: RequestContext): Promise<readonly Piece[]>;
  /** The caller's case by its number or that of its enforcement. */
  caseNumbered(number: string, wanted: Wanted, context: RequestContext): Promise<Piece | null>;
  village(
    asked: {
      readonly villageCode: string;
      readonly year: number;
      readonly first: number;
      readonly after: string | null;
    },
    context: RequestContext,
  ): Promise<Piece>;
  /** Rejects with `OVERSIGHT_GUARD`, `OVERSIGHT_STATE` or `BAD_USER_INPUT`. */
  apply(input: Readonly<Record<string, unknown>>, context: RequestContext): Promise<LetterRecord>;
  /** Rejects besides with `OVERSIGHT_DUTY` for the applicant's own account or person. */
  issue(applicationNumber: string, context: RequestContext): Promise<LetterRecord>;
  refuse(applicationNumber: string, reason: string, context: RequestContext): Promise<LetterRecord>;
  verify(letterNumber: string, code: string): Promise<Piece>;
}
