import { expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { textOf } from '../../sdk/sources/files/decode.js';
import type { Encoding } from '../../sdk/sources/files/delivery.js';

async function read(bytes: Buffer, encoding: Encoding = 'auto'): Promise<string> {
  const member = {
    read: async function* () {
      yield bytes;
    },
  };
  const pieces: string[] = [];
  for await (const piece of textOf(member, encoding)) pieces.push(piece);
  return pieces.join('');
}

const texts = [
  ['ASCII alone', 'id,remark\r\n1,ok\r\n'],
  ['damage that was written down', 'id,remark\r\n1,某\ufffd某\r\n'],
  ['damage between few other words', 'id,备注\r\n1,某\ufffd某\r\n2,张三良好\r\n'],
  ['noise that GBK makes', 'id,remark\r\n1,锟斤拷\r\n'],
  ['noise beside other words', 'id,备注\r\n1,锟斤拷\r\n2,某街道\r\n'],
] as const;

test.each(texts)('a file in UTF-8 is read as it was written: %s', async (_what, text) => {
  expect(await read(Buffer.from(text))).toBe(text);
});

test.each(texts)('a file in GB18030 is read as it was written: %s', async (_what, text) => {
  const bytes = iconv.encode(text, 'gb18030');
  expect([await read(bytes), await read(bytes, 'gbk')]).toEqual([text, text]);
});
