import iconv from 'iconv-lite';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of an answer, by its bytes: what is not UTF-8 is GB18030 (and so GBK and GB2312), whatever is declared
 * (domain 6.2 #2). A byte order mark is dropped.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030');
  }
}
