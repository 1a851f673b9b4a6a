import type { Figure } from './definition.js';
import { protectRate, type ToldFigure } from './protect.js';
import type { Length, Told } from './told.js';

export interface FigureTold extends ToldFigure {
  readonly length: Length | null;
}

/** A figure out of what was told of its number and of its base. */
export function figureOf(figure: Figure, count: Told, outOf: Told | null): FigureTold {
  const number = count.gap === null ? count.number : null;
  if (outOf === null)
    return { count: number, outOf: null, rate: null, length: count.length, suppressed: isSuppressed(count) };
  const smallest = Math.max(count.smallest, outOf.smallest);
  const told = protectRate(number, outOf.number, smallest, isPart(figure));
  const isHidden = number !== null && told.count === null;
  return { ...told, suppressed: isSuppressed(count) || isSuppressed(outOf) || isHidden, length: count.length };
}

const isSuppressed = ({ gap }: Told): boolean => gap?.code === 'SUPPRESSED';

/** Whether the number is counted among the records of its base: then what is left of the base follows. */
export function isPart({ count, outOf }: Figure): boolean {
  return outOf !== undefined && count.of === outOf.of && count.take !== 'SUM';
}
