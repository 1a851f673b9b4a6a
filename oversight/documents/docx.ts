import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { AnnexRow, DocumentContent } from './content.js';

// Party and government organs' documents (GB/T 9704-2012): A4, 37/35/28/26 mm margins, title 2号小标宋, body 3号仿宋, 28 pt lines.
const mm = (length: number): number => Math.round(length * 56.6929);
const size = { title: 44, body: 32, annex: 21, page: 28 } as const;
const line = 560;
const fonts = { title: '方正小标宋简体', body: '仿宋_GB2312', heading: '黑体' } as const;

/** The document's bytes, Office Open XML (ISO/IEC 29500). */
export async function docxOf(content: DocumentContent): Promise<Uint8Array> {
  const { issuer, title, number, addressee, paragraphs, date, annex } = content;
  const document = new Document({
    creator: issuer,
    title: `${title} ${number}`,
    styles: { default: { document: { run: { font: fonts.body, size: size.body } } } },
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin: margins } },
        footers: { default: pageNumbers() },
        children: [
          centred(issuer, fonts.title, size.title),
          centred(title, fonts.title, size.title),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { line, after: line }, children: [run(number)] }),
          new Paragraph({ spacing: { line }, children: [run(`${addressee}:`)] }),
          ...paragraphs.map(body),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { line, before: line }, children: [run(issuer)] }),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: { line }, children: [run(date)] }),
          ...(annex.length === 0 ? [] : [heading('附件:证据清单'), annexTable(annex)]),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const margins = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) };

const run = (text: string, font: string = fonts.body, points: number = size.body): TextRun =>
  new TextRun({ text, font, size: points });

function centred(text: string, font: string, points: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 640 },
    children: [run(text, font, points)],
  });
}

function body(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: 640 },
    spacing: { line },
    children: [run(text)],
  });
}

function heading(text: string): Paragraph {
  return new Paragraph({ pageBreakBefore: true, spacing: { line, after: 200 }, children: [run(text, fonts.heading)] });
}

const columns = [
  { title: '线索', width: 20, of: (row: AnnexRow) => row.finding },
  { title: '项目', width: 18, of: (row: AnnexRow) => row.label },
  { title: '内容', width: 20, of: (row: AnnexRow) => row.value },
  { title: '来源', width: 27, of: (row: AnnexRow) => row.source },
  { title: '数据时间', width: 15, of: (row: AnnexRow) => row.asOf },
] as const;

function annexTable(rows: readonly AnnexRow[]): Table {
  const cell = (text: string, width: number, font: string = fonts.body) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      children: [new Paragraph({ children: [run(text, font, size.annex)] })],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        children: columns.map(({ title, width }) => cell(title, width, fonts.heading)),
      }),
      ...rows.map((row) => new TableRow({ children: columns.map(({ of, width }) => cell(of(row), width)) })),
    ],
  });
}

function pageNumbers(): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.page });
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] });
}
