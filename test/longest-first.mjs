import { createRequire } from 'node:module';
import { relative } from 'node:path';

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Files of ten seconds and more, the longest first; jest itself knows only how long a file took here before. */
const longest = [
  'test/cli/outside-adapter.test.ts',
  'test/deploy/local-run.test.ts',
  'test/gateway/oversight/jobs/workers.test.ts',
  'test/adapters/certificates-agencies.test.ts',
  'test/hub/least-read-matrix.test.ts',
  'test/adapters/certificates-registers.test.ts',
  'test/cli/start.test.ts',
  'test/cli/adapter-guide.test.ts',
  'test/cli/policy.test.ts',
  'test/browser/graphiql.test.ts',
  'test/hub/sealed.test.ts',
  'test/oversight/engine/incremental.test.ts',
  'test/adapters/certificates-corrections.test.ts',
  'test/hub/outages.test.ts',
  'test/store/oversight-processes.test.ts',
  'test/oversight/engine/outages.test.ts',
  'test/gateway/push/push-crash.test.ts',
  'test/sdk/files-crash.test.ts',
  'test/demo/lives.test.ts',
  'test/hub/subjects.test.ts',
  'test/policies/oracle-mutants.test.ts',
  'test/adapters/certificates-servers.test.ts',
  'test/oversight/county.test.ts',
  'test/store/audit-crash.test.ts',
  'test/sdk/codecs.test.ts',
  'test/policies/oracle.test.ts',
  'test/sdk/kit/mutants.test.ts',
  'test/cli/adapter-new.test.ts',
  'test/adapters/social-security.test.ts',
  'test/oversight/workflow/refusals.test.ts',
  'test/policies/explanations.test.ts',
];

/** Begins with what takes longest, so that both workers end together, in a fresh checkout too. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export.
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path, context }) => {
      const place = longest.indexOf(relative(context.config.rootDir, path).replaceAll('\\', '/'));
      return place === -1 ? longest.length : place;
    };
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
}
