import type { RequestContext } from '../../schema/context.js';
import { handleNode, type Node } from '../kit/node.js';
import { listOf } from './input.js';
import { badInput } from './refusals.js';

// The books know persons by token. A handle claims nothing about records (ADR 2): who reads a matter or a request learns
// whom it names, and more about them only under the policies of the subgraphs that hold it.

/** The canonical tokens of persons that a caller named. Rejects with `BAD_USER_INPUT`. */
export function personsOf(tokens: readonly string[] | null | undefined, { seals }: RequestContext): readonly string[] {
  return listOf(tokens, 'persons').map((token, index) => {
    const handle = seals.openPerson(token);
    if (handle === null)
      throw badInput(`persons[${index}] is not a token of this hub: send Person.id as it was answered`);
    if (handle.kind !== 'citizen')
      throw badInput(`persons[${index}] stands for one record without a valid citizen id: name its file instead`);
    return seals.sealPerson(handle);
  });
}

/** Citizen ids behind tokens: in memory only. A person without one has the token of one record, which nothing else can name. */
export function citizensOf(tokens: readonly string[], { seals }: Pick<RequestContext, 'seals'>): readonly string[] {
  return tokens.flatMap((token) => {
    const handle = seals.openPerson(token);
    return handle?.kind === 'citizen' ? [handle.citizenId] : [];
  });
}

/** Keyed digests of the persons behind tokens, as the log has them. */
export function digestsOf(tokens: readonly string[], context: RequestContext): readonly string[] {
  return citizensOf(tokens, context).map(context.seals.digestSubject);
}

/** Says for the log that these persons were met. */
export function reportPersons(tokens: readonly string[], context: RequestContext): void {
  for (const digest of digestsOf(tokens, context)) context.report.subject(digest);
}

/** References to persons, which the log then knows to have been met. */
export function personHandles(tokens: readonly string[], context: RequestContext): readonly Node[] {
  reportPersons(tokens, context);
  return tokens.map((id) => Object.assign(handleNode({}), { __typename: 'Person', id }));
}
