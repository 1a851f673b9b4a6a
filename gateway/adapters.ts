import { administrativeFiles } from '../adapters/administrative-files/adapter.js';
import { agencyDirectory } from '../adapters/agency-directory/adapter.js';
import { briberySql } from '../adapters/bribery-sql/adapter.js';
import { correctionDevices } from '../adapters/correction-devices/adapter.js';
import { correctionsSql } from '../adapters/corrections-sql/adapter.js';
import { deathsFiles } from '../adapters/deaths-files/adapter.js';
import { enforcementRest } from '../adapters/enforcement-rest/adapter.js';
import { judgmentsSql } from '../adapters/judgments-sql/adapter.js';
import { licencesSql } from '../adapters/licences-sql/adapter.js';
import { policeSoap } from '../adapters/police-soap/adapter.js';
import { procurementPush } from '../adapters/procurement-push/adapter.js';
import { socialSecurityRest } from '../adapters/social-security-rest/adapter.js';
import { subsidiesSql } from '../adapters/subsidies-sql/adapter.js';
import type { OpenAdapter } from '../schema/adapter.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { readCatalog } from '../schema/catalog/read.js';
import { PlumblineError } from '../schema/errors.js';
import type { Landing } from '../schema/landing.js';
import { nearest } from '../schema/nearest.js';
import type { OpenSetting } from '../sdk/definition/adapter-definition.js';
import { ownLanding } from '../sdk/sources/landed/own-landing.js';
import type { AdapterConfig } from './config.js';
import { describeIssues } from './issues.js';
import { type Definition, findOutside, isPath, loadOutside } from './outside-adapter.js';
import { guarded, nameOf } from './registry/guard.js';
import { unknownKeys } from './unknown-keys.js';

/** Every adapter of this program. */
export const adapterDefinitions: readonly Definition[] = [
  administrativeFiles,
  agencyDirectory,
  briberySql,
  correctionDevices,
  correctionsSql,
  deathsFiles,
  enforcementRest,
  judgmentsSql,
  licencesSql,
  policeSoap,
  procurementPush,
  socialSecurityRest,
  subsidiesSql,
];

export interface AdaptersSetting extends Omit<OpenSetting, 'landing'> {
  /** The store's: each adapter is given what it reaches of it. */
  readonly landing?: Landing;
  /** Where paths and packages of `use` are looked for from; by default the working directory. */
  readonly folder?: string;
}

/** A stanza with its definition and its name: everything that can be known before a system is opened. */
interface Stanza {
  readonly place: string;
  readonly config: AdapterConfig;
  readonly id: string;
  readonly definition: Definition;
  /** What an adapter that is none of this program's is held to; null for its own. */
  readonly heldTo: Catalog | null;
}

/**
 * Opens the configured systems. Rejects with `CONFIG_INVALID`, naming the stanza, for a name that nobody knows, for options
 * that the adapter does not have, and for two systems of one name; with `ADAPTER_INVALID` for what is no adapter.
 */
export async function openAdapters(
  configs: readonly AdapterConfig[],
  { folder = process.cwd(), ...setting }: AdaptersSetting,
): Promise<readonly OpenAdapter[]> {
  let catalog: Catalog | null = null;
  const theCatalog = () => {
    catalog ??= readCatalog();
    return catalog;
  };
  const stanzas = await Promise.all(
    configs.map((config, at) => readStanza(config, `adapters.${at}`, folder, theCatalog)),
  );
  assertDistinct(stanzas);
  for (const stanza of stanzas) assertOptions(stanza);
  const outcomes = await Promise.allSettled(stanzas.map((stanza) => open(stanza, setting)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (failed === undefined) return opened;
  await Promise.allSettled(opened.map((adapter) => adapter.close()));
  throw failed.reason;
}

async function readStanza(
  config: AdapterConfig,
  place: string,
  folder: string,
  catalog: () => Catalog,
): Promise<Stanza> {
  const { use } = config;
  const own = adapterDefinitions.find((each) => each.id === use);
  if (own !== undefined) return { place, config, id: config.id ?? own.id, definition: own, heldTo: null };
  const path = findOutside(use, folder);
  if (path !== null) {
    const definition = await loadOutside(path);
    return { place, config, id: config.id ?? definition.id, definition, heldTo: catalog() };
  }
  if (isPath(use))
    throw new PlumblineError('CONFIG_INVALID', `${place}.use: there is nothing at ${use}, from ${folder}`);
  const known = adapterDefinitions.map((each) => each.id);
  const all = `; adapters of this program are ${known.join(', ')}`;
  throw new PlumblineError(
    'CONFIG_INVALID',
    `${place}.use: no adapter "${use}", and no package of that name${nearest(use, known).replace('; correct or remove it', all)}`,
  );
}

// Cursors, the log and `extensions.sources` go by a system's name.
function assertDistinct(stanzas: readonly Stanza[]): void {
  const seen = new Map<string, string>();
  for (const { id, place } of stanzas) {
    const other = seen.get(id);
    if (other !== undefined)
      throw new PlumblineError('CONFIG_INVALID', `${place} has the name "${id}" of ${other}: give it an id of its own`);
    seen.set(id, place);
  }
}

function assertOptions({ place, definition, config: { options } }: Stanza): void {
  const path = [place, 'options'];
  const unknown = unknownKeys(definition.options, options, path);
  if (unknown.length > 0) throw new PlumblineError('CONFIG_INVALID', `unknown ${unknown.join('; unknown ')}`);
  const parsed = parsedBy(definition, options, place);
  if (!parsed.success)
    throw new PlumblineError('CONFIG_INVALID', describeIssues(parsed.error.issues, options, path).join('; '));
}

function parsedBy({ id, options: shape }: Definition, options: unknown, place: string) {
  try {
    return shape.safeParse(options);
  } catch (error) {
    // A check of its own that throws, or wants to be awaited; its words may hold options.
    throw new PlumblineError('ADAPTER_INVALID', `${place}: ${id} cannot look at its options (${nameOf(error)})`);
  }
}

async function open(
  { place, config, id, definition, heldTo }: Stanza,
  { landing, ...setting }: Omit<AdaptersSetting, 'folder'>,
): Promise<OpenAdapter> {
  const { use: _use, options, id: _id, ...said } = config;
  const given = definedOf(said);
  const landings = landing === undefined ? {} : { landing: ownLanding(landing, id) };
  const own = { ...setting, ...landings, ...given, id };
  const opened =
    heldTo === null
      ? await definition.open(options, own)
      : guarded(await openOutside(definition, options, own, place), heldTo, id, given.divisions);
  // A system that went on answering for other divisions would be asked as if it did not.
  if (given.divisions !== undefined && opened.divisions === undefined)
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${place}: ${id} does not keep to divisions: make it with this hub's SDK`,
    );
  return opened;
}

async function openOutside(
  definition: Definition,
  options: unknown,
  setting: OpenSetting & { readonly id: string },
  place: string,
): Promise<OpenAdapter> {
  try {
    return await definition.open(options, setting);
  } catch (error) {
    // Its own words may hold options.
    throw new PlumblineError('ADAPTER_INVALID', `${place}: ${setting.id} could not be opened (${nameOf(error)})`);
  }
}

/** What a stanza says, without what it leaves to the adapter. */
function definedOf<T extends object>(given: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
