import type { DocumentKind, Words } from '../../schema/oversight/rule.js';
import type { PeriodLength } from '../../schema/values/procedural-period.js';

/** What the law says of a kind of document (domain 4.3). */
export interface DocumentLaw {
  readonly title: Words;
  /** Word in the number: 宁检{word}〔2026〕3号. */
  readonly word: string;
  /** How long the agency has; `STATED`: the document says by when. */
  readonly reply: PeriodLength | 'STATED';
  /** Where the matter is urgent. */
  readonly urgentReply: PeriodLength | null;
  readonly basis: string;
  /** Decided by the procuratorial committee (检察委员会), not by a leader alone. */
  readonly byCommittee: boolean;
  /** The agency may object once; null where the law knows no objection. */
  readonly objection: Objection | null;
  /** Once more, to the upper procuratorate; null where the first decision is the last. */
  readonly furtherObjection: Objection | null;
}

/** How an objection is called, and how long it takes to decide it. */
interface Objection {
  readonly name: Words;
  readonly within: PeriodLength;
}

const review = { zh: '复查', en: 'review' };
const objection = { zh: '异议', en: 'objection' };
const reconsideration = { zh: '复议', en: 'reconsideration' };
const upperReview = { zh: '复核', en: 'review by the upper procuratorate' };

/** Documents and their reply deadlines, with what stands behind each. */
export const documentLaw: Readonly<Record<DocumentKind, DocumentLaw>> = {
  ORAL_CORRECTION: {
    title: { zh: '口头纠正意见', en: 'Oral correction' },
    word: '口纠',
    reply: { days: 7 },
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第六百二十四条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
  CORRECTION_NOTICE: {
    title: { zh: '纠正违法通知书', en: 'Notice to correct an unlawful act' },
    word: '纠违',
    reply: 'STATED',
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第五百五十二条至第五百五十四条',
    byCommittee: false,
    objection: { name: review, within: { days: 7 } },
    furtherObjection: null,
  },
  NON_FILING_REASONS_REQUEST: {
    title: { zh: '要求说明不立案理由通知书', en: 'Request for the reasons of not filing' },
    word: '不立通',
    reply: { days: 7 },
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第五百六十条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
  FILING_REASONS_REQUEST: {
    title: { zh: '要求说明立案理由通知书', en: 'Request for the reasons of filing' },
    word: '立通',
    reply: { days: 7 },
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第五百六十条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
  FILING_NOTICE: {
    title: { zh: '通知立案书', en: 'Notice to file' },
    word: '通立',
    reply: { days: 15 },
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第五百六十三条、第五百六十四条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
  WITHDRAWAL_NOTICE: {
    title: { zh: '通知撤销案件书', en: 'Notice to withdraw a case' },
    word: '通撤',
    reply: { days: 7 },
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第五百六十三条、第五百六十五条',
    byCommittee: false,
    objection: { name: reconsideration, within: { days: 7 } },
    furtherObjection: { name: upperReview, within: { days: 15 } },
  },
  FILING_REMINDER: {
    title: { zh: '立案监督案件催办函', en: 'Reminder in a supervised filing' },
    word: '催办',
    reply: 'STATED',
    urgentReply: null,
    basis: '人民检察院刑事诉讼规则第五百六十四条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
  RECOMMENDATION: {
    title: { zh: '检察建议书', en: 'Procuratorial recommendation' },
    word: '检建',
    reply: { months: 2 },
    urgentReply: { days: 15 },
    basis: '人民检察院检察建议工作规定第十九条',
    byCommittee: false,
    objection: { name: objection, within: { days: 7 } },
    furtherObjection: null,
  },
  PUBLIC_INTEREST_RECOMMENDATION: {
    title: { zh: '公益诉讼检察建议书', en: 'Recommendation in the public interest' },
    word: '行公建',
    reply: { months: 2 },
    urgentReply: { days: 15 },
    basis: '行政诉讼法第二十五条;检察公益诉讼司法解释第二十一条',
    byCommittee: false,
    objection: { name: objection, within: { days: 7 } },
    furtherObjection: null,
  },
  OPINION: {
    title: { zh: '检察意见书', en: 'Procuratorial opinion' },
    word: '检意',
    reply: { months: 2 },
    urgentReply: null,
    basis: '行政处罚法第二十七条;人民检察院刑事诉讼规则第三百七十三条',
    byCommittee: false,
    objection: { name: objection, within: { days: 7 } },
    furtherObjection: null,
  },
  RETRIAL_RECOMMENDATION: {
    title: { zh: '再审检察建议书', en: 'Recommendation to hear again' },
    word: '民再建',
    reply: { months: 3 },
    urgentReply: null,
    basis: '民事诉讼法第二百一十九条;民事诉讼法司法解释第四百一十七条',
    byCommittee: true,
    objection: null,
    furtherObjection: null,
  },
  PROTEST_REQUEST: {
    title: { zh: '提请抗诉报告书', en: 'Request that the upper procuratorate protests' },
    word: '提抗',
    reply: { days: 30 },
    urgentReply: null,
    basis: '民事诉讼法第二百一十九条、第二百二十二条',
    byCommittee: true,
    objection: null,
    furtherObjection: null,
  },
  RECALL_OPINION: {
    title: { zh: '收监执行、撤销缓刑(假释)监督意见', en: 'Opinion to recall or revoke' },
    word: '监督意见',
    reply: { days: 30 },
    urgentReply: null,
    basis: '社区矫正法第四十六条至第四十九条',
    byCommittee: false,
    objection: { name: review, within: { days: 7 } },
    furtherObjection: null,
  },
  COMMUTATION_OPINION: {
    title: { zh: '减刑、假释裁定纠正意见书', en: 'Opinion on a ruling to commute or to parole' },
    word: '减假纠',
    reply: { months: 1 },
    urgentReply: null,
    basis: '刑事诉讼法第二百七十四条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
  OUTSIDE_PRISON_OPINION: {
    title: { zh: '暂予监外执行检察意见书', en: 'Opinion on service outside prison' },
    word: '监外意见',
    reply: { months: 1 },
    urgentReply: null,
    basis: '刑事诉讼法第二百六十七条;监狱法第四十六条',
    byCommittee: false,
    objection: null,
    furtherObjection: null,
  },
};
