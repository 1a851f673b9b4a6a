import { createHash } from 'node:crypto';
import type { DocumentContent } from '../documents/content.js';
import { longDate } from '../documents/dates.js';

/** A conviction as a letter tells of it: when and by whom it was judged, and to what (查询工作的规定: 判决时间和结果). */
export interface ConvictionOnLetter {
  readonly chargeName: string | null;
  readonly caseNumber: string | null;
  readonly court: string | null;
  readonly effectiveDate: string | null;
  readonly sentence: string | null;
}

export interface LetterSetting {
  readonly issuer: string;
  readonly number: string;
  readonly organizationName: string;
  readonly creditCode: string;
  readonly projectNo: string;
  readonly projectName: string;
  readonly hasRecord: boolean;
  /** What the officer who issues it sees of them; empty where they are another area's. */
  readonly convictions: readonly ConvictionOnLetter[];
  /** ISO 8601 days: what was looked at, of which day the letter is, and its last. */
  readonly from: string;
  readonly today: string;
  readonly validUntil: string;
  /** Drawn for this letter: who knows what it says does not know its code. */
  readonly nonce: string;
}

/** A letter in words, with the code of its own that is printed on it. */
export interface LetterWords {
  readonly content: DocumentContent;
  readonly verificationCode: string;
}

const letterTitle = '检察机关行贿犯罪档案查询结果告知函';

/** Puts the result of a query into the words of its historic form (关于行贿犯罪档案查询工作的规定, 2013). */
export function letterWords(setting: LetterSetting): LetterWords {
  const { issuer, number, organizationName: addressee, today } = setting;
  const paragraphs = [
    `你单位提交的行贿犯罪档案查询申请收悉。查询事由:参加“${setting.projectName}”(项目编号:${setting.projectNo})投标。` +
      `被查询单位:${addressee}(统一社会信用代码:${setting.creditCode})。` +
      `查询期间:${longDate(setting.from)}至${longDate(today)}。`,
    ...resultWords(setting),
    `本函自出具之日起两个月内有效(至${longDate(setting.validUntil)}),仅用于上述查询事由,复印、涂改无效。`,
    '对查询结果有异议的,可以向本院提出书面异议。',
    '检察机关行贿犯罪档案查询自二〇一八年八月一日起停止对外受理,本函按当时的格式制作。',
  ];
  const letter = { issuer, title: letterTitle, number, addressee, paragraphs, date: longDate(today), annex: [] };
  const verificationCode = createHash('sm3')
    .update(JSON.stringify([setting.nonce, letter]))
    .digest('hex');
  const code = `核验码:${verificationCode}。凭文号和核验码可以向检察机关核验本函真伪。`;
  return { content: { ...letter, paragraphs: [...paragraphs, code] }, verificationCode };
}

function resultWords({ hasRecord, convictions }: LetterSetting): readonly string[] {
  if (!hasRecord) return ['经查询,未发现有行贿犯罪记录,特此函告。'];
  if (convictions.length === 0)
    return ['经查询,发现有行贿犯罪记录,详情由作出判决的人民法院所在地检察院答复,特此函告。'];
  return [
    '经查询,发现有下列行贿犯罪记录,特此函告:',
    ...convictions.map(
      ({ effectiveDate, court, caseNumber, chargeName, sentence }, index) =>
        `${index + 1}.${effectiveDate === null ? '' : `${longDate(effectiveDate)}生效,`}${court ?? '人民法院'}` +
        `${caseNumber ?? ''}判决,${chargeName ?? '行贿犯罪'}${sentence === null ? '' : `,${sentence}`}。`,
    ),
  ];
}
