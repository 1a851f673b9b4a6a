import type { Environment } from '../../gateway/environment.js';
import { interpolate } from '../../gateway/environment.js';
import { type EntityReader, type OpenAdapter, type RecordRow, wholeList } from '../../schema/adapter.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { always } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import { closest, nearest } from '../../schema/nearest.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Output } from '../output.js';
import { wholeNumber } from '../whole-number.js';
import { loadAdapter } from './load-adapter.js';
import { columnsNotRead } from './not-read.js';
import { type Opening, readOpening } from './opening.js';
import { scratchLanding } from './scratch-landing.js';
import { type Hiding, shownRecord } from './shown-record.js';
import { type EntityTrial, trialText } from './trial-text.js';

export interface TryOptions {
  readonly options?: string;
  readonly url?: string;
  readonly entity?: readonly string[];
  readonly rows?: string;
  readonly reveal?: boolean;
}

/** Reads some records of each entity and shows how they read. Exit code 1 when an entity could not be read. */
export async function tryCommand(
  folder: string,
  options: TryOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const loaded = await loadAdapter(folder);
  const opening = openingOf(options, environment);
  const first = wholeNumber('--rows', options.rows ?? '10', 1, 1_000);
  if (options.reveal)
    output.note('Personal data follow in clear: this reading is not under policy and not in the log.');
  const hiding: Hiding = { isRevealed: options.reveal === true, catalog: readCatalog() };
  const statements: string[] = [];
  const clock = () => new Date();
  const landing = await scratchLanding(clock);
  // What real deliveries have landed there is gone whatever the adapter's code does.
  try {
    const adapter = await loaded.definition.open(opening.options, {
      clock,
      landing: ownLanding(landing.landing, loaded.definition.id),
      divisions: opening.divisions,
      onStatement: (statement) => void statements.push(statement),
    });
    try {
      const trials = await readAll(adapter, options.entity ?? [], first, statements, hiding);
      const notRead = await columnsNotRead(loaded, opening);
      output.data({ adapter: adapter.id, entities: trials, notRead }, trialText(adapter.id, trials, notRead));
      return trials.some(({ failure }) => failure !== null) ? 1 : 0;
    } finally {
      await adapter.close();
    }
  } finally {
    await landing.close();
  }
}

function openingOf({ options, url }: TryOptions, environment: Environment): Opening {
  if (options !== undefined) return readOpening(options, environment);
  if (url === undefined)
    throw new PlumblineError('BAD_USER_INPUT', 'say how the system is opened: --options FILE or --url URL');
  return { options: { url: String(interpolate(url, environment.variable)) }, divisions: [] };
}

async function readAll(
  adapter: OpenAdapter,
  asked: readonly string[],
  first: number,
  statements: string[],
  hiding: Hiding,
): Promise<readonly EntityTrial[]> {
  const known = adapter.readers.map(({ entity }) => entity);
  for (const name of asked)
    if (!known.includes(name))
      throw new PlumblineError(
        'BAD_USER_INPUT',
        `${adapter.id} has no entity ${name}: it has ${known.join(', ')}${closest(name, known) === null ? '' : nearest(name, known)}`,
      );
  const trials: EntityTrial[] = [];
  for (const reader of adapter.readers) {
    if (asked.length > 0 && !asked.includes(reader.entity)) continue;
    const begun = performance.now();
    const answer = await readSome(reader, first, adapter.timeoutMs);
    trials.push({
      entity: reader.entity,
      ms: Math.round(performance.now() - begun),
      statements: statements.splice(0),
      failure: answer.failure,
      hasMore: answer.hasMore,
      records: answer.rows.map((row) => shownRecord(reader.entity, row, hiding)),
    });
  }
  return trials;
}

/** An entity that cannot be read costs its own records only; the message is of the hub's table, never of the system. */
async function readSome(
  reader: EntityReader,
  first: number,
  timeoutMs: number,
): Promise<{ readonly rows: readonly RecordRow[]; readonly hasMore: boolean; readonly failure: string | null }> {
  try {
    const { groups } = await reader.read(
      { entity: reader.entity, fields: [...reader.fields], where: always, order: [], first, count: false },
      { requestId: 'try', signal: AbortSignal.timeout(timeoutMs) },
    );
    const page = groups.get(wholeList);
    return { rows: page?.rows ?? [], hasMore: page?.hasNext ?? false, failure: null };
  } catch (error) {
    const failure =
      error instanceof PlumblineError
        ? `${error.code}: ${error.message}`
        : 'INTERNAL: the adapter threw what is no error of the SDK';
    return { rows: [], hasMore: false, failure };
  }
}
