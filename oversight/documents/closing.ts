import type { OpinionRecord } from '../../schema/oversight/matter.js';
import type { DocumentKind } from '../../schema/oversight/rule.js';
import { documentLaw } from '../workflow/documents-law.js';
import { longDate } from './dates.js';

/** The last sentence of a document: by when what is asked, and what can be said against it. */
export function closingWords({ document, replyBy, urgent }: OpinionRecord, today: string): string {
  const { reply, urgentReply, objection } = documentLaw[document];
  const within = urgent && urgentReply !== null ? urgentReply : reply;
  const time =
    within === 'STATED'
      ? replyBy === null || replyBy <= today
        ? '请于收到本文书之日起十五日内'
        : `请于${longDate(replyBy)}前`
      : `请于收到本文书之日起${lengthWords(within)}内`;
  const remedy = objection === null ? '' : `如有异议,可以在收到后依法提出${objection.name.zh}。`;
  return `${time}${asked[document] ?? '将办理情况书面回复本院'}。${remedy}`;
}

/** What a kind asks for by itself (domain 4.3), where it is more than a reply. */
const asked: Partial<Readonly<Record<DocumentKind, string>>> = {
  NON_FILING_REASONS_REQUEST: '向本院书面说明不立案的情况、依据和理由,连同有关证据材料回复本院',
  FILING_REASONS_REQUEST: '向本院书面说明立案的情况、依据和理由,连同有关证据材料回复本院',
  FILING_NOTICE: '决定立案,并将立案决定书送达本院',
  WITHDRAWAL_NOTICE: '撤销案件,并将撤销案件决定书送达本院',
  FILING_REMINDER: '将立案监督案件的侦查进展情况书面回复本院',
  RETRIAL_RECOMMENDATION: '审查,并将审查结果书面回复本院',
  PROTEST_REQUEST: '审查决定',
  RECALL_OPINION: '依法提请撤销缓刑、假释或者收监执行,并将办理情况书面回复本院',
  COMMUTATION_OPINION: '另行组成合议庭审理,并将裁定书副本送达本院',
  OUTSIDE_PRISON_OPINION: '重新核查,并将核查结果书面回复本院',
};

function lengthWords(length: Exclude<(typeof documentLaw)['OPINION']['reply'], 'STATED'>): string {
  if ('days' in length) return `${length.days}日`;
  if ('workingDays' in length) return `${length.workingDays}个工作日`;
  return 'months' in length ? `${length.months}个月` : `${length.years}年`;
}
