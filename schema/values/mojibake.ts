import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { hasOwnCharacters } from './private-use.js';

// What broken decoders leave: U+FFFD shown through GBK, memory fill of old compilers, a byte order mark as Latin-1.
const signatures =
  /锟斤拷|烫烫烫|屯屯屯|锘|ï»¿|\ufffd(?!$)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
// UTF-8 bytes read as Latin-1: a lead byte followed by continuation bytes, at least twice.
const latin = /(?:[\u00c3-\u00e9][\u0080-\u00bf\u0152-\u0178\u2013-\u2122\u02c6\u02dc]{1,2}){2}/;
// Lost bytes became question marks between characters: legitimate ones end a clause and do not begin the text.
const questionMarks =
  /^\?\p{Script=Han}|\p{Script=Han}\?\p{Script=Han}\p{Script=Han}?\?\p{Script=Han}|\?\p{Script=Latin}*[àáèéìíòóùúāēīōūǎǐǒǔü]|\p{Script=Han}\?{2,}\p{Script=Han}/u;

/** True when text looks damaged by a wrong character set, or has characters of one system's own (domain 6.4 #9). */
export function isMojibake(text: string): boolean {
  if (signatures.test(text) || latin.test(text) || questionMarks.test(text)) return true;
  return hasOwnCharacters(text) || isUtf8ReadAsGbk(text);
}

const firstHan = 0x4e00;
/** By code unit from U+4E00: 0 not looked at, 1 cannot begin such a text, 2 may. */
const beginnings = new Uint8Array(0xa000 - firstHan);

/** Most text is told by its first character: in GBK it does not begin as UTF-8 would. */
function mayBeginUtf8(text: string): boolean {
  const at = text.charCodeAt(0) - firstHan;
  // What is not a plain character is looked at as a whole.
  if (at < 0 || at >= beginnings.length) return true;
  if (beginnings[at] === 0) {
    const [lead = 0, trail = 0] = iconv.encode(text.charAt(0), 'gb18030');
    beginnings[at] = lead >= 0xc2 && lead <= 0xf4 && trail >= 0x80 && trail <= 0xbf ? 2 : 1;
  }
  return beginnings[at] === 2;
}

/** GBK bytes of real Chinese text are hardly ever valid UTF-8 of Chinese text: when they are, they were that. */
function isUtf8ReadAsGbk(text: string): boolean {
  if (!mayBeginUtf8(text)) return false;
  const sample = text.slice(0, 60);
  if (!/\p{Script=Han}{3}/u.test(sample)) return false;
  const han = sample.match(/[^ -~]+/gu)?.join('') ?? '';
  const bytes = iconv.encode(han, 'gb18030');
  // The last characters may have lost bytes: the part before them decides. No decoder that throws: this is the hot path.
  for (const cut of [0, 1, 2]) {
    const part = bytes.subarray(0, bytes.length - cut);
    if (!isUtf8(part)) continue;
    const whole = part.toString('utf8');
    return [...whole].length >= 2 && /^[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+$/.test(whole);
  }
  return false;
}
