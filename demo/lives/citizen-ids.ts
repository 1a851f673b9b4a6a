import { citizenIdOf } from './check-digits.js';
import { hashOf } from './random.js';

/** Gives every person a citizen id of their own, in memory that does not grow with the population. */
export interface CitizenIds {
  /**
   * The id of a birth in a division: the order that is wished for, or the next of the same sex that is free.
   * @param birth division (GB/T 2260) and day, `37142219900101`
   * @param order 0–995; odd for men
   */
  issue(birth: string, order: number): string;
  /** Keeps an id that was not issued from everybody else. */
  keep(id: string): void;
}

/** 8 MiB, of which a province fills a tenth: an id whose place another one has is passed over as if it were taken. */
const places = 2 ** 26;
/** Orders of a day and a division; 996–999 were kept for centenarians. */
const orders = 996;

/** Opens a register that is empty. */
export function openCitizenIds(): CitizenIds {
  const taken = new Uint8Array(places / 8);
  const take = (id: string): boolean => {
    const place = hashOf(id) % places;
    const [at, bit] = [place >>> 3, 1 << (place & 7)];
    const isFree = ((taken[at] ?? 0) & bit) === 0;
    taken[at] = (taken[at] ?? 0) | bit;
    return isFree;
  };
  return {
    keep: take,
    issue: (birth, order) => {
      const numbered = (tried: number) =>
        citizenIdOf(`${birth}${String((order + 2 * tried) % orders).padStart(3, '0')}`);
      for (let tried = 0; tried < orders / 2; tried += 1) {
        const id = numbered(tried);
        if (take(id)) return id;
      }
      throw new RangeError('no order is left for a day of births in one division');
    },
  };
}
