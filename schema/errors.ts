import { brand } from './brand.js';

/**
 * The one table of errors. `exposed` says whether the message may leave the hub as it was written;
 * anything that is not in this table leaves as `INTERNAL` with the request id and nothing more.
 * `docs/reference/errors.md` is generated from it.
 */
export const errorTable = {
  UNAUTHENTICATED: {
    status: 401,
    exposed: true,
    remedy:
      'Send "Authorization: Bearer <token>" with a token of a trusted issuer; sign a push with the secret agreed on with the hub.',
  },
  TOKEN_EXPIRED: { status: 401, exposed: true, remedy: 'Ask the issuer for a new token.' },
  TOKEN_INVALID: {
    status: 401,
    exposed: true,
    remedy: 'Use a token that was issued for this hub (audience) by a trusted issuer.',
  },
  ISSUER_UNAVAILABLE: {
    status: 503,
    exposed: true,
    remedy: 'The issuer’s keys cannot be fetched now; try again later.',
  },
  PURPOSE_UNKNOWN: {
    status: 400,
    exposed: true,
    remedy: 'Send one of the purposes of docs/reference/roles-and-purposes.md in "x-plumbline-purpose".',
  },
  PURPOSE_NOT_GRANTED: { status: 403, exposed: true, remedy: 'Declare a purpose that one of your roles may act for.' },
  PURPOSE_REQUIRED: {
    status: 403,
    exposed: true,
    remedy: 'Declare a purpose in "x-plumbline-purpose": without one no personal data is served.',
  },
  MATTER_NOT_OPEN: {
    status: 403,
    exposed: true,
    remedy:
      'Declare in "x-plumbline-matter" the number of an open matter that you handle; under one of another business line ask for approval first (requestAccess).',
  },
  ROLES_CONFLICT: {
    status: 403,
    exposed: true,
    remedy:
      'Use an account that holds this role alone, a service account for a machine’s: who runs or audits the hub does not read its data.',
  },
  CAP_EXCEEDED: {
    status: 429,
    exposed: true,
    remedy:
      'The purpose allows no more today, or no more persons in this matter; see docs/reference/roles-and-purposes.md.',
  },
  WARRANTS_UNAVAILABLE: {
    status: 503,
    exposed: true,
    remedy: 'The hub cannot look up matters and approvals now; try again later, or ask without a matter.',
  },
  OVERSIGHT_STATE: {
    status: 200,
    exposed: true,
    remedy: 'Read the matter or finding again: somebody else moved it, or this step is not one from where it stands.',
  },
  OVERSIGHT_DUTY: {
    status: 200,
    exposed: true,
    remedy:
      'Let the officer in charge, or an approver who is not the author and has no interest in it, take this step.',
  },
  OVERSIGHT_GUARD: {
    status: 200,
    exposed: true,
    remedy: 'Give what the message names: the step needs it by law.',
  },
  RULE_INVALID: {
    status: 500,
    exposed: true,
    remedy:
      'Mend the rule at the file and line that the message names; "plumbline oversight rules check" tells all of them.',
  },
  VIEW_INVALID: {
    status: 500,
    exposed: true,
    remedy: 'Mend the view at the file and line that the message names; "plumbline view check" tells all of them.',
  },
  ACCESS_STATE: {
    status: 200,
    exposed: true,
    remedy: 'The matter or request is no longer, or not yet, in a state that allows this; read it again.',
  },
  ACCESS_SEPARATION: {
    status: 200,
    exposed: true,
    remedy: 'Somebody else has to do this: applicant and approver, opener and handler are different persons.',
  },
  FIELD_DENIED: {
    status: 200,
    exposed: true,
    remedy: 'See extensions.access for what would open the field.',
  },
  FILTER_DENIED: {
    status: 400,
    exposed: true,
    remedy: 'Filter and order only by fields that you see in clear.',
  },
  SOURCE_UNAVAILABLE: {
    status: 200,
    exposed: true,
    remedy: 'Ask again later; extensions.sources names the source that is missing.',
  },
  BAD_REQUEST: { status: 400, exposed: true, remedy: 'Send a GraphQL request over HTTP as JSON.' },
  BODY_TOO_LARGE: { status: 413, exposed: true, remedy: 'Send a smaller request body.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, exposed: true, remedy: 'Send "content-type: application/json".' },
  GRAPHQL_PARSE_FAILED: { status: 400, exposed: true, remedy: 'Correct the GraphQL syntax.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, exposed: true, remedy: 'Ask only for fields of the schema.' },
  BAD_USER_INPUT: {
    status: 400,
    exposed: true,
    remedy: 'Give each variable and argument the type that the schema names.',
  },
  QUERY_TOO_DEEP: { status: 400, exposed: true, remedy: 'Nest fewer levels.' },
  QUERY_TOO_COSTLY: { status: 400, exposed: true, remedy: 'Ask for smaller pages or fewer fields in one request.' },
  QUERY_TOO_MANY_ALIASES: { status: 400, exposed: true, remedy: 'Use fewer aliases in one request.' },
  QUERY_TOO_MANY_TOKENS: { status: 400, exposed: true, remedy: 'Send a shorter document.' },
  BOUND_EXCEEDED: {
    status: 200,
    exposed: true,
    remedy:
      'Narrow the filter: this question reads more rows than the hub will hold, or than its purpose may ask for at a time.',
  },
  CURSOR_INVALID: { status: 400, exposed: true, remedy: 'Pass an endCursor of the same list, order and filter.' },
  EVENTS_GONE: {
    status: 410,
    exposed: true,
    remedy: 'Open the stream without Last-Event-ID, and ask the lists for what happened meanwhile.',
  },
  DEADLINE_EXCEEDED: { status: 504, exposed: true, remedy: 'Ask for less in one request.' },
  TOO_MANY_REQUESTS: { status: 429, exposed: true, remedy: 'Wait for the time in Retry-After.' },
  AUDIT_UNAVAILABLE: {
    status: 503,
    exposed: true,
    remedy: 'The hub reads nothing while it cannot record; try again later.',
  },
  PUSH_INVALID: {
    status: 422,
    exposed: true,
    remedy: 'Send the delivery as the guide to pushing describes it; nothing of it has landed.',
  },
  PUSH_KEY_REUSED: {
    status: 409,
    exposed: true,
    remedy: 'Give another delivery another idempotency key; a delivery that is sent again keeps its key and its bytes.',
  },
  PASSPORT_INVALID: { status: 401, exposed: true, remedy: 'Reach subgraphs through the gateway.' },
  NOT_FOUND: { status: 404, exposed: true, remedy: 'Check the address.' },
  METHOD_NOT_ALLOWED: { status: 405, exposed: true, remedy: 'Use POST for GraphQL requests.' },
  CONFIG_INVALID: { status: 500, exposed: false, remedy: 'Correct the configuration named in the message.' },
  SCHEMA_INVALID: { status: 500, exposed: false, remedy: 'Correct the SDL at the place named in the message.' },
  POLICY_INVALID: { status: 500, exposed: false, remedy: 'Correct the policy file at the line named in the message.' },
  ADAPTER_INVALID: { status: 500, exposed: false, remedy: 'Correct the adapter definition named in the message.' },
  STORE_UNAVAILABLE: {
    status: 503,
    exposed: false,
    remedy:
      'Check the store URL and its account, and that its database is up; "plumbline store upgrade" brings the tables.',
  },
  JOBS_UNAVAILABLE: {
    status: 503,
    exposed: false,
    remedy: 'Check oversight.jobs.redis and that Redis is up; runs that have begun go on when it is back.',
  },
  PORT_TAKEN: {
    status: 500,
    exposed: false,
    remedy: 'Set PORT (of a configured process: listen.port) to a free port, or stop what listens there.',
  },
  INTERNAL: { status: 500, exposed: false, remedy: 'Report the request id to the hub’s operator.' },
} as const satisfies Record<string, { readonly status: number; readonly exposed: boolean; readonly remedy: string }>;

/** A code of the error table. */
export type ErrorCode = keyof typeof errorTable;

/** The only error class of the hub: a code of the table, a sentence with the facts, the cause kept. */
export class PlumblineError extends Error {
  override readonly name = 'PlumblineError';
  readonly code: ErrorCode;
  /** When it is worth trying again, where that is known: whole seconds, for Retry-After. */
  readonly retryAfterS: number | undefined;

  static {
    brand(PlumblineError, 'PlumblineError');
  }

  constructor(
    code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly retryAfterS?: number | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.retryAfterS = options?.retryAfterS;
  }
}
