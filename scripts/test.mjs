import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root, run } from './run.mjs';

/**
 * What `npm test` runs: install, build (tests start the program itself), then jest with the arguments given; the last
 * line is `N passed, N failed`.
 */
await install();
await build();

const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
const report = join(folder, 'report.json');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const options = ['--json', `--outputFile=${report}`, ...process.argv.slice(2)];
// Little that a test file does is hot for long: V8 compiles a function for speed six times later than by default, and collects
// garbage seldom, from the first module on, in no threads beside both workers. Workers take these flags over.
const young = ['--min-semi-space-size=64', '--max-semi-space-size=64'];
const frugal = ['--interrupt-budget=400000', ...young, '--single-threaded-gc'];
const { code } = await run(process.execPath, [...frugal, jest, ...options]);

const { passed, failed } = counts();
rmSync(folder, { recursive: true, force: true });
// Nothing passed is no success either: a run that found no test has proved nothing.
process.exitCode = code === 0 && failed === 0 && passed === 0 ? 1 : code;
console.log(`${passed} passed, ${failed} failed`);

/** A test file that does not even load counts as one failed test. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
