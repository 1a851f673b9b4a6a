import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlumblineError } from '../../schema/errors.js';
import { boundaryOf, partsOf } from '../../sdk/sources/push/multipart.js';
import { spool } from '../../sdk/sources/push/spool.js';
import '../fixed-seed.js';
import { boundary, multipartOf, piecesOf, type SentPart } from './pushing.js';

async function parted(body: Uint8Array, most = 10, pieceBytes = 7) {
  const received = await spool(piecesOf(body, pieceBytes), 4 * 1024 ** 2, ['sha256'], new AbortController().signal);
  try {
    const parts = await partsOf(received, boundary, most);
    return await Promise.all(
      parts.map(async ({ name, mediaType, content }) => ({
        name,
        type: mediaType,
        bytes: await content.bytes(0, content.size),
      })),
    );
  } finally {
    await received.close();
  }
}

// Bytes that look like delimiters are what a splitter gets wrong.
const bytes = fc
  .array(fc.constantFrom('\r\n', '--', boundary, 'a-bound', '-', '\r', '\n', '\r\n--', 'x', '\0'), { maxLength: 12 })
  .map((pieces) => Buffer.from(pieces.join('')))
  .filter((each) => !`\r\n${each}\r\n--${boundary}`.slice(0, -boundary.length).includes(`\r\n--${boundary}`));
const part: fc.Arbitrary<SentPart> = fc.record({
  name: fc.stringMatching(/^[a-z0-9-]{1,10}$/),
  type: fc.constantFrom('application/json', 'application/pdf'),
  bytes,
});

test('every part comes out as it went in, whatever its bytes and wherever the pieces end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      async (parts, size) => {
        expect(await parted(multipartOf(parts), 10, size)).toEqual(
          parts.map((each) => ({ ...each, bytes: Buffer.from(each.bytes as string) })),
        );
      },
    ),
  );
});

test('a body with any bytes changed is told apart or refused, and never fails otherwise', async () => {
  const whole = multipartOf([
    { name: 'delivery', type: 'application/json', bytes: '{}' },
    { name: 'a', type: 'application/pdf', bytes: '%PDF-' },
  ]);
  const change = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.constantFrom(0, 10, 13, 34, 45, 58)), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(change, fc.nat(whole.length), async (changes, length) => {
      const body = Buffer.from(whole.subarray(0, length));
      for (const [at, byte] of changes) if (at < body.length) body[at] = byte;
      const outcome = await parted(body).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(PlumblineError);
    }),
  );
});

test('parts far apart are found in a body that is kept in a file', async () => {
  const long = Buffer.alloc(1_500_000, 'x');
  const parts = [
    { name: 'delivery', type: 'application/json', bytes: Buffer.from('{}') },
    { name: 'a', type: 'application/pdf', bytes: long },
    { name: 'b', type: 'application/pdf', bytes: Buffer.from('end') },
  ];
  expect(await parted(multipartOf(parts), 10, 65_536)).toEqual(parts);
});

test('more parts than may come are refused while they are counted', async () => {
  const parts = Array.from({ length: 4 }, (_, n) => ({ name: `p${n}`, type: 'application/pdf', bytes: '' }));
  expect(await parted(multipartOf(parts), 4)).toHaveLength(4);
  await expect(parted(multipartOf(parts), 3)).rejects.toMatchObject({
    message: 'The push was refused: TOO_MANY_ATTACHMENTS in the body',
  });
});

test('a boundary is taken from the content type, quoted or not, and an impossible one is none', () => {
  expect(boundaryOf('multipart/form-data; boundary=----a1')).toBe('----a1');
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
  expect(boundaryOf('multipart/form-data; boundary=a\u00e9')).toBeNull();
  expect(boundaryOf(`multipart/form-data; boundary=${'a'.repeat(71)}`)).toBeNull();
  expect(boundaryOf('multipart/form-data')).toBeNull();
});
