import { type Codec, dateTime, type Test } from 'plumbline/sdk';

/** When a record was written, to the second. */
export const written: Codec<string> = { ...dateTime('gxsj'), seek: notBefore };

// The second may have begun before the instant: what is found is held to that again.
function notBefore(test: Test) {
  if (test.op !== 'ge') return null;
  const second = secondOf(test.value);
  return second === null
    ? null
    : ({ condition: { op: 'ge', column: 'gxsj', value: second, type: 'text' }, exact: false } as const);
}

/** As the bureau writes it: `yyyymmddhhmmss`, Beijing time. */
function secondOf(instant: unknown): string | null {
  const at = Date.parse(String(instant));
  return Number.isNaN(at) ? null : new Date(at + beijingMs).toISOString().slice(0, 19).replace(/\D/g, '');
}

const beijingMs = 8 * 3_600_000;
