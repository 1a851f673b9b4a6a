import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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
  const loaded = await loadAdapter(folder);
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
  const signed = await signCertificate(report, digestOfFiles(filesOf(folder, dirname(module))), signing.key);
  write(certificate, `${signed}\n`);
  return certificate;
}

/** What a certificate is of: what was built, and the golden data that it was held against. */
function filesOf(folder: string, built: string): ReadonlyMap<string, Uint8Array> {
  const places = [built, join(folder, 'golden'), join(folder, 'package.json')];
  return new Map(places.flatMap((place) => within(place)).map((file) => [relative(folder, file), readFileSync(file)]));
}

function within(place: string): readonly string[] {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => within(join(place, name)));
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
  return digestOfFiles(filesOf(built.folder, dirname(built.module)));
}
