import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Environment } from '../../gateway/environment.js';
import { PlumblineError } from '../../schema/errors.js';
import { digestOfFiles, signCertificate } from '../../sdk/testing/certificate.js';
import { certify } from '../../sdk/testing/certify.js';
import { checks } from '../../sdk/testing/conformance.js';
import { readGolden } from '../../sdk/testing/golden.js';
import { renderJUnit } from '../../sdk/testing/render-junit.js';
import { renderTree } from '../../sdk/testing/render-tree.js';
import { isCertifiable, type Report } from '../../sdk/testing/report.js';
import type { Output } from '../output.js';
import { certifiedFiles, isCertified } from './certified-files.js';
import { assertChosen } from './chosen-checks.js';
import { builtModule, inDivisions, type LoadedAdapter, loadAdapter } from './load-adapter.js';
import { readOpening } from './opening.js';
import { policyChecks } from './policy-stage.js';
import { scratchLanding } from './scratch-landing.js';
import { signingKey } from './signing-key.js';

export interface CheckOptions {
  readonly options?: string;
  readonly system?: boolean;
  readonly only?: readonly string[];
  readonly junit?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Holds an agency's adapter to everything that the hub relies on. Exit code 1 when a check failed; a certificate only without. */
export async function checkCommand(
  folder: string,
  options: CheckOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  if (options.certificate !== undefined && options.key === undefined)
    throw new PlumblineError('BAD_USER_INPUT', '--certificate wants --key FILE: with which key it is signed');
  if (options.certificate !== undefined && options.only !== undefined)
    throw new PlumblineError('BAD_USER_INPUT', 'a certificate is of all checks: leave --only out');
  assertDistinct(options);
  const loaded = await loadAdapter(folder);
  if (options.certificate !== undefined) assertApart(loaded, options);
  const report = await reportOn(loaded, options, environment, output);
  if (options.junit !== undefined) write(options.junit, renderJUnit(report));
  const certificate = await certificateOf(loaded, report, options, output);
  const text = renderTree(report, { color: !output.isJson && process.stdout.isTTY === true });
  output.data({ report, certificate: certificate ?? null }, text.trimEnd());
  return isCertifiable(report) ? 0 : 1;
}

async function reportOn(
  { folder, definition }: LoadedAdapter,
  { options, system = false, only }: CheckOptions,
  environment: Environment,
  output: Output,
): Promise<Report> {
  const clock = () => new Date();
  const extra = policyChecks(clock);
  assertChosen(only ?? [], [...checks, ...extra]);
  const opening = readOpening(options ?? join(folder, 'check.yaml'), environment);
  const golden = system ? null : await readGolden(join(folder, 'golden'));
  return certify({
    definition: inDivisions(definition, opening.divisions),
    options: opening.options,
    clock,
    system,
    ...(golden === null ? {} : { golden }),
    ...(only === undefined ? {} : { checks: only }),
    extra,
    landing: () => scratchLanding(clock),
    onProgress: ({ id, entity, status }) => {
      if (status === 'FAILED') output.note(`${entity === null ? '' : `${entity} `}${id} failed`);
    },
  });
}

async function certificateOf(
  { folder, module }: LoadedAdapter,
  report: Report,
  { certificate, key }: CheckOptions,
  output: Output,
): Promise<string | undefined> {
  if (certificate === undefined || key === undefined) return undefined;
  if (!isCertifiable(report)) {
    output.note('No certificate: an adapter with a failure has none.');
    return undefined;
  }
  const signing = await signingKey(key);
  if (signing.isNew) output.note(`A key was made at ${key}; its public half is at ${key}.pub`);
  const signed = await signCertificate(report, digestOfFiles(certifiedFiles(folder, module)), signing.key);
  write(certificate, `${signed}\n`);
  return certificate;
}

/** What is written, by the option that names it; a key has its public half beside it. */
function writtenBy({ certificate, key, junit }: CheckOptions): ReadonlyMap<string, string> {
  const named = {
    '--certificate': certificate,
    '--key': key,
    '--junit': junit,
    'the public half of --key': key && `${key}.pub`,
  };
  return new Map(Object.entries(named).flatMap(([option, file]) => (file ? [[option, resolve(file)] as const] : [])));
}

/** One would be written over the other: of a key, nothing would be left. */
function assertDistinct(options: CheckOptions): void {
  const seen = new Map<string, string>();
  for (const [option, file] of writtenBy(options)) {
    const other = seen.get(placeOf(file));
    if (other !== undefined)
      throw new PlumblineError('BAD_USER_INPUT', `${option} and ${other} name one file, ${file}: give each its own`);
    seen.set(placeOf(file), option);
  }
}

/** The same file may go by several names. */
function placeOf(file: string): string {
  const [folder, name] = [dirname(file), basename(file)];
  return existsSync(file) ? realpathSync(file) : existsSync(folder) ? join(realpathSync(folder), name) : file;
}

/** What was written among the files that are certified would change what they are. */
function assertApart({ folder, module }: LoadedAdapter, options: CheckOptions): void {
  certifiedFiles(folder, module);
  for (const [option, file] of writtenBy(options)) {
    if (isCertified(folder, module, file))
      throw new PlumblineError(
        'BAD_USER_INPUT',
        `${option}: ${file} lies among the files that are certified: write it elsewhere`,
      );
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `${file} cannot be written`, { cause });
  }
}

/** The digest of an agency's folder as it is now, to compare with what a certificate says. */
export function digestOfFolder(folder: string): string {
  const built = builtModule(folder);
  return digestOfFiles(certifiedFiles(built.folder, built.module));
}
