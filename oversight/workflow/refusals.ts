import { PlumblineError } from '../../schema/errors.js';

// What is refused is named by its place, never by its text: nobody should read it in a log.

/** The step does not lead on from where the matter stands. */
export function notFromHere(message: string): PlumblineError {
  return new PlumblineError('OVERSIGHT_STATE', message);
}

/** Somebody else has to do it. */
export function notYours(message: string): PlumblineError {
  return new PlumblineError('OVERSIGHT_DUTY', message);
}

/** Something that the step needs by law is missing. */
export function lacking(message: string): PlumblineError {
  return new PlumblineError('OVERSIGHT_GUARD', message);
}

export function badInput(message: string): PlumblineError {
  return new PlumblineError('BAD_USER_INPUT', message);
}
