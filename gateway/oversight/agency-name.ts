import { lacking } from '../../oversight/workflow/refusals.js';
import type { OversightClient } from '../../schema/oversight/desk.js';

const document = 'query AgencyName($code: String!) { agency(agencyCode: $code) { name } }';

interface Found {
  readonly agency?: { readonly name?: string | null } | null;
}

/** Asks the hub's directory what an agency is called; its code where the directory does not know it. */
export async function agencyName(client: OversightClient, code: string, signal: AbortSignal): Promise<string> {
  const { data, errors } = await client.ask({ document, variables: { code }, signal });
  // A document that names its addressee by a number because a register was down would be served like that.
  if (errors.length > 0) throw lacking('the directory of agencies does not answer: nobody can be addressed now');
  return (data as Found | null)?.agency?.name ?? code;
}
