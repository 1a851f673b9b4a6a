import type { Codec, Spelling } from '../../codec.js';
import { scanOf } from '../../completion/key-index.js';
import { rawMatches } from '../../raw-match.js';
import type { RawRecord } from '../../source.js';
import type { EntityCheck } from '../check.js';
import { endOf, Skip } from '../findings.js';
import { keysOf } from '../oracle.js';
import { withRows } from './row-fault.js';

/** A key as people and old programs write it: something stands in its middle that is not of it. */
const intruders = [' ', '\u200b', '\u3000'];

export const lookupOdd: EntityCheck = {
  id: 'lookup.odd',
  of: 'entity',
  isOfSource: true,
  title: 'finds keys that were written oddly',
  law: 'A record whose key has a space inside is found by its clean value. Where the source offers no way to look for such keys, this check is skipped and says so: there a lookup may miss a record.',
  needs: ['lookups', 'golden rows', 'a system of ours', 'a source that is asked'],
  run: async (bench, binding, findings) => {
    const source = await bench.main.source();
    const rows = await bench.rows(binding);
    const missed: string[] = [];
    let isTried = false;
    for (const field of binding.lookups) {
      const codec = binding.fields[field];
      if (codec === undefined || codec.spelling === null || codec.spelling.odd.op === 'false') continue;
      const [wanted, odd, plain] = oddRowOf(codec, codec.spelling, bench.raw(binding), (raw) =>
        rows.some((row) => row.id === String(raw[binding.key])),
      );
      if (odd === null) continue;
      if (source !== null && scanOf(binding, source, codec.spelling) === 'NEEDLESS') {
        missed.push(field);
        continue;
      }
      isTried = true;
      // The key that is looked up by may be the record's own, whose spelling then changes too.
      const id = String(odd[binding.key]);
      const opened = await bench.stand(
        withRows(binding, (all) => all.map((raw) => (raw[binding.key] === plain[binding.key] ? odd : raw))),
      );
      try {
        const { groups } = await opened.read(binding.entity, { by: { field, values: [wanted] } });
        const found = groups.get(wanted)?.rows.find((row) => row.id === id);
        if (found === undefined || !keysOf(found, field).includes(wanted))
          findings.fail(
            field,
            'a key with a space inside is not found by its clean value: tell its odd spellings apart',
          );
      } catch (error) {
        findings.fail(field, `a lookup of a key with a space inside ends in ${endOf(error)}`);
      }
      await opened.close();
    }
    if (missed.length > 0)
      throw new Skip(
        `The source offers no way to look for keys that were written oddly: a lookup by ${missed.join(', ')} may miss a record.`,
      );
    if (!isTried) throw new Skip('No key of a golden row can be written oddly.');
  },
};

/** A golden record that is answered, with its key written oddly, the value that it still reads as, and the record as it was. */
function oddRowOf(
  codec: Codec,
  { column, odd, of }: Spelling,
  rows: readonly RawRecord[],
  isAnswered: (raw: RawRecord) => boolean,
): readonly [wanted: string, odd: RawRecord | null, plain: RawRecord] {
  for (const raw of rows) {
    const { value } = codec.read(raw);
    if (typeof value !== 'string' || !isAnswered(raw)) continue;
    const signs = [...value];
    const middle = Math.ceil(signs.length / 2);
    for (const intruder of intruders) {
      const written = [...signs.slice(0, middle), intruder, ...signs.slice(middle)].join('');
      const row = { ...raw, [column]: written };
      if (codec.read(row).value === value && !of(value).includes(written) && rawMatches(odd, row))
        return [value, row, raw];
    }
  }
  return ['', null, {}];
}
