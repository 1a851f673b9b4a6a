import type { BusinessLine } from '../warrant.js';

/** In the hub's two languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A law and its article, as documents cite them. */
export interface LegalBasis {
  readonly law: string;
  readonly article: string;
}

/** HIGH: liberty, escape, statutory deadlines with custody (domain 3). */
export const severities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Severity = (typeof severities)[number];

/** What a procuratorate sends, by the rule that says so (domain 4.3). */
export const documentKinds = [
  /** 口头纠正意见 (人民检察院刑事诉讼规则 624). */
  'ORAL_CORRECTION',
  /** 纠正违法通知书 (规则 552). */
  'CORRECTION_NOTICE',
  /** 要求说明不立案理由通知书 (规则 560). */
  'NON_FILING_REASONS_REQUEST',
  /** 要求说明立案理由通知书 (规则 560). */
  'FILING_REASONS_REQUEST',
  /** 通知立案书 (规则 563). */
  'FILING_NOTICE',
  /** 通知撤销案件书 (规则 563). */
  'WITHDRAWAL_NOTICE',
  /** 立案监督案件催办函 (规则 564). */
  'FILING_REMINDER',
  /** 检察建议书 (检察建议工作规定 2019). */
  'RECOMMENDATION',
  /** 公益诉讼检察建议 (行政诉讼法 25). */
  'PUBLIC_INTEREST_RECOMMENDATION',
  /** 检察意见书 (移送规定; 行政处罚法 27). */
  'OPINION',
  /** 再审检察建议 (民事诉讼法 219). */
  'RETRIAL_RECOMMENDATION',
  /** 提请抗诉报告书 (民事诉讼法 219). */
  'PROTEST_REQUEST',
  /** 收监执行、撤销缓刑(假释) 监督意见 (社区矫正法 46–49). */
  'RECALL_OPINION',
  /** 减刑、假释裁定纠正意见书 (刑事诉讼法 274). */
  'COMMUTATION_OPINION',
  /** 暂予监外执行检察意见书 (刑事诉讼法 267). */
  'OUTSIDE_PRISON_OPINION',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** `CORE`: one of the forty that every platform runs (domain 3, ●). */
export const ruleSets = ['CORE', 'EXTENDED'] as const;
export type RuleSet = (typeof ruleSets)[number];

/** What the hub's readers learn of a rule. */
export interface RuleFacts {
  /** `CC-05`. */
  readonly id: string;
  /** Semantic version of the folder. */
  readonly version: string;
  readonly name: Words;
  readonly set: RuleSet;
  readonly severity: Severity;
  readonly line: BusinessLine;
  readonly basis: readonly LegalBasis[];
  readonly document: DocumentKind;
  /** Relations and values of its rows whose changes it leaves to walks of its whole list: `person.birthDate`. */
  readonly nightly: readonly string[];
}
