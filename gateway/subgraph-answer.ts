import type { Access } from '../schema/access.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import type { RequestContext, Seals } from '../schema/context.js';
import { PlumblineError } from '../schema/errors.js';
import type { Reader } from '../schema/reader.js';
import type { Subgraph, SubgraphRequest } from '../schema/subgraph.js';
import { dayOf } from '../schema/values/day.js';
import { rememberSeals } from '../subgraphs/kit/seals.js';
import { createReadRecording } from './audit/read-recording.js';
import type { Recording } from './audit/recording.js';
import type { Policies } from './policies/policies.js';
import type { Rulebook } from './policies/rulebook.js';
import { createRecordingReport } from './transport/carried-report.js';
import type { Passport } from './transport/passport.js';
import type { CarriedAnswer } from './transport/subgraph-server.js';
import type { Warrants } from './warrants/warrants.js';

export interface SubgraphAnswerParts {
  readonly subgraph: Subgraph;
  readonly catalog: Catalog;
  readonly policies: Policies;
  readonly warrants: Warrants;
  readonly recording: Recording;
  readonly reader: Reader;
  readonly seals: Seals;
  readonly clock: () => Date;
  /** Reads the policy folder again, when the gateway decided by rules that this process does not know. */
  readonly catchUp: () => void;
}

/**
 * What a subgraph of another process does with a passport: it looks up the warrant itself, compiles the access itself, and
 * writes to its own chain what it read before its answer leaves. Reads nothing while that chain cannot be written.
 */
export function createSubgraphAnswering(parts: SubgraphAnswerParts) {
  const { subgraph, policies, warrants, recording, reader, seals, clock, catalog } = parts;
  const recordReading = createReadRecording({ recording, catalog, clock });

  /**
   * The rules that the gateway decided by, while this process has them: a request is decided by one version everywhere.
   * A gateway that is ahead makes this process look at its folder; one that stays behind is not followed.
   */
  function rulesFor(version: string): Rulebook {
    const known = policies.ofVersion(version);
    if (known !== null) return known;
    parts.catchUp();
    return policies.ofVersion(version) ?? policies.current();
  }

  return async (request: SubgraphRequest, passport: Passport, signal: AbortSignal): Promise<CarriedAnswer> => {
    await recording.ready();
    const { requestId } = passport;
    const rules = rulesFor(passport.policyVersion);
    const report = createRecordingReport();
    let { principal } = passport;
    let access: Access | null = null;

    const record = (outcome: string) =>
      recordReading({ requestId, principal, access, rules, query: request.query, report: report.carried(), outcome });

    try {
      principal = await warrants.complete(principal);
      access = rules.compiler.compile(principal, dayOf(clock()));
      const { mask } = rules.compiler;
      const context: RequestContext = {
        requestId,
        principal,
        access,
        mask,
        reader,
        seals: rememberSeals(seals),
        report,
        signal,
      };
      const response = await subgraph.execute(request, context);
      await record('OK');
      return { response, carried: report.carried() };
    } catch (error) {
      const code = error instanceof PlumblineError ? error.code : 'INTERNAL';
      if (code !== 'AUDIT_UNAVAILABLE') await record(code);
      throw error;
    }
  };
}
