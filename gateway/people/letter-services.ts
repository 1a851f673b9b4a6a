import type { ConvictionOnLetter } from '../../oversight/letters/letter-content.js';
import type { LetterServices } from '../../oversight/letters/letter-desk.js';
import { lacking } from '../../oversight/workflow/refusals.js';
import { type Ask, nodesOf, type Page } from './ask.js';

const office = `query Office($code: CreditCode!) { ownCompanyOffice(creditCode: $code) { exists } }`;
const names = `query Names($code: CreditCode!) {
  organization(creditCode: $code) { name }
  companyOfficers(first: 20, filter: { creditCode: { eq: $code } }) { nodes { organizationName } }
}`;
const archive = `query Archive($code: CreditCode!, $from: Date!) {
  organizationBriberyRecord(creditCode: $code) { exists }
  briberyConvictions(
    first: 20
    filter: { creditCode: { eq: $code }, effectiveDate: { ge: $from } }
    orderBy: [{ field: EFFECTIVE_DATE, direction: DESC }]
  ) {
    nodes { chargeName caseNumber effectiveDate sentenceSummary court { name } }
  }
}`;

interface NamesFound {
  readonly organization: { readonly name: string | null } | null;
  readonly companyOfficers: Page<{ readonly organizationName: string | null }> | null;
}

interface ArchiveFound {
  readonly organizationBriberyRecord: { readonly exists: boolean | null } | null;
  readonly briberyConvictions: Page<{
    readonly chargeName: string | null;
    readonly caseNumber: string | null;
    readonly effectiveDate: string | null;
    readonly sentenceSummary: string | null;
    readonly court: { readonly name: string | null } | null;
  }> | null;
}

/** What letters need of the registers, asked in the name of whoever applies or decides. */
export function letterServices(ask: Ask): LetterServices {
  return {
    represents: async (code, context) => {
      type Found = { readonly ownCompanyOffice: { readonly exists: boolean | null } | null };
      const { ownCompanyOffice } = await ask<Found>(office, { code }, context);
      return ownCompanyOffice?.exists === true;
    },
    namesOf: async (code, context) => {
      const { organization, companyOfficers } = await ask<NamesFound>(names, { code }, context);
      const ofOfficers = (nodesOf(companyOfficers) ?? []).map(({ organizationName }) => organizationName);
      return [organization?.name ?? null, ...ofOfficers].filter((name) => name !== null);
    },
    // Whether there is a record is told of the whole country; what of it, as far as the officer sees it.
    records: async (code, from, context) => {
      const { organizationBriberyRecord, briberyConvictions } = await ask<ArchiveFound>(
        archive,
        { code, from },
        context,
      );
      const exists = organizationBriberyRecord?.exists ?? null;
      const rows = nodesOf(briberyConvictions);
      if (exists === null || rows === undefined)
        throw lacking('the archive of bribery convictions does not answer: issue the letter later');
      return { exists, convictions: rows.map(onLetter) };
    },
  };
}

function onLetter({
  court,
  sentenceSummary: sentence,
  ...rest
}: NonNullable<NonNullable<ArchiveFound['briberyConvictions']>['nodes']>[number]): ConvictionOnLetter {
  return { ...rest, court: court?.name ?? null, sentence };
}
