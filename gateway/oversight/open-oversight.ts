import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { createMaker } from '../../oversight/documents/maker.js';
import { reread } from '../../oversight/engine/reread.js';
import type { LeadGround } from '../../oversight/engine/ways/sight.js';
import type { RuleBook } from '../../oversight/rules/rule-book.js';
import { createDesk } from '../../oversight/workflow/desk.js';
import type { IntakeParts } from '../../oversight/workflow/intake.js';
import { lacking } from '../../oversight/workflow/refusals.js';
import { type Swept, sweep } from '../../oversight/workflow/sweep.js';
import type { Access } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { Seals } from '../../schema/context.js';
import type { OversightClient, SupervisionDesk } from '../../schema/oversight/desk.js';
import type { RuleFacts } from '../../schema/oversight/rule.js';
import type { Principal } from '../../schema/principal.js';
import type { Reader } from '../../schema/reader.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { dayOf } from '../../schema/values/day.js';
import type { Store } from '../../store/open-store.js';
import { createOversightSubgraph } from '../../subgraphs/oversight/oversight-subgraph.js';
import type { AskInside } from '../ask-inside.js';
import type { Policies } from '../policies/policies.js';
import { agencyName } from './agency-name.js';
import { openBooksAdapter } from './books-adapter.js';
import { withBooks } from './books-reader.js';
import { createOversightClient, pageMs } from './client.js';
import { createEngine, type OversightEngine } from './engine.js';
import { intakeOf, issuerIn } from './houses.js';
import { type HubRules, rulesOfHub } from './hub-rules.js';
import { type OpenIntake, openIntake } from './intake/open-intake.js';
import type { OversightConfig } from './oversight-config.js';
import { ownCorrections } from './own-corrections.js';

/** Role and purpose of the rule engine (policies/sets/oversight-engine.policy.yaml). */
const engineRole = 'oversight-engine';

/** How long a step waits for what it asks of the hub, ms. */
const stepMs = 30_000;

export interface OversightParts {
  readonly config: OversightConfig;
  /** Folder that paths of the configuration start from. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly policies: Policies;
  readonly seals: Seals;
  readonly store: Store;
  readonly apiSchema: GraphQLSchema;
  readonly ask: AskInside;
  readonly clock: () => Date;
}

/** Oversight in a gateway: its subgraph, the books that it is read from, and the engine where it has an account. */
export interface Oversight {
  readonly subgraph: Subgraph;
  readonly withBooks: (usual: Reader) => Reader;
  /** Null where no account is set up: rules are shown and not run. */
  readonly engine: OversightEngine | null;
  /** The hub as the engine asks it; null without an account. */
  readonly client: OversightClient | null;
  /** Does what days that have passed do to matters. Rejects with `STORE_UNAVAILABLE`. */
  readonly sweep: (signal: AbortSignal) => Promise<Swept>;
  readonly intake: OpenIntake;
  readonly rules: () => readonly RuleFacts[];
  /** Rules that are left out, with why. Rejects with `RULE_INVALID` where there is no folder of rules. */
  readonly warnings: () => readonly string[];
}

/** Opens oversight over the hub's books. */
export async function openOversight(parts: OversightParts): Promise<Oversight> {
  const { config, catalog, store, seals, clock } = parts;
  const account = accountOf(config);
  const { book: rules, warnings } = rulesOf(parts, account);
  const facts = () => rules.rules.map((rule) => rule.facts);
  const books = await openBooksAdapter({ store, seals, rules: facts, clock });
  const clientFor = (principal: Principal): OversightClient =>
    createOversightClient({ ask: parts.ask, principal, newId: randomUUID, withinMs: pageMs });
  const client = account === null ? null : clientFor(account);
  const intake = intakePartsOf(parts);
  const desk = deskOf(parts, intake, rules, { account, engine: client, clientFor });
  return {
    subgraph: createOversightSubgraph(catalog, desk),
    rules: facts,
    warnings,
    client,
    intake: openIntake({ ...intake, config: config.intake, book: store.oversight.intake, catalog, seals, client }),
    sweep: (signal) => sweep({ matters: store.oversight.matters, clock, newId: randomUUID }, signal),
    withBooks: (usual) => withBooks(books, usual, clock),
    engine:
      account === null
        ? null
        : createEngine({
            ...{ rules, clock },
            books: store.oversight,
            clientOf: (division) => clientFor({ ...account, division }),
            groundOf: (division) => groundOf(parts, { ...account, division }),
            division: account.division,
            atOnce: config.atOnce,
            overlapMs: config.changes.overlapMin * 60_000,
          }),
  };
}

function accountOf({ account }: OversightConfig): Principal | null {
  if (account === undefined) return null;
  return { ...account, kind: 'service', organisation: '', roles: [engineRole], purpose: 'SUPERVISION' };
}

/** What an account may see today. */
function accessOf({ policies, clock }: OversightParts, account: Principal): Access {
  return policies.current().compiler.compile(account, dayOf(clock()));
}

/** What the engine's account can ask, of the schema as it is asked. */
function groundOf(parts: OversightParts, account: Principal): LeadGround {
  const { apiSchema: schema, catalog, seals } = parts;
  const namesCitizen = (token: string) => seals.openPerson(token)?.kind === 'citizen';
  return { schema, catalog, access: accessOf(parts, account), namesCitizen };
}

function rulesOf(parts: OversightParts, account: Principal | null): HubRules {
  const { config, folder, apiSchema: schema, catalog } = parts;
  return rulesOfHub({
    ...{ schema, catalog },
    ...(config.rules === undefined ? {} : { folder: resolve(folder, config.rules) }),
    access: () => (account === null ? undefined : accessOf(parts, account)),
  });
}

/** The hub as the engine asks it, null where it has no account; and as anybody does in their own name. */
interface Clients {
  readonly account: Principal | null;
  readonly engine: OversightClient | null;
  readonly clientFor: (principal: Principal) => OversightClient;
}

function intakePartsOf({ config, store, clock }: OversightParts): IntakeParts {
  const { matters, findings } = store.oversight;
  return {
    ...{ matters, findings, clock, newId: randomUUID },
    isTaken: async (number) => (await store.access.matter(number)) !== null,
    intake: intakeOf(config.houses),
  };
}

function deskOf(
  parts: OversightParts,
  intake: IntakeParts,
  rules: RuleBook,
  { account, engine: client, clientFor }: Clients,
): SupervisionDesk {
  const { config, store, clock } = parts;
  const { matters } = store.oversight;
  return createDesk({
    ...intake,
    correctionsOf: (complainant) => ownCorrections(clientFor(complainant), AbortSignal.timeout(stepMs)),
    services: {
      makeDocument: createMaker({
        book: matters,
        issuerOf: (code) => issuerIn(config.houses, code),
        agencyName: async (code) => (client === null ? code : agencyName(client, code, AbortSignal.timeout(stepMs))),
        words: ({ rule }, evidence) => rules.rule(rule)?.said(evidence)?.zh ?? null,
      }),
      reread: (found) => {
        if (account === null || client === null)
          throw lacking('the engine has no account (oversight.account): nothing can be read again');
        const asking = { client, rules, clock, ground: groundOf(parts, account), division: account.division ?? '' };
        return reread(asking, found, AbortSignal.timeout(stepMs));
      },
    },
  });
}
