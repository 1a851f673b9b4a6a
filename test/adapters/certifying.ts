import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { certificateOf, failuresOf, lineOf, report, unknownReasons } from './certificates.js';
import { certified } from './certified.js';
import { type GoldenCountry, openGoldenCountry } from './golden-country.js';
import { toldIn } from './golden-facts.js';
import { type Certified, goldenTables } from './golden-systems.js';

/** Certifies adapters on rows of one small country, and prints a line for each. */
export function certifying(names: readonly (keyof typeof certified)[]): void {
  let country: GoldenCountry;
  const lines: string[] = [];
  beforeAll(async () => {
    country = await openGoldenCountry();
  }, 120_000);
  afterAll(async () => {
    await country.close();
    process.stdout.write(`${lines.join('\n')}\n`);
  });

  test.each(names)(
    '%s keeps the contract on rows of its system, and reads them as the agency was told',
    async (name) => {
      const one: Certified = certified[name];
      const { definition, options } = one;
      const tables = await goldenTables(one, country);
      const golden = { tables, expected: new Map() };
      const told = toldIn(country.lives);
      const held = await report({ definition, options, against: { golden }, told, befell: country.befell });
      lines.push(lineOf(held));
      expect(failuresOf(held)).toEqual([]);
      expect(unknownReasons(held)).toEqual([]);
      const { adapter, passed, skipped } = await certificateOf(held);
      expect([adapter, passed.length, skipped.length]).toEqual([name, held.figures.passed, held.figures.skipped]);
    },
    400_000,
  );
}
