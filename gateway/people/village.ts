import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Piece } from '../../schema/people/desk.js';
import { type Ask, nodesOf, type Page } from './ask.js';

const document = `query Village($village: String!, $year: Int!, $first: Int!, $after: String) {
  subsidyPayments(
    first: $first
    after: $after
    filter: { villageCode: { eq: $village }, year: { eq: $year } }
    orderBy: [{ field: PAID_AT, direction: ASC }]
  ) {
    totalCount
    nodes { name subsidyKind { label } villageName areaMu amount paidAt project { policy } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface Found {
  readonly subsidyPayments: (Page<PaymentRow> & { readonly totalCount: number; readonly pageInfo: object }) | null;
}

interface PaymentRow {
  readonly name: string | null;
  readonly subsidyKind: { readonly label: string | null } | null;
  readonly villageName: string | null;
  readonly areaMu: number | null;
  readonly amount: number | null;
  readonly paidAt: string | null;
  readonly project: { readonly policy: string | null } | null;
}

interface Asked {
  readonly villageCode: string;
  readonly year: number;
  readonly first: number;
  readonly after: string | null;
}

/** A page is what a board holds: who copies a register asks often, and has few requests a day. */
const mostOnPage = 100;

/** What a village's board says of a year (村民委员会组织法 30): the rows that were published, and of each nothing that leads to a person. */
export async function village(
  ask: Ask,
  { villageCode, year, first, after }: Asked,
  context: RequestContext,
): Promise<Piece> {
  if (!/^\d{12}$/.test(villageCode))
    throw new PlumblineError('BAD_USER_INPUT', 'villageCode is the code of one village, 12 digits');
  if (first < 1 || first > mostOnPage)
    throw new PlumblineError('BAD_USER_INPUT', `first must be between 1 and ${mostOnPage}`);
  const { subsidyPayments: list } = await ask<Found>(document, { village: villageCode, year, first, after }, context);
  const rows = nodesOf(list);
  if (list === null || rows === undefined)
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'the register of subsidies does not answer');
  return {
    ...{ villageCode, year, totalCount: list.totalCount, pageInfo: list.pageInfo },
    villageName: rows.find(({ villageName }) => villageName !== null)?.villageName ?? null,
    payments: rows.map(({ name, subsidyKind, areaMu, amount, paidAt, project }) => ({
      ...{ name, areaMu, amount, paidAt },
      subsidy: subsidyKind?.label ?? null,
      policy: project?.policy ?? null,
    })),
  };
}
