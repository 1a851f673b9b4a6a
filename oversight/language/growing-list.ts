import {
  type CelFunc,
  type CelInput,
  type CelList,
  CelScalar,
  type CelValue,
  celFunc,
  celList,
  listType,
} from '@bufbuild/cel';

// CEL spells filter and map out as one addition of lists an element, and the evaluator nests a list an addition: a thousand
// elements are a thousand levels to walk through. Here lists that grow at their end share one array, so an addition is a push.

// The evaluator knows lists by a mark that only its own classes carry.
const PlainList = celList([]).constructor as new (items: readonly CelInput[]) => CelList;

class GrowingList extends PlainList {
  /** Shared by every list that grew out of the same one; this one ends at its size. */
  readonly #items: CelValue[];
  readonly #size: number;

  constructor(items: CelValue[]) {
    super(nothing);
    this.#items = items;
    this.#size = items.length;
  }

  override get size(): number {
    return this.#size;
  }

  override get(index: number): CelValue | undefined {
    return index < 0 || index >= this.#size ? undefined : this.#items[Number(index)];
  }

  override *values(): IterableIterator<CelValue> {
    for (let at = 0; at < this.#size; at++) yield this.#items[at] as CelValue;
  }

  override [Symbol.iterator](): IterableIterator<CelValue> {
    return this.values();
  }

  /** Only the longest list goes on in place: a shorter one would write over what another has. */
  static join(left: CelList, right: CelList): CelList {
    const goesOn = left instanceof GrowingList && left.#items.length === left.#size;
    const items = goesOn ? left.#items : [...left];
    for (const each of right) items.push(each);
    return new GrowingList(items);
  }
}

const nothing: readonly CelInput[] = [];
const list = listType(CelScalar.DYN);

/** Addition of lists, in place of the evaluator's own. */
export const addLists: CelFunc = celFunc('_+_', [list, list], list, GrowingList.join);
