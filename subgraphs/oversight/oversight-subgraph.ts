import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { readSubgraphSources } from '../../schema/catalog/read.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SupervisionDesk } from '../../schema/oversight/desk.js';
import type { Subgraph } from '../../schema/subgraph.js';
import type { Resolver } from '../kit/resolvers.js';
import { createSubgraph } from '../kit/subgraph.js';
import { isThere, type RecordOfBooks, shown } from '../kit/visible.js';
import { inbox } from './inbox.js';

/** Name of the subgraph of oversight, which runs in the gateway's process over the hub's own books (docs/adr/0011). */
export const oversightSubgraphName = 'oversight';

/**
 * Makes the subgraph of oversight: its lists are derived like any other's, its mutations go to the desk. Rejects with
 * `SCHEMA_INVALID` when the catalog does not hold its SDL.
 */
export function createOversightSubgraph(catalog: Catalog, desk: SupervisionDesk): Subgraph {
  const source = readSubgraphSources().find(({ name }) => name === oversightSubgraphName);
  const held = catalog.subgraphs.get(oversightSubgraphName);
  if (source === undefined || held === undefined)
    throw new PlumblineError('SCHEMA_INVALID', 'schema/graphql holds no oversight.graphql');
  const matters: RecordOfBooks = { type: typeIn(held.types, 'SupervisionMatter'), by: 'matterNumber' };
  const findings: RecordOfBooks = { type: typeIn(held.types, 'Finding'), by: 'findingId' };
  const complaints: RecordOfBooks = { type: typeIn(held.types, 'Complaint'), by: 'complaintNumber' };
  const own: Readonly<Record<string, Resolver>> = {
    dismissFinding: dismiss(desk, findings),
    fileComplaint: complain(desk, complaints),
  };
  const names = [...(held.types.get('Mutation')?.fields.keys() ?? [])];
  return createSubgraph(catalog, {
    source,
    roots: { inbox: inbox(catalog, held, desk) },
    mutations: Object.fromEntries(names.map((name) => [name, own[name] ?? step(name, desk, matters, findings)])),
  });
}

/** A step of a matter: taken by whom the matter is visible to, answered with the matter as the account may see it. */
function step(name: string, desk: SupervisionDesk, matters: RecordOfBooks, findings: RecordOfBooks): Resolver {
  return async (_parent, args, context, info) => {
    const input = args.input as Readonly<Record<string, unknown>>;
    const coordinate = `Mutation.${name}`;
    const asked =
      name === 'takeUpFindings'
        ? (input.findingIds as readonly string[]).map((id) => ({ record: findings, key: id, argument: 'findingIds' }))
        : [{ record: matters, key: String(input.matterNumber), argument: 'matterNumber' }];
    for (const { record, key, argument } of asked)
      if (!(await isThere(record, { key, coordinate }, context, info)))
        throw new PlumblineError('BAD_USER_INPUT', `${argument} names nothing that there is for you`);
    const matter = await desk.act(name, input, context.principal);
    context.report.detail('matter', matter.number);
    context.report.detail('state', matter.state);
    return shown(matters, { key: matter.number, coordinate }, context, info);
  };
}

function dismiss(desk: SupervisionDesk, findings: RecordOfBooks): Resolver {
  return async (_parent, args, context, info) => {
    const input = args.input as Readonly<Record<string, unknown>>;
    const key = String(input.findingId);
    const coordinate = 'Mutation.dismissFinding';
    if (!(await isThere(findings, { key, coordinate }, context, info)))
      throw new PlumblineError('BAD_USER_INPUT', 'findingId names nothing that there is for you');
    const finding = await desk.dismiss(input, context.principal);
    context.report.detail('finding', finding.id);
    context.report.detail('status', finding.status);
    return shown(findings, { key, coordinate }, context, info);
  };
}

/** Answered with what its maker may follow of it, which is no step of the matter. */
function complain(desk: SupervisionDesk, complaints: RecordOfBooks): Resolver {
  return async (_parent, args, context, info) => {
    const input = args.input as Readonly<Record<string, unknown>>;
    const { number } = await desk.complain(input, context.principal);
    context.report.detail('matter', number);
    return shown(complaints, { key: number, coordinate: 'Mutation.fileComplaint' }, context, info);
  };
}

function typeIn(types: ReadonlyMap<string, TypeEntry>, name: string): TypeEntry {
  const type = types.get(name);
  if (type === undefined) throw new PlumblineError('SCHEMA_INVALID', `oversight.graphql declares no ${name}`);
  return type;
}
