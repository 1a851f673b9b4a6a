import type { GraphQLResolveInfo } from 'graphql';
import type { RecordRow } from '../../schema/adapter.js';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import type { PersonHandle, RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { readCitizenId } from '../../schema/values/citizen-id.js';
import type { ResolvePerson } from '../kit/entities.js';
import { type Node, nodeOf, origin } from '../kit/node.js';
import { holdsOn, personOf } from '../kit/person.js';
import { type GuardedRead, type KeylessRequest, readGuarded } from '../kit/reads/guarded-read.js';
import { type ReadPlan, readPlanOf } from '../kit/reads/read-plan.js';
import { emptyRead, readByKey } from '../kit/reads/reading.js';
import type { Resolver } from '../kit/resolvers.js';
import { firstOf } from '../kit/single.js';

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
  const plan = readPlanOf(person, info.fieldNodes, info, context);
  const citizenId = handle.kind === 'citizen' ? handle.citizenId : null;
  const read = await readRegister(plan, citizenId, bare[origin], context);
  // The handle has no number of its own to show: it is seen of rows that exist for the caller.
  const [row = numberless(bare[origin])] = read.page.rows;
  const node = nodeOf(row, plan, read, context, bare);
  const own = { __typename: 'Person', id: bare.id, [origin]: { ...row, values: { ...row.values, citizenId } } };
  return Object.assign(node, own, row.adapter === '' ? { source: null } : {});
}

function numberless(row: RecordRow): RecordRow {
  return { ...row, values: { ...row.values, citizenId: null } };
}

// A person is put together of what several authorities hold under one citizen id: shares are matched by it. The id itself
// is known from the handle and never fetched; whether it may be shown is asked of the register, where the rows that exist
// for the caller cannot be told from the handle alone.
function readRegister(
  plan: ReadPlan,
  citizenId: string | null,
  bare: RecordRow,
  context: RequestContext,
): Promise<GuardedRead> {
  const handleAlone = { ...emptyRead, page: { rows: [bare], hasNext: false, total: null }, shares: [] };
  if (citizenId === null) return Promise.resolve(handleAlone);
  const isHis = holdsOn(context.access.rows('Person'), citizenId) === true;
  const slot = `person:${plan.key}`;
  const ask = async (request: KeylessRequest, slotOfRead: string) => {
    const read = await readByKey(slotOfRead, request, 'citizenId', citizenId, 'Query.person', context);
    const rows = read.page.rows.map((row) => ({ ...row, values: { ...row.values, citizenId } }));
    return { ...read, page: { ...read.page, rows } };
  };
  const readFirst = async (request: KeylessRequest) => {
    const fields = request.fields.filter((field) => field !== 'citizenId');
    const wantsNumber = fields.length < request.fields.length;
    if (fields.length === 0 && !plan.projection.wantsSource && (isHis || !wantsNumber)) return handleAlone;
    try {
      const read = await ask({ ...request, fields }, slot);
      return isHis && read.page.rows.length === 0 ? { ...read, page: handleAlone.page } : read;
    } catch (cause) {
      // The register is down: the person's handle still leads to what the other agencies hold.
      if (cause instanceof PlumblineError && cause.code === 'SOURCE_UNAVAILABLE')
        return { ...handleAlone, missing: new Set(isHis ? fields : request.fields) };
      throw cause;
    }
  };
  const readShare = async (request: KeylessRequest, slotOfRead: string) => {
    const known = holdsOn(request.where, citizenId);
    if (known === false) return emptyRead;
    const isKnown = known === true && request.fields.every((field) => field === 'citizenId');
    return isKnown ? handleAlone : ask(request, slotOfRead);
  };
  return readGuarded(
    plan,
    firstOf(plan, 'Person'),
    slot,
    (request, slotOfRead) => (slotOfRead === slot ? readFirst(request) : readShare(request, slotOfRead)),
    'key',
  );
}
