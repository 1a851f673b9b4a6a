import type { Row } from '@libsql/client';

/** One delivery of the centre: its key and its body, the same each time that it is sent. */
export interface BidDelivery {
  readonly key: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Whether a bid stands, and may be shared. */
export const isShared = ({ sfyx, mj }: Row): boolean => sfyx !== '0' && !['秘密', '机密', '绝密'].includes(String(mj));

/**
 * Makes a delivery of bids: a document with their records, and a letter of award (中标通知书) for each that won.
 *
 * @param holds how many bids the centre has that it may share
 */
export function bidDelivery(key: string, rows: readonly Row[], holds?: number): BidDelivery {
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries({ ...row }).filter(([, value]) => value !== null)),
  );
  const won = rows.filter(({ tbjg }) => ['1', '中标', '成交'].includes(String(tbjg)));
  const letters = won.map((row, index) => ({
    part: `letter-${index + 1}`,
    key: String(row.tbbh),
    bytes: letterOf(row),
  }));
  const latest = rows.map(({ gxsj }) => String(gxsj)).sort();
  const document = {
    table: 'TB',
    producedAt: `${String(latest.at(-1)).replace(' ', 'T')}+08:00`,
    ...(holds === undefined ? {} : { holds }),
    records,
    attachments: letters.map(({ part, key: bid }) => ({ part, key: bid, name: `中标通知书-${bid}.pdf` })),
  };
  const boundary = `ggzyjy-${key}`;
  const part = (name: string, type: string, bytes: Buffer) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ];
  const body = Buffer.concat([
    ...part('delivery', 'application/json', Buffer.from(JSON.stringify(document))),
    ...letters.flatMap(({ part: name, bytes }) => part(name, 'application/pdf', bytes)),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { key, contentType: `multipart/form-data; boundary=${boundary}`, body };
}

/** A page with the number of the bid: what a scanner makes of the letter. */
function letterOf({ tbbh }: Row): Buffer {
  const text = `BT /F1 14 Tf 72 720 Td (Letter of award ${String(tbbh)}) Tj ET`;
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj',
      `4 0 obj<</Length ${text.length}>>stream\n${text}\nendstream endobj`,
      'trailer<</Root 1 0 R>>',
      '%%EOF',
      '',
    ].join('\n'),
  );
}
