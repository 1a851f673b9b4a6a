import type { Comparison, Setting } from './setting.js';

/** What somebody wants to know of a statistic. */
export interface Asking {
  readonly show: string | null;
  readonly setting: Setting;
  readonly compare: readonly Comparison[];
  /** Words for a value that was grouped by: of lists and rules. Null where there are none. */
  labelOf(type: string, constant: string, value: string): string | null;
}
