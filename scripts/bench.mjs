import { build } from './build.mjs';
import { install } from './install.mjs';
import { run } from './run.mjs';

/** What `npm run bench` runs: install, build, then the benchmark with the arguments given. */
await install();
await build();

const { code } = await run(process.execPath, ['--expose-gc', 'dist/bench/cross-domain.js', ...process.argv.slice(2)]);
process.exitCode = code;
