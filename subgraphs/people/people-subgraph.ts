import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { readSubgraphSources } from '../../schema/catalog/read.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { PeopleDesk, Piece, Wanted } from '../../schema/people/desk.js';
import type { LetterRecord } from '../../schema/people/letter.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { unavailable } from '../kit/faults.js';
import { handleNode, type Node } from '../kit/node.js';
import { selectionOf } from '../kit/operations/selection.js';
import type { Resolver } from '../kit/resolvers.js';
import { createSubgraph } from '../kit/subgraph.js';
import { isThere, type RecordOfBooks, shown } from '../kit/visible.js';

/** Name of the subgraph of the people outside, which runs in the gateway's process (docs/adr/0014). */
export const peopleSubgraphName = 'people';

/**
 * Makes the subgraph of the people outside: what is put together for them comes from the desk, letters are derived like any other
 * record. Rejects with `SCHEMA_INVALID` when the catalog does not hold its SDL.
 */
export function createPeopleSubgraph(catalog: Catalog, desk: PeopleDesk): Subgraph {
  const source = readSubgraphSources().find(({ name }) => name === peopleSubgraphName);
  const type = catalog.subgraphs.get(peopleSubgraphName)?.types.get('BriberyLetter');
  if (source === undefined || type === undefined)
    throw new PlumblineError('SCHEMA_INVALID', 'schema/graphql holds no people.graphql');
  return createSubgraph(catalog, {
    source,
    roots: {
      myCorrections: async (_parent, { months }, context, info) => {
        const pieces = await desk.corrections(Number(months ?? 12), wantedOf('MyCorrection', info), context);
        return pieces.map((piece) => nodeOf('MyCorrection', piece));
      },
      myCases: async (_parent, _args, context, info) =>
        (await desk.cases(wantedOf('MyCase', info), context)).map((piece) => nodeOf('MyCase', piece)),
      myCaseProgress: async (_parent, { caseNumber }, context, info) => {
        const found = await desk.caseNumbered(String(caseNumber), wantedOf('MyCase', info), context);
        return found === null ? null : nodeOf('MyCase', found);
      },
      villageSubsidies: async (_parent, { villageCode, year, first, after }, context) => {
        const asked = { villageCode: String(villageCode), year: Number(year), first: Number(first ?? 50) };
        return nodeOf('VillageSubsidies', await desk.village({ ...asked, after: after ?? null }, context));
      },
      verifyBriberyLetter: async (_parent, { letterNumber, code }) =>
        nodeOf('LetterVerification', await desk.verify(String(letterNumber), String(code))),
    },
    mutations: letterMutations(desk, { type, by: 'applicationNumber' }),
  });
}

function letterMutations(desk: PeopleDesk, letters: RecordOfBooks): Readonly<Record<string, Resolver>> {
  return {
    applyForBriberyLetter: acting(letters, (args, context) =>
      desk.apply(args.input as Readonly<Record<string, unknown>>, context),
    ),
    issueBriberyLetter: acting(letters, async (args, context, info) => {
      await expectThere(letters, args, 'Mutation.issueBriberyLetter', context, info);
      return desk.issue(String(args.applicationNumber), context);
    }),
    refuseBriberyLetter: acting(letters, async (args, context, info) => {
      await expectThere(letters, args, 'Mutation.refuseBriberyLetter', context, info);
      return desk.refuse(String(args.applicationNumber), String(args.reason), context);
    }),
  };
}

type Arguments = Readonly<Record<string, unknown>>;
type Info = Parameters<Resolver>[3];

/** Answers with the application as the account may see it; the log learns its number and state. */
function acting(
  letters: RecordOfBooks,
  act: (args: Arguments, context: RequestContext, info: Info) => Promise<LetterRecord>,
): Resolver {
  return async (_parent, args, context, info) => {
    const { applicationNumber: key, state } = await act(args, context, info);
    context.report.detail('application', key);
    context.report.detail('state', state);
    return shown(letters, { key, coordinate: `Mutation.${info.fieldName}` }, context, info);
  };
}

async function expectThere(
  letters: RecordOfBooks,
  { applicationNumber }: Arguments,
  coordinate: string,
  context: RequestContext,
  info: Info,
): Promise<void> {
  if (!(await isThere(letters, { key: String(applicationNumber), coordinate }, context, info)))
    throw new PlumblineError('BAD_USER_INPUT', 'applicationNumber names nothing that there is for you');
}

const wantedOf = (type: string, info: Info): Wanted => new Set(selectionOf(info.fieldNodes, type, info).fields.keys());

/** A node of what was put together: what no source answered for is an error of its own, and leaves the rest. */
function nodeOf(type: TypeEntry['name'], piece: Piece): Node {
  const { subjectNo = null, courtAgencyCode = null } = piece as Readonly<Record<string, string | undefined>>;
  const leaves = Object.entries(piece).map(([name, value]) => [
    name,
    value === undefined ? unavailable(type, name) : value,
  ]);
  return Object.assign(handleNode({ subjectNo, courtAgencyCode }), Object.fromEntries(leaves));
}
