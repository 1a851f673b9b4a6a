import type { RegisterComplaint } from '../../../oversight/workflow/register-complaints.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { ComplaintKind } from '../../../schema/oversight/matter.js';

/** Complaints are reached by their subjects: neither their words nor whom they accuse are asked for. */
const document = `query RegisterComplaints($from: DateTime!, $after: String) {
  correctionSubjects(first: 200, after: $after) {
    nodes {
      subjectNo
      person { id }
      complaints(first: 500, filter: { or: [{ receivedAt: { ge: $from } }, { feedbackAt: { isNull: true } }] }) {
        nodes { id category receivedAt agencyCode jurisdictionDivisionCode source { adapter } }
        pageInfo { hasNextPage }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  readonly correctionSubjects: {
    readonly nodes: readonly {
      readonly subjectNo: string | null;
      readonly person: { readonly id: string } | null;
      readonly complaints: {
        readonly nodes: readonly {
          readonly id: string | null;
          readonly category: ComplaintKind | null;
          readonly receivedAt: string | null;
          readonly agencyCode: string | null;
          readonly jurisdictionDivisionCode: string | null;
          readonly source: { readonly adapter: string };
        }[];
        readonly pageInfo: { readonly hasNextPage: boolean };
      } | null;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

/**
 * Complaints that came in from an instant on, and those that nobody has answered. Rejects with `SOURCE_UNAVAILABLE` where the register
 * could not be read, and at its end where it was not read whole.
 */
export async function* readComplaints(
  client: OversightClient,
  from: string,
  signal: AbortSignal,
): AsyncGenerator<RegisterComplaint, void, void> {
  let [after, isWhole]: [string | null, boolean] = [null, true];
  do {
    const { data, errors } = await client.ask({ document, variables: { from, after }, signal });
    const page: Page['correctionSubjects'] = (data as Page | null)?.correctionSubjects ?? null;
    if (page === null || errors.length > 0)
      throw new PlumblineError('SOURCE_UNAVAILABLE', 'complaints of the register cannot be read now');
    for (const { subjectNo, person, complaints } of page.nodes) {
      if (complaints?.pageInfo.hasNextPage) isWhole = false;
      for (const { id, category, source, jurisdictionDivisionCode, ...told } of complaints?.nodes ?? [])
        if (id !== null && subjectNo !== null)
          yield {
            ...{ id, subjectNo, ...told },
            adapter: source.adapter,
            kind: category ?? 'OTHER',
            person: person?.id ?? null,
            divisionCode: jurisdictionDivisionCode,
          };
    }
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  // The others were taken; who has so many the operator has to look at.
  if (!isWhole) throw new PlumblineError('SOURCE_UNAVAILABLE', 'somebody has more complaints than are read at once');
}
