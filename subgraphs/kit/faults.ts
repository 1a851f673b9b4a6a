import { PlumblineError } from '../../schema/errors.js';

const denials = new Map<string, PlumblineError>();

/** The error of a denied field; one object a coordinate, since rows do not matter to it. */
export function denied(type: string, field: string): PlumblineError {
  return remembered(denials, `${type}.${field}`, 'FIELD_DENIED', 'is denied for this principal and purpose');
}

const outages = new Map<string, PlumblineError>();

/** The error of a field whose source did not answer. */
export function unavailable(type: string, field: string): PlumblineError {
  return remembered(outages, `${type}.${field}`, 'SOURCE_UNAVAILABLE', 'is unavailable: no source answered for it');
}

function remembered(
  known: Map<string, PlumblineError>,
  coordinate: string,
  code: 'FIELD_DENIED' | 'SOURCE_UNAVAILABLE',
  predicate: string,
): PlumblineError {
  const found = known.get(coordinate);
  if (found !== undefined) return found;
  const error = new PlumblineError(code, `${coordinate} ${predicate}`);
  // Until its stack is read, an error keeps the calls that made it, and with them the request that happened to be the first.
  void error.stack;
  known.set(coordinate, error);
  return error;
}
