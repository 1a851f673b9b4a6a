import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDateTime } from '../../schema/values/date.js';
import { passes } from '../../sdk/completion/condition.js';
import { dateTime, limitedTime, writeTime } from '../../sdk/index.js';
import { rawMatches } from '../../sdk/raw-match.js';
import '../fixed-seed.js';

const codecs = {
  'epoch-ms': limitedTime(dateTime('c'), 'epoch-ms'),
  'epoch-ms, in seconds': limitedTime(dateTime('c'), 'epoch-ms', { column: 'c', seconds: true }),
  yyyymmddhhmmss: limitedTime(dateTime('c'), 'yyyymmddhhmmss'),
  'yyyy-mm-dd hh:mm:ss': limitedTime(dateTime('c'), 'yyyy-mm-dd hh:mm:ss'),
} as const;

test('a limit is written as its service writes times, and whole seconds are widened', () => {
  const value = '2026-11-02T08:00:00.500+08:00';
  const asked = (['ge', 'gt', 'le', 'lt'] as const).map((op) =>
    Object.values(codecs).map((codec) => {
      const seek = codec.seek({ op, value });
      return seek !== null && 'value' in seek.condition ? [seek.condition.op, seek.condition.value, seek.exact] : seek;
    }),
  );
  const ms = Date.parse(value);
  const [from, to] = [ms - 500, ms + 500];
  const since = [
    ['ge', from, false],
    ['ge', '20261102080000', false],
    ['ge', '2026-11-02 08:00:00', false],
  ];
  const until = [
    ['le', to, false],
    ['le', '20261102080001', false],
    ['le', '2026-11-02 08:00:01', false],
  ];
  expect(asked).toEqual([
    [['ge', ms, true], ...since],
    [['ge', ms + 1, true], ...since],
    [['le', ms, true], ...until],
    [['le', ms - 1, true], ...until],
  ]);
});

test('what is no end of an instant is asked as the codec inside asks it', () => {
  const tests = [
    { op: 'isNull', value: false },
    { op: 'eq', value: '2026-11-02T08:00:00+08:00' },
    { op: 'ge', value: 'last year' },
  ] as const;
  for (const asked of tests) expect(codecs['epoch-ms'].seek(asked)).toEqual(dateTime('c').seek(asked));
});

const instant = fc.integer({ min: Date.UTC(2002, 0), max: Date.UTC(2090, 0) });
const ops = ['ge', 'gt', 'le', 'lt'] as const;

test.each(['epoch-ms', 'yyyymmddhhmmss', 'yyyy-mm-dd hh:mm:ss'] as const)(
  'a limit in %s leaves no record out, and where it is exact lets no other in',
  (notation) => {
    const codec = codecs[notation];
    fc.assert(
      fc.property(instant, fc.integer({ min: -2_000, max: 2_000 }), fc.constantFrom(...ops), (ms, apart, op) => {
        const raw = { c: writeTime(notation)(ms) };
        const { value } = readDateTime(new Date(ms + apart).toISOString());
        if (value === null) return;
        const [seek, isMeant] = [codec.seek({ op, value }), passes({ op, value }, codec.read(raw).value)];
        const isFound = seek === null || rawMatches(seek.condition, raw);
        expect({ isMeant, isFound }).toEqual({ isMeant, isFound: isMeant || (seek?.exact === false && isFound) });
      }),
    );
  },
);
