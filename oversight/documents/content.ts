import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { OpinionRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { LegalBasis } from '../../schema/oversight/rule.js';
import { documentLaw } from '../workflow/documents-law.js';
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

/** A line of the annex: what was seen, where and as of when. */
export interface AnnexRow {
  readonly finding: string;
  readonly label: string;
  readonly value: string;
  readonly source: string;
  readonly asOf: string;
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
      replyWords(opinion, today),
    ],
    date: longDate(today),
    annex: findings.flatMap((finding) =>
      // What is sensitive stays in the hub, behind its policies: paper has none.
      finding.evidence
        .filter(({ isSensitive }) => !isSensitive)
        .map(({ label, value, unit, coordinate, adapter, recordId, asOf }) => ({
          finding: finding.title.zh,
          label: label.zh,
          value: value === null ? '(无)' : `${value}${unit === null ? '' : ` ${unit}`}`,
          source: adapter === null ? '(推算)' : [adapter, coordinate, recordId].filter(Boolean).join(' · '),
          asOf: asOf ?? '',
        })),
    ),
  };
}

function replyWords({ document, replyBy, urgent }: OpinionRecord, today: string): string {
  const { reply, urgentReply, objection } = documentLaw[document];
  const within = urgent && urgentReply !== null ? urgentReply : reply;
  const time =
    within === 'STATED'
      ? replyBy === null || replyBy <= today
        ? '请于收到本文书之日起十五日内'
        : `请于${longDate(replyBy)}前`
      : `请于收到本文书之日起${lengthWords(within)}内`;
  const remedy = objection === null ? '' : `如有异议,可以在收到后依法提出${objection.name.zh}。`;
  return `${time}将办理情况书面回复本院。${remedy}`;
}

function lengthWords(length: Exclude<(typeof documentLaw)['OPINION']['reply'], 'STATED'>): string {
  if ('days' in length) return `${length.days}日`;
  if ('workingDays' in length) return `${length.workingDays}个工作日`;
  return 'months' in length ? `${length.months}个月` : `${length.years}年`;
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
