import { covers, prefixOf } from '../../../schema/codes/division.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { Page } from './pages.js';

/** The corrections agency that executes in a division; null where the directory names none. */
export type AgencyOf = (division: string) => string | null;

const document = `query CorrectionsAgencies($after: String) {
  agencies(first: 200, after: $after, filter: { kind: { eq: CORRECTIONS_AGENCY } }) {
    nodes { agencyCode divisionCode }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Listed {
  readonly agencyCode: string | null;
  readonly divisionCode: string | null;
}

/** Asks the hub's directory who executes where (社区矫正法 17). Rejects with `SOURCE_UNAVAILABLE` where it does not answer. */
export async function readCorrectionsAgencies(client: OversightClient, signal: AbortSignal): Promise<AgencyOf> {
  const found: { readonly agency: string; readonly division: string }[] = [];
  let after: string | null = null;
  do {
    const { data } = await client.ask({ document, variables: { after }, signal });
    const page: Page<Listed> | null = (data as { readonly agencies: Page<Listed> | null } | null)?.agencies ?? null;
    if (page === null) throw new PlumblineError('SOURCE_UNAVAILABLE', 'the directory of agencies cannot be read now');
    for (const { agencyCode: agency, divisionCode: division } of page.nodes)
      if (agency !== null && division !== null) found.push({ agency, division });
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  // Of several that cover a place the nearest executes there.
  found.sort((a, b) => prefixOf(b.division).length - prefixOf(a.division).length);
  return (place) => found.find(({ division }) => covers(division, place))?.agency ?? null;
}
