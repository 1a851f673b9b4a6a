import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { policyChecks } from '../../cli/adapter/policy-stage.js';
import { scratchLanding } from '../../cli/adapter/scratch-landing.js';
import { packageRoot } from '../../schema/package-root.js';
import {
  type Certificate,
  certify,
  digestOfFiles,
  type Report,
  renderJUnit,
  signCertificate,
  verifyCertificate,
} from '../../sdk/testing/index.js';
import type { GoldenCountry } from './golden-country.js';
import { readingFacts, type Told } from './golden-facts.js';
import type { Certified } from './golden-systems.js';

/** Every question of every entity, where many entities are otherwise asked every third. */
const whole = process.env.PLUMBLINE_CERTIFY === 'all';
/** A folder that keeps what is made here: reports and certificates. */
const kept = process.env.PLUMBLINE_CERTIFICATES;

export const clock = () => new Date('2026-11-01T02:00:00Z');

/** What an adapter is held against: rows of its system and how they read, or a system that stands already. */
export type Held = Pick<Certified, 'definition' | 'options'> & {
  readonly against: Pick<Parameters<typeof certify>[0], 'golden' | 'system'>;
  readonly told: ReadonlyMap<string, readonly Told[]>;
  readonly befell: GoldenCountry['befell'];
};

export const report = ({ definition, options, against, told, befell }: Held): Promise<Report> =>
  certify({
    definition,
    options,
    clock,
    whole,
    ...against,
    extra: [readingFacts(told, befell), ...policyChecks(clock)],
    landing: () => scratchLanding(clock),
  });

/** The certificate of a report without failures, signed with a key of this test’s and read again. */
export async function certificateOf(held: Report): Promise<Certificate> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const named = { kid: 'test', alg: 'EdDSA' };
  const signed = await signCertificate(held, filesOf(held.adapter), { ...(await exportJWK(privateKey)), ...named });
  keep(held, signed);
  return verifyCertificate(signed, { keys: [{ ...(await exportJWK(publicKey)), ...named }] });
}

/** `police-soap 780 passed, 0 failed, 301 skipped`. */
export const lineOf = ({ adapter, figures: { passed, failed, skipped } }: Report): string =>
  `${adapter.padEnd(22)} ${passed} passed, ${failed} failed, ${skipped} skipped`;

function filesOf(adapter: string): string {
  const folder = join(packageRoot, 'adapters', adapter);
  return digestOfFiles(new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])));
}

function keep(held: Report, signed: string): void {
  if (kept === undefined) return;
  mkdirSync(kept, { recursive: true });
  const write = (ending: string, text: string) => writeFileSync(join(kept, `${held.adapter}.${ending}`), text);
  write('jws', `${signed}\n`);
  write('xml', renderJUnit(held));
  write('json', `${JSON.stringify(held, null, 2)}\n`);
}

/** Why a check may be left out of a certificate of ours. */
export const knownReasons: readonly RegExp[] = [
  // What a kind of system does not have.
  /^The source is not reached over HTTP\.$/,
  /^The source is not a database on a server\.$/,
  /^The adapter’s address is a file and no server\.$/,
  /^The service gives no tokens\.$/,
  /^The service takes calls of its own time alone: they are signed\.$/,
  /^Nobody pushes to the source\.$/,
  /^Nobody drops files for the source\.$/,
  /^Of a file that is not packed, a half is a file: its check sum tells\.$/,
  /^Deliveries land in the store: no source is asked\.$/,
  /^Deliveries come whole, and not between two pages\.$/,
  /^What is open cannot be seen on this machine\.$/,
  /^The source does not claim (to order|distinct values)\.$/,
  /^The source orders by every field: no question needs a list\.$/,
  /^The system answers this register by key only\.$/,
  /^The (service’s pages are too long|service’s pages are too small|platform’s pages are too small) for .*\.$/,
  // What a binding does not have.
  /^The binding (names no lookups|knows no soft deletes \(`alive`\)|excludes nothing \(`excluded`\)|has no codes)\.$/,
  /^The table says not when a record was written\.$/,
  /^No field is read by a codec that has to know it\.$/,
  /^No column is one that a wrong value can be in\.$/,
  /^Fewer than (two golden rows|five records: a page is the list)\.$/,
  // What is compared with the generator’s facts has no reading beside them.
  /^There is no reference reading: write golden\/\w+\.expected\.jsonl\.$/,
  // What hardly ever happens in a county as small as the golden one: bans, paroles, visits and devices.
  /^There are no golden rows of the table: put some into golden\/(T_XS_CYJZ|T_XB_JS|sqjz_hksq|sqjz_dwsb)\.jsonl\.$/,
  // What the schema does not have.
  /^Records of the type cannot be sealed\.$/,
  /^The schema reaches it through other records only\.$/,
  /^No other subgraph refers to it by a key\.$/,
  /^No record has a \w+\.$/,
  /^Its fields are joined to records that other systems hold\.$/,
  // One entity of many was asked.
  /^It is a law of the source, which \w+ was asked about\.$/,
  /^The source offers no way to look for keys that were written oddly: a lookup by [\w, ]+ may miss a record\.$/,
  /^No key of a golden row can be written oddly\.$/,
];

/** Reasons of skips that nobody has thought of. */
export const unknownReasons = ({ checks }: Report, known: readonly RegExp[] = knownReasons): readonly string[] => [
  ...new Set(
    checks.flatMap(({ status, reason = '' }) =>
      status === 'SKIPPED' && !known.some((each) => each.test(reason)) ? [reason] : [],
    ),
  ),
];

/** `Suspect filter.exact: …`, for each failure. */
export const failuresOf = ({ checks }: Report): readonly string[] =>
  checks.flatMap(({ id, entity, failures }) => failures.map((failure) => `${entity ?? ''} ${id}: ${failure}`));
