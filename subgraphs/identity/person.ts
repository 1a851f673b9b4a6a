import type { GraphQLResolveInfo } from 'graphql';
import type { RecordRow } from '../../schema/adapter.js';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import type { PersonHandle, RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { readCitizenId } from '../../schema/values/citizen-id.js';
import type { ResolvePerson } from '../kit/entities.js';
import { type Node, nodeOf, origin } from '../kit/node.js';
import { personOf } from '../kit/person.js';
import { type Projection, projectionOf } from '../kit/projection.js';
import { readByKey } from '../kit/reading.js';
import type { Resolver } from '../kit/resolvers.js';

/** `person(citizenId:, id:)`: exactly one of the two names the person. */
export function personRoot(person: TypeEntry): Resolver {
  return async (_parent, args, context, info) => {
    const handle = handleOf(args.citizenId, args.id, context);
    return handle === null ? null : describe(person, handle, context, info);
  };
}

/** Resolves person references with what the population register and other authorities hold. */
export function resolvePersonReference(person: TypeEntry): ResolvePerson {
  return async (token, context, info) => {
    const handle = typeof token === 'string' ? context.seals.openPerson(token) : null;
    return handle === null ? null : describe(person, handle, context, info);
  };
}

function handleOf(citizenId: unknown, token: unknown, context: RequestContext): PersonHandle | null {
  if ((citizenId === null || citizenId === undefined) === (token === null || token === undefined))
    throw new PlumblineError('BAD_USER_INPUT', 'person takes either citizenId or id');
  if (typeof token === 'string') return context.seals.openPerson(token);
  const { value } = readCitizenId(citizenId);
  if (value === null) throw new PlumblineError('BAD_USER_INPUT', 'citizenId is not a valid citizen id (GB 11643)');
  return { kind: 'citizen', citizenId: value };
}

async function describe(
  person: TypeEntry,
  handle: PersonHandle,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Node | null> {
  const bare = personOf(handle, context);
  if (bare === null) return null;
  const projection = projectionOf(person, info.fieldNodes, info, context.access);
  const citizenId = handle.kind === 'citizen' ? handle.citizenId : null;
  const { row, missing } = await readRegister(projection, citizenId, bare[origin], context);
  const node = nodeOf(row, projection, context, missing);
  return Object.assign(node, { __typename: 'Person', id: bare.id, ...(row.adapter === '' ? { source: null } : {}) });
}

// The citizen id is known from the handle; it is never fetched to be shown.
async function readRegister(
  projection: Projection,
  citizenId: string | null,
  bare: RecordRow,
  context: RequestContext,
): Promise<{ readonly row: RecordRow; readonly missing: ReadonlySet<string> }> {
  const fields = projection.read.filter((field) => field !== 'citizenId');
  if (citizenId === null || (fields.length === 0 && !projection.wantsSource)) return { row: bare, missing: new Set() };
  const request = {
    entity: 'Person',
    fields,
    where: context.access.rows('Person'),
    order: [],
    first: 1,
    count: false,
  };
  try {
    const read = await readByKey(`person:${fields.join()}`, request, 'citizenId', citizenId, 'Query.person', context);
    const [row = bare] = read.page.rows;
    return { row: { ...row, values: { ...row.values, citizenId } }, missing: read.missing };
  } catch (cause) {
    // The register is down: the person's handle still leads to what the other agencies hold.
    if (cause instanceof PlumblineError && cause.code === 'SOURCE_UNAVAILABLE')
      return { row: bare, missing: new Set(fields) };
    throw cause;
  }
}
