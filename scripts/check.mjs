import { build } from './build.mjs';
import { environmentReaders, longFiles } from './check-files.mjs';
import { generated } from './generated.mjs';
import { install } from './install.mjs';
import { rooms, root, run, tool } from './run.mjs';

const lawful = [...rooms, 'test', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'];

/** What `npm run check` runs. Every step runs, whatever the ones before found; one failure fails the whole. */
const steps = [
  { name: 'format and lint', check: program('biome', 'check', '--error-on-warnings') },
  { name: 'types', check: program('tsc', '-p', '.', '--noEmit') },
  { name: 'import law', check: program('depcruise', ...lawful) },
  ...generated.map(({ name, command, files }) => ({ name: `${name} in step`, check: inStep(command, files) })),
  { name: 'file sizes', check: () => findings(longFiles(root)) },
  { name: 'environment is read in one place', check: () => findings(environmentReaders(root)) },
];

await install();
await build();
const failures = [];
for (const { name, check } of steps) {
  const begun = performance.now();
  const { code, output } = await check();
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (code === 0) continue;
  failures.push(name);
  console.log(output.trimEnd().replace(/^/gm, '     '));
}
console.log(failures.length === 0 ? 'check passed' : `check failed: ${failures.join(', ')}`);
process.exitCode = failures.length === 0 ? 0 : 1;

function program(name, ...args) {
  return () => run(tool(name), args, { capture: true });
}

/** Generates again and compares with what was there: the tree's own state, committed or not. */
function inStep(command, files) {
  return async () => {
    const before = await digest(files);
    const { code, output } = await run(command[0], command.slice(1), { capture: true });
    if (code !== 0) return { code, output };
    const changed = before === (await digest(files)) ? [] : [`${files.join(', ')} changed: commit what was generated`];
    return findings(changed);
  };
}

async function digest(files) {
  const listed = await run('git', ['ls-files', '-co', '--exclude-standard', '--', ...files], { capture: true });
  const paths = listed.output.split('\n').filter((path) => path !== '');
  return (await run('git', ['hash-object', '--', ...paths], { capture: true })).output + listed.output;
}

function findings(lines) {
  return { code: lines.length === 0 ? 0 : 1, output: lines.join('\n') };
}
