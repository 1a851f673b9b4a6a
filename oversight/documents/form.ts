import {
  AlignmentType,
  Document,
  type FileChild,
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
import { fullWidth } from './punctuation.js';

// Party and government organs' documents (GB/T 9704-2012): A4, 37/35/28/26 mm margins, title 2号小标宋, body 3号仿宋, 28 pt lines.
const mm = (length: number): number => Math.round(length * 56.6929);
const size = { title: 44, body: 32, table: 21, page: 28 } as const;
const line = 560;
const fonts = { title: '方正小标宋简体', body: '仿宋_GB2312', heading: '黑体' } as const;
const margins = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) };

/** A document's bytes, Office Open XML (ISO/IEC 29500). */
export async function packed(creator: string, title: string, children: readonly FileChild[]): Promise<Uint8Array> {
  const document = new Document({
    creator,
    title,
    styles: { default: { document: { run: { font: fonts.body, size: size.body } } } },
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin: margins } },
        footers: { default: pageNumbers() },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const run = (text: string, font: string = fonts.body, points: number = size.body): TextRun =>
  new TextRun({ text: fullWidth(text), font, size: points });

/** A line of the title. */
export function titled(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 640 },
    children: [run(text, fonts.title, size.title)],
  });
}

export function body(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: 640 },
    spacing: { line },
    children: [run(text)],
  });
}

/** A line at the left edge, or at the right. */
export function plain(text: string, { isRight = false, before = 0, after = 0 } = {}): Paragraph {
  return new Paragraph({
    ...(isRight ? { alignment: AlignmentType.RIGHT } : {}),
    spacing: { line, before, after },
    children: [run(text)],
  });
}

export const lineSpace = line;

export function heading(text: string, pageBreakBefore = false): Paragraph {
  return new Paragraph({ pageBreakBefore, spacing: { line, after: 200 }, children: [run(text, fonts.heading)] });
}

export interface TableColumn<Row> {
  readonly title: string;
  /** Percent of the page. */
  readonly width: number;
  of(row: Row): string;
}

export function tableOf<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): Table {
  const cell = (text: string, width: number, font: string = fonts.body) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      children: [new Paragraph({ children: [run(text, font, size.table)] })],
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
