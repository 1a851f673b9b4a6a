import { type Cipher, createCipheriv, timingSafeEqual } from 'node:crypto';

/** Octets of a block of AES, and of what is put before a sealed text. */
const block = 16;

/** Encrypts so that equal texts come out equal, and nobody without the key makes one that opens. */
export interface Siv {
  seal(plain: Uint8Array): Buffer;
  /** Null for what was not sealed with this key, or was altered. */
  open(sealed: Uint8Array): Buffer | null;
}

/**
 * AES-SIV (RFC 5297) without associated data. A token is two or three blocks, so that making ready the keys for each would be the
 * greater part of it: both ciphers are kept open.
 * @param key 64 octets: for the authentication, and for the encryption
 */
export function createSiv(key: Uint8Array): Siv {
  const vectorOf = vectors(createMac(key.subarray(0, 32)));
  const blocks = rawCipher('aes-256-ecb', key.subarray(32), null);
  const mask = (vector: Uint8Array, text: Uint8Array) => xor(text, blocks.update(counters(vector, text.length)));
  return {
    seal(plain) {
      const vector = vectorOf(plain);
      return Buffer.concat([vector, mask(vector, plain)]);
    },
    open(sealed) {
      if (sealed.length < block) return null;
      const vector = sealed.subarray(0, block);
      const plain = mask(vector, sealed.subarray(block));
      return timingSafeEqual(vectorOf(plain), vector) ? plain : null;
    },
  };
}

type Mac = (text: Uint8Array) => Buffer;

/** S2V of one string (RFC 5297, 2.4). */
function vectors(mac: Mac): Mac {
  const zero = mac(Buffer.alloc(block));
  const doubled = double(zero);
  return (text) => {
    if (text.length < block) return mac(xor(padded(text), doubled));
    const last = text.length - block;
    return mac(Buffer.concat([text.subarray(0, last), xor(text.subarray(last), zero)]));
  };
}

/** AES-CMAC (RFC 4493). */
function createMac(key: Uint8Array): Mac {
  const cipher = rawCipher('aes-256-cbc', key, Buffer.alloc(block));
  // A chain that is kept open goes on from its last block, which the first of the next text takes out again.
  let carried: Uint8Array = Buffer.alloc(block);
  const last = (blocks: Uint8Array) => {
    xorInto(blocks, 0, carried);
    carried = cipher.update(blocks).subarray(-block);
    return Buffer.from(carried);
  };
  const whole = double(last(Buffer.alloc(block)));
  const filled = double(whole);
  return (text) => {
    const isWhole = text.length > 0 && text.length % block === 0;
    const blocks = isWhole ? Buffer.from(text) : padded(text);
    xorInto(blocks, blocks.length - block, isWhole ? whole : filled);
    return last(blocks);
  };
}

function rawCipher(name: string, key: Uint8Array, start: Uint8Array | null): Cipher {
  return createCipheriv(name, key, start).setAutoPadding(false);
}

/** Blocks that are counted up from the vector, without its 31st and 63rd bit from the right (RFC 5297, 2.5): no count carries beyond the last four octets. */
function counters(vector: Uint8Array, length: number): Buffer {
  const all = Buffer.alloc(Math.ceil(length / block) * block);
  for (let at = 0; at < all.length; at += block) {
    all.set(vector, at);
    all[at + 8] = (vector[8] ?? 0) & 0x7f;
    all.writeUInt32BE((all.readUInt32BE(at + 12) & 0x7fff_ffff) + at / block, at + 12);
  }
  return all;
}

/** To whole blocks: a set bit, and as many that are not as it takes. */
function padded(text: Uint8Array): Buffer {
  const blocks = Buffer.alloc((Math.floor(text.length / block) + 1) * block);
  blocks.set(text);
  blocks[text.length] = 0x80;
  return blocks;
}

/** Multiplied by x in the field of 128 bits (RFC 5297, 2.3). */
function double(value: Uint8Array): Buffer {
  const shifted = value.map((octet, at) => (octet << 1) | ((value[at + 1] ?? 0) >> 7));
  const doubled = Buffer.from(shifted);
  if ((value[0] ?? 0) >> 7 === 1) doubled.writeUInt8(doubled.readUInt8(block - 1) ^ 0x87, block - 1);
  return doubled;
}

/** As long as the first; the second is at least that long. */
function xor(one: Uint8Array, other: Uint8Array): Buffer {
  const both = Buffer.from(one);
  xorInto(both, 0, other.subarray(0, one.length));
  return both;
}

function xorInto(target: Uint8Array, from: number, by: Uint8Array): void {
  for (let at = 0; at < by.length; at++) target[from + at] = (target[from + at] ?? 0) ^ (by[at] ?? 0);
}
