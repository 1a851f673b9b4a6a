import { adminLife } from './admin-lives.js';
import { type CorrectionRole, correctionLife } from './correction-lives.js';
import { civilLife, crimeLife } from './crime-lives.js';
import { dayOf } from './days.js';
import { homeDivision, neighbourDivisions, townshipsOf } from './divisions.js';
import { enforcementLife } from './enforcement-lives.js';
import type { Life } from './facts.js';
import { openRun, type Run } from './life-builder.js';
import type { DateText } from './person-facts.js';
import { plantedLives } from './plants/planted-lives.js';
import { incidentLife, investigationLife, publicOrderLife, registerLife } from './police-lives.js';
import { briberyLife, deathLife, pensionLife, postLife, procurementLife, villageLife } from './register-lives.js';
import { samplePersonLife } from './sample-person-life.js';
import { openSessionBook, type SessionBook } from './sessions.js';
import { trapLives } from './traps/trap-lives.js';

/** `county` is 宁津县 (167 people in correction); `city` is 济南's size (3,292); a number multiplies the county, below one too. */
export type Scale = 'county' | 'city' | number;

export interface GenerateOptions {
  readonly scale?: Scale;
  readonly seed?: string;
  /** The day the demo's present is; everything happened before it. */
  readonly asOf?: DateText;
}

export const defaults = { scale: 'county', seed: 'plumbline', asOf: '2026-11-01' } as const;

/** People in correction in the home county (domain 1.1), and the flow of a year over the stock (1.2). */
export const inCorrectionAtHome = 167;
export const handledPerStock = 1.84;

/** Lives of each kind in a county's year: domain 6.5 scaled to 宁津's 470,000 people, less what other kinds bring. */
export const countyLives = {
  crime: 260,
  civil: 6100,
  enforcement: 3100,
  investigation: 900,
  publicOrder: 2600,
  incident: 19_500,
  register: 1500,
  admin: 5600,
  // Of what the registers hold, a share that does not make the demonstration wait: one village in eighteen with thirty
  // households, of pensioners one in two hundred with six months, of the year's deaths one in eight.
  village: 48,
  pension: 500,
  death: 450,
  procurement: 110,
  bribery: 12,
  post: 500,
} as const;

const makers = {
  crime: crimeLife,
  civil: civilLife,
  enforcement: enforcementLife,
  investigation: investigationLife,
  publicOrder: publicOrderLife,
  incident: incidentLife,
  register: registerLife,
  admin: adminLife,
  village: villageLife,
  pension: pensionLife,
  death: deathLife,
  procurement: procurementLife,
  bribery: briberyLife,
  post: postLife,
} satisfies Record<keyof typeof countyLives, (run: Run, index: number, division: string) => Life>;

export function scaleFactor(scale: Scale): number {
  if (scale === 'county') return 1;
  return scale === 'city' ? 3292 / inCorrectionAtHome : scale;
}

/**
 * Writes the lives of a population, one at a time: the sample person, the planted contradictions and near misses, the
 * traps, then everybody else. The same options give the same lives; memory does not grow with the scale.
 */
export function* generateLives(options: GenerateOptions = {}): Generator<Life, void, undefined> {
  const { scale, seed, asOf } = { ...defaults, ...options };
  const run = openRun(seed, dayOf(asOf));
  const sessions = openSessionBook();
  const factor = scaleFactor(scale);
  yield samplePersonLife(run, sessions);
  yield* plantedLives(run, sessions);
  yield* trapLives(run, sessions);
  yield* correctionLives(run, sessions, factor);
  for (const kind of Object.keys(countyLives) as (keyof typeof countyLives)[]) {
    const home = Math.round(countyLives[kind] * Math.min(1, factor));
    // A few rows of other counties sit in every system even at the home county's own scale.
    const others = Math.max(Math.round(countyLives[kind] * (factor - 1)), Math.ceil(home * 0.02));
    for (let index = 0; index < home + others; index += 1) {
      yield makers[kind](run, index, index < home ? homeDivision : neighbourOf(index));
    }
  }
}

function neighbourOf(index: number): string {
  return neighbourDivisions[index % neighbourDivisions.length] ?? homeDivision;
}

/** Subjects office by office, so that the rosters of an office's sessions can be let go. */
function* correctionLives(run: Run, sessions: SessionBook, factor: number): Generator<Life, void, undefined> {
  const others = Math.max(Math.round(inCorrectionAtHome * (factor - 1)), 8);
  const perNeighbour = Math.ceil(others / neighbourDivisions.length);
  let left = others;
  yield* divisionLives(run, sessions, homeDivision, Math.round(inCorrectionAtHome * Math.min(1, factor)));
  for (const division of neighbourDivisions) {
    const share = Math.min(left, perNeighbour);
    left -= share;
    if (share > 0) yield* divisionLives(run, sessions, division, share);
  }
}

function* divisionLives(
  run: Run,
  sessions: SessionBook,
  division: string,
  stock: number,
): Generator<Life, void, undefined> {
  const handled = Math.round(stock * handledPerStock);
  const inCorrection = Math.max(0, stock - (run.inCorrection.get(division) ?? 0));
  const total = Math.max(inCorrection, handled - (run.handled.get(division) ?? 0));
  const townships = townshipsOf(division);
  for (let place = 0; place < townships.length; place += 1) {
    const township = townships[place]?.code ?? `${division}001`;
    const from = Math.floor((total * place) / townships.length);
    const to = Math.floor((total * (place + 1)) / townships.length);
    for (let index = from; index < to; index += 1) {
      // Spread the two kinds evenly over the offices.
      const before = Math.floor((index * inCorrection) / total);
      const role: CorrectionRole = Math.floor(((index + 1) * inCorrection) / total) > before ? 'IN_CORRECTION' : 'LEFT';
      yield correctionLife(run, sessions, `correction-${division}-${index}`, township, role);
    }
    const held = sessions.flush(run, township);
    if (held !== null) yield held;
  }
}
