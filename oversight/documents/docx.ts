import type { AnnexRow } from './annex.js';
import type { DocumentContent } from './content.js';
import { body, heading, lineSpace, packed, plain, type TableColumn, tableOf, titled } from './form.js';

/** The document's bytes, Office Open XML (ISO/IEC 29500). */
export function docxOf(content: DocumentContent): Promise<Uint8Array> {
  const { issuer, title, number, addressee, paragraphs, date, annex } = content;
  return packed(issuer, `${title} ${number}`, [
    titled(issuer),
    titled(title),
    plain(number, { isRight: true, after: lineSpace }),
    plain(`${addressee}:`),
    ...paragraphs.map(body),
    ...(annex.length === 0 ? [] : [body(`附件:证据清单(共${annex.length}项)`)]),
    plain(issuer, { isRight: true, before: lineSpace }),
    plain(date, { isRight: true }),
    ...(annex.length === 0 ? [] : [heading('附件 证据清单', true), tableOf(columns, annex)]),
  ]);
}

const columns: readonly TableColumn<AnnexRow>[] = [
  { title: '线索', width: 20, of: (row) => row.finding },
  { title: '项目', width: 18, of: (row) => row.label },
  { title: '内容', width: 20, of: (row) => row.value },
  { title: '来源', width: 27, of: (row) => row.source },
  { title: '数据时间', width: 15, of: (row) => row.asOf },
];
