import type { RecordRow } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import type { PersonHandle, RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { handleRow, isNoted, type Node, origin } from './node.js';
import { notePerson } from './subjects.js';

/**
 * The handle of a person: a token and, for relations, the citizen id behind it. A handle claims nothing about
 * records: it exists for every valid id, so that asking for one discloses nobody (promise 3).
 */
export function personOf(handle: PersonHandle, context: RequestContext): Node | null {
  return mayMeet(handle, context) ? new PersonNode(handle, context) : null;
}

/** The token is sealed when somebody reads it: most people are met on the way to their records, which are asked for by their citizen ids. */
class PersonNode implements Node {
  readonly [origin]: RecordRow;
  readonly [isNoted]: boolean;
  readonly [leaf: string]: unknown;
  readonly __typename = 'Person';
  readonly #handle: PersonHandle;
  readonly #context: RequestContext;

  constructor(handle: PersonHandle, context: RequestContext) {
    const citizenId = handle.kind === 'citizen' ? handle.citizenId : null;
    this[origin] = handleRow({ citizenId });
    this[isNoted] = notePerson(citizenId, context);
    this.#handle = handle;
    this.#context = context;
  }

  get id(): string {
    return this.#context.seals.sealPerson(this.#handle);
  }
}

/** The handle of the person that a record names, or of the record alone where its citizen id is not valid. */
export function personOfRecord(row: RecordRow, field: string, entity: string, context: RequestContext): Node | null {
  const citizenId = row.values[field];
  if (typeof citizenId === 'string') return personOf({ kind: 'citizen', citizenId }, context);
  return personOf({ kind: 'record', entity, adapter: row.adapter, id: row.id }, context);
}

/** Most people whom a filter names: as many as one call of a source. */
const mostNamed = 500;

/**
 * The citizen ids of people whom a filter names by token, each of them noted as if asked for. Whom the caller may not meet names no
 * record, and neither does the token of one record alone. Rejects with `BAD_USER_INPUT`.
 */
export function citizenIdsOf(tokens: readonly string[], context: RequestContext): readonly string[] {
  if (tokens.length > mostNamed)
    throw new PlumblineError('BAD_USER_INPUT', `a filter names at most ${mostNamed} people: ask in parts`);
  return tokens.flatMap((token) => {
    const handle = context.seals.openPerson(token);
    if (handle === null)
      throw new PlumblineError('BAD_USER_INPUT', 'a person token of the filter was not made by this hub');
    if (handle.kind !== 'citizen' || !mayMeet(handle, context)) return [];
    notePerson(handle.citizenId, context);
    return [handle.citizenId];
  });
}

// Own-subject rows are decided on the handle; conditions on other fields are the identity subgraph's, when it reads.
function mayMeet(handle: PersonHandle, { access }: RequestContext): boolean {
  return holdsOn(access.rows('Person'), handle.kind === 'citizen' ? handle.citizenId : null) !== false;
}

/** Whether a condition holds on a handle. Three-valued: null where the handle alone cannot tell. */
export function holdsOn(condition: Condition, citizenId: string | null): boolean | null {
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'eq':
      return condition.field === 'citizenId' ? citizenId === condition.value : null;
    case 'in':
      return condition.field === 'citizenId' ? citizenId !== null && condition.values.includes(citizenId) : null;
    case 'and': {
      const parts = condition.of.map((each) => holdsOn(each, citizenId));
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    }
    case 'or': {
      const parts = condition.of.map((each) => holdsOn(each, citizenId));
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    }
    case 'not': {
      const inner = holdsOn(condition.of, citizenId);
      return inner === null ? null : !inner;
    }
    default:
      return null;
  }
}
