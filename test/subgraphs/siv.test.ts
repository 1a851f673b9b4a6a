import { expect, test } from '@jest/globals';
import { aessiv } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { createSiv } from '../../subgraphs/kit/siv.js';
import '../fixed-seed.js';

const keys = fc.uint8Array({ minLength: 64, maxLength: 64 });

test('seals as AES-SIV does (RFC 5297), whatever was sealed before, and opens what it sealed', () => {
  fc.assert(
    fc.property(keys, fc.array(fc.uint8Array({ maxLength: 70 })), (key, texts) => {
      const siv = createSiv(key);
      for (const text of texts) {
        const sealed = siv.seal(text);
        expect(sealed).toEqual(Buffer.from(aessiv(key).encrypt(text)));
        expect(siv.open(sealed)).toEqual(Buffer.from(text));
      }
    }),
  );
});

test('counts the blocks of a long text as AES-SIV does', () => {
  const key = new Uint8Array(64).fill(7);
  const text = new Uint8Array(70_000).fill(1);
  expect(
    createSiv(key)
      .seal(text)
      .equals(Buffer.from(aessiv(key).encrypt(text))),
  ).toBe(true);
});

test('opens nothing that was altered in any bit, cut off, or sealed with another key', () => {
  fc.assert(
    fc.property(keys, fc.uint8Array({ maxLength: 40 }), fc.nat(), (key, text, at) => {
      const siv = createSiv(key);
      const sealed = siv.seal(text);
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at % altered.length) ^ (1 << (at % 8)), at % altered.length);
      expect(siv.open(altered)).toBeNull();
      expect(siv.open(sealed.subarray(0, -1))).toBeNull();
      expect(createSiv(key.map((octet) => octet ^ 1)).open(sealed)).toBeNull();
    }),
  );
});
