import type { Environment } from '../gateway/environment.js';
import type { LandedBatch, Landing, QuarantineEntry } from '../schema/landing.js';
import { recordCommand, withBooks } from './books.js';
import type { Output } from './output.js';
import { wholeNumber } from './whole-number.js';

interface BatchesOptions {
  readonly adapter: string;
  readonly first: string;
}

interface QuarantineOptions extends BatchesOptions {
  readonly batch?: string;
  readonly raw?: boolean;
}

/** Batches read at once. */
const pageSize = 100;

/** What became of an adapter's deliveries, newest first. */
export async function batchesCommand(
  options: BatchesOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const first = wholeNumber('--first', options.first, 1, 10_000);
  const batches = await withBooks(environment, async ({ store: { landing } }) => {
    const found: LandedBatch[] = [];
    for await (const batch of batchesOf(landing, options.adapter)) if (found.push(batch) > first) break;
    return found;
  });
  if (batches.length > first) output.note(`there are more than ${first}: ask for more with --first`);
  const told = batches.slice(0, first);
  output.data(told, told.map(batchLine).join('\n') || `nothing has landed of ${options.adapter}`);
  return 0;
}

/**
 * What an adapter's pushes came to: records, refusals, what the source has of each table, and which became matters. Ends with 1 where
 * records are missing.
 */
export async function tallyCommand(
  { adapter }: Pick<BatchesOptions, 'adapter'>,
  environment: Environment,
  output: Output,
): Promise<number> {
  const told = await withBooks(environment, async ({ store: { landing, oversight } }) => {
    const intakes = (await oversight.intake.counts()).filter((each) => each.adapter === adapter);
    return { ...(await landing.pushes.tally(adapter)), intakes: intakes.map(({ adapter: _, ...counts }) => counts) };
  });
  const { pushes, refused, holdings, intakes, ...records } = told;
  const lines = [
    ['pushes', `${pushes} landed`, ...counted(refused).map((each) => `${each} refused`)].join('\t'),
    ['records', ...counted(records)].join('\t'),
    ...holdings.map(({ table, source, hub, producedAt }) =>
      [shown(table), `${source} at the source ${producedAt}`, `${hub} at the hub`, missingOf(source - hub)].join('\t'),
    ),
    ...intakes.map(({ intake, ...counts }) => [`intake ${intake}`, ...counted(counts)].join('\t')),
  ];
  output.data(told, lines.join('\n'));
  return holdings.some(({ source, hub }) => hub < source) ? 1 : 0;
}

const missingOf = (missing: number): string =>
  missing > 0 ? `${missing} missing` : missing < 0 ? `${-missing} too many` : 'complete';

/**
 * Which records were put aside, by delivery. Their keys and text are told with `--raw` alone: they are records of persons that no
 * policy has looked at, so that somebody read them is written to the log before anything is printed.
 */
export async function quarantineCommand(
  options: QuarantineOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const { adapter, raw: withRaw = false } = options;
  const first = wholeNumber('--first', options.first, 1, 10_000);
  const entries = await withBooks(environment, async (books) => {
    const found = await asideOf(books.store.landing, options, first + 1, withRaw);
    if (withRaw) await recordCommand(books, 'landing quarantine', { detail: { adapter, records: found.length } });
    return found;
  });
  if (withRaw)
    output.note('what follows is personal data as it was delivered: correct it at the agency, and keep no copy');
  if (entries.length > first) output.note(`there are more than ${first}: ask for more with --first`);
  const told = entries.slice(0, first);
  output.data(told, told.map(asideLine).join('\n') || `nothing of ${adapter} was put aside`);
  return 0;
}

async function* batchesOf(landing: Landing, adapter: string): AsyncGenerator<LandedBatch> {
  let after: LandedBatch | undefined;
  do {
    const page = await landing.batches(adapter, { first: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page;
    after = page.at(-1);
  } while (after !== undefined);
}

type Aside = Pick<QuarantineEntry, 'position' | 'entity' | 'reason'> &
  Partial<Pick<QuarantineEntry, 'key' | 'raw'>> & { readonly batch: string };

async function asideOf(
  landing: Landing,
  { adapter, batch: named }: QuarantineOptions,
  most: number,
  withRaw: boolean,
): Promise<readonly Aside[]> {
  const found: Aside[] = [];
  for await (const { name, digest, quarantined } of batchesOf(landing, adapter)) {
    if (quarantined === 0 || (named !== undefined && name !== named)) continue;
    const entries = await landing.quarantine({ adapter, name, digest }, { first: most - found.length, withRaw });
    for (const { position, entity, reason, key, raw } of entries) {
      found.push({ batch: name, position, entity, reason, ...(withRaw ? { key, raw } : {}) });
    }
    if (found.length >= most) break;
  }
  return found;
}

function batchLine({ name, producedAt, landedAt, digest: _, ...counts }: LandedBatch): string {
  return [landedAt, shown(name), `produced ${producedAt}`, counted(counts).join(', ') || 'no records'].join('\t');
}

const counted = (counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));

function asideLine({ batch, position, entity, reason, raw }: Aside): string {
  return [
    shown(batch),
    String(position),
    entity,
    reason,
    ...(typeof raw === 'string' ? [JSON.stringify(raw)] : []),
  ].join('\t');
}

/** A name is the agency's: whatever would steer a terminal is left out. */
const shown = (name: string): string => name.replace(/\p{C}/gu, '�');
