import { PlumblineError } from '../../schema/errors.js';

// What is refused is named by its place, never by its text: it may hold what nobody should read in a log.

export function badInput(message: string): PlumblineError {
  return new PlumblineError('BAD_USER_INPUT', message);
}

/** Somebody else has to do it (domain 4.2, 5.5). */
export function separation(message: string): PlumblineError {
  return new PlumblineError('ACCESS_SEPARATION', message);
}
