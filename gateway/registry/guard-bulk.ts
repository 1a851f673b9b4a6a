import { NotKept } from './not-kept.js';

/** How much an answer holds: values that each are within bounds could together be more than the memory there is. */
export class Bulk {
  #left = mostCharacters;

  /** Counts a text by its characters, anything else as one. Throws `NotKept`. */
  take<T>(value: T): T {
    this.#left -= typeof value === 'string' ? value.length + 1 : 1;
    if (this.#left < 0) throw new NotKept('more than an answer may hold');
    return value;
  }

  /** The list's items by their places: its own way of being iterated might never end. */
  list(given: readonly unknown[]): readonly unknown[] {
    const { length } = given;
    if (!(length <= mostItems)) throw new NotKept('a list that is too long');
    return Array.from({ length }, (_, at) => this.take(given[at]));
  }
}

/** Of one answer: beyond what sources take from a system. */
const mostCharacters = 64 * 1024 ** 2;

/** Of one list: beyond the names of any case. */
const mostItems = 10_000;
