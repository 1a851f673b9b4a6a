import type { OwnCorrection } from '../../oversight/workflow/complaint.js';
import { lacking } from '../../oversight/workflow/refusals.js';
import type { OversightClient } from '../../schema/oversight/desk.js';

const document = `query OwnCorrections {
  correctionSubjects(first: 20) {
    nodes { subjectNo person { id } agencyCode jurisdictionDivisionCode status sealed }
  }
}`;

interface Found {
  readonly correctionSubjects?: {
    readonly nodes: readonly {
      readonly subjectNo: string | null;
      readonly person: { readonly id: string } | null;
      readonly agencyCode: string | null;
      readonly jurisdictionDivisionCode: string | null;
      readonly status: string | null;
      readonly sealed: boolean | null;
    }[];
  } | null;
}

/** The corrections of whoever the client asks for, under policy: the own ones, and nobody else's. */
export async function ownCorrections(client: OversightClient, signal: AbortSignal): Promise<readonly OwnCorrection[]> {
  const { data, errors } = await client.ask({ document, variables: {}, signal });
  if (errors.length > 0) throw lacking('the register of corrections does not answer: file the complaint again later');
  const nodes = (data as Found | null)?.correctionSubjects?.nodes ?? [];
  return nodes.flatMap(({ subjectNo, person, agencyCode, jurisdictionDivisionCode: divisionCode, status, sealed }) =>
    subjectNo === null || person === null || agencyCode === null || divisionCode === null
      ? []
      : [
          {
            ...{ subjectNo, agencyCode, divisionCode },
            person: person.id,
            isGoingOn: status !== 'RELEASED' && status !== 'TERMINATED',
            // What is not said to be open is closed.
            isSealed: sealed !== false,
          },
        ],
  );
}
