import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { OpinionRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { LegalBasis } from '../../schema/oversight/rule.js';
import { documentLaw } from '../workflow/documents-law.js';
import { type AnnexRow, annexOf, type ValueWords } from './annex.js';
import { closingWords } from './closing.js';
import { longDate } from './dates.js';

/** A document before it has a form: what is said, in order. */
export interface DocumentContent {
  /** Of the organ that issues it: 山东省宁津县人民检察院. */
  readonly issuer: string;
  /** 纠正违法通知书. */
  readonly title: string;
  readonly number: string;
  /** Whom it goes to: 宁津县司法局. */
  readonly addressee: string;
  readonly paragraphs: readonly string[];
  readonly date: string;
  readonly annex: readonly AnnexRow[];
}

export interface DocumentSetting {
  readonly matter: SupervisionMatterRecord;
  readonly opinion: OpinionRecord;
  readonly findings: readonly FindingRecord[];
  readonly number: string;
  readonly issuer: string;
  readonly addressee: string;
  /** Day of issue, ISO 8601. */
  readonly today: string;
  readonly words: ValueWords;
}

/** Puts an approved opinion into the words of its kind (最高人民检察院 文书格式样本: 首部、正文、尾部). */
export function contentOf({
  matter,
  opinion,
  findings,
  number,
  issuer,
  addressee,
  today,
  words,
}: DocumentSetting): DocumentContent {
  const law = documentLaw[opinion.document];
  return {
    issuer,
    title: law.title.zh,
    number,
    addressee,
    paragraphs: [
      `本院在办理${matter.title}(${matter.number})监督事项中发现:`,
      ...opinion.facts.split(/\n+/).filter((line) => line.trim() !== ''),
      ...findings.map(({ text }, index) => `${ordinal(index)}${text.zh}`),
      `上述情形,违反了${citations(opinion.basis)}的规定。根据${statutes(law.basis)}的规定,现提出如下意见:`,
      ...opinion.opinion.split(/\n+/).filter((line) => line.trim() !== ''),
      closingWords(opinion, today),
    ],
    date: longDate(today),
    annex: annexOf(findings, words),
  };
}

function citations(basis: readonly LegalBasis[]): string {
  return basis.map(({ law, article }) => `《${law}》${article}`).join('、');
}

/** `刑法第七十三条;刑事诉讼法第二百六十七条` as a document cites them. */
function statutes(basis: string): string {
  return basis
    .split(';')
    .map((each) => each.replace(/^(.+?)(?=第)/u, '《$1》'))
    .join('、');
}

const numerals = '一二三四五六七八九十';

function ordinal(index: number): string {
  return index < numerals.length ? `${numerals[index]}、` : `${index + 1}、`;
}
