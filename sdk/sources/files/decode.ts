import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';
import { type DeliveryLimits, DeliveryRefused, type Encoding } from './delivery.js';
import type { Member } from './member.js';

/** Bytes that are looked at to tell an encoding, from the first that is no ASCII: before it all of them agree. */
const sample = 1024 ** 2;

type Found = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** A file's text, piece by piece; what is no text in its encoding comes out as U+FFFD, which codecs flag. */
export async function* textOf(member: Member, encoding: Encoding = 'auto'): AsyncGenerator<string> {
  const found = encoding === 'auto' ? await detect(member) : encoding === 'gbk' ? 'gb18030' : 'utf-8';
  // GBK is the part of GB18030 that has two bytes a character, and rare names need the other part.
  const decoder = found === 'gb18030' ? gb18030() : new TextDecoder(found);
  for await (const bytes of member.read()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** A file's text as a whole, for formats that cannot be read piece by piece. */
export async function wholeText(member: Member, encoding: Encoding | undefined, limits: DeliveryLimits) {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of textOf(member, encoding)) {
    length += piece.length;
    if (length > limits.documentBytes) throw new DeliveryRefused('FILE_TOO_LARGE');
    pieces.push(piece);
  }
  return pieces.join('');
}

async function detect(member: Member): Promise<Found> {
  const kept: Buffer[] = [];
  let [isBegun, seen] = [false, 0];
  for await (const bytes of member.read()) {
    if (!isBegun && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
    if (!isBegun && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
    isBegun = true;
    if (seen === 0 && isAscii(bytes)) continue;
    kept.push(bytes);
    seen += bytes.length;
    if (seen >= sample) break;
  }
  return byDamage(Buffer.concat(kept));
}

/** A single damaged byte must not turn a whole file of one encoding into noise of the other: the lesser damage tells. */
function byDamage(bytes: Buffer): Found {
  // A character that the sample cut is no damage.
  const asUtf8 = new TextDecoder('utf-8').decode(bytes, { stream: true });
  const asGbk = damageIn(gb18030().decode(bytes));
  // A U+FFFD that was written down is text of UTF-8, and no sign of another encoding.
  const written = damageIn(bytes.toString('latin1').replaceAll('\u00ef\u00bf\u00bd', '\ufffd'));
  const malformed = damageIn(asUtf8) - written;
  if (malformed > 0) return asGbk <= malformed ? 'gb18030' : 'utf-8';
  // Two of them have the bytes of 锟斤拷: where nothing else is beyond ASCII, GBK says the one that people know.
  const isNothingElse = written > 0 && isAscii(Buffer.from(asUtf8.replaceAll('\ufffd', '')));
  return isNothingElse && asGbk === 0 ? 'gb18030' : 'utf-8';
}

const damageIn = (text: string): number => text.split('\ufffd').length - 1;

function gb18030() {
  const decoder = iconv.getDecoder('gb18030');
  return {
    decode: (bytes?: Buffer, _options?: { stream: boolean }) =>
      bytes === undefined ? (decoder.end() ?? '') : decoder.write(bytes),
  };
}
