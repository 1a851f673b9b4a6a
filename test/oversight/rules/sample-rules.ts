import { type RuleTexts, readRule } from '../../../oversight/rules/load.js';
import type { CompiledRule } from '../../../oversight/rules/rule-book.js';
import { ground } from './ground.js';

const source = 'source { adapter recordId asOf flags { field flag } }';

/** Overdue check-ins: guards, severities, values on the way of which something may be empty. */
const singleRule = `
id: TS-01
version: 1.2.0
set: EXTENDED
name: { zh: 逾期未报到, en: Overdue check-in }
severity: MEDIUM
line: EXECUTION
basis: [{ law: 社区矫正法, article: 第二十三条 }]
document: ORAL_CORRECTION
about: a sample
parameters:
  grace:
    title: { zh: 宽限, en: Grace }
    type: int
    values: [{ value: 0 }, { value: 3, division: '37' }, { value: 5, division: '371422', from: 2026-01-01, until: 2026-06-30 }]
scan: { list: checkIns, page: 50 }
let: { late: "daysBetween(row.dueTo, today)" }
unless:
  EXCUSED: { when: row.excuse != null, zh: 有免报事由, en: Excused }
  ON_LEAVE: { when: "row.subject.leaveRequests.exists(l, covers(l.from, l.to, row.dueTo))", zh: 请假, en: On leave }
when: row.at == null && late > p.grace
severityWhen: { HIGH: late > 30, LOW: late <= 5 }
record: { type: CheckIn, key: row.id }
person: row.subject.person.id
files: [row.subject.subjectNo, row.subject.caseNumber]
agency: row.agencyCode
division: row.jurisdictionDivisionCode
sealed: row.sealed
fingerprint: [row.id]
evidence:
  due: { zh: 应报到末日, en: Last day, value: row.dueTo }
  late: { zh: 逾期, en: Late, unit: d, value: late }
  judged: { zh: 判决日期, en: Judged, value: row.subject.judgmentDate }
text: { zh: "应于{due}前报到,已逾期{late}日;判决{judged}。", en: "Due by {due}, {late} days late; judged {judged}." }
freshness: { days: 3 }
`;

const singleQuery = `
query TS01($first: Int!, $after: String) {
  checkIns(first: $first, after: $after) {
    nodes {
      id dueTo at excuse agencyCode jurisdictionDivisionCode sealed ${source}
      subject {
        subjectNo caseNumber judgmentDate person { id } ${source}
        leaveRequests(first: 50) { nodes { from to } pageInfo { hasNextPage } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const singleCases = `
today: 2026-11-20
cases:
  - name: hit
    row: &row { id: C-1, dueTo: 2026-11-10, jurisdictionDivisionCode: '371422', subject: { subjectNo: JZ-1 } }
    expect: HIT
    severity: MEDIUM
  - { name: again, like: hit, row: { dueTo: 2026-10-01 }, expect: HIT, severity: HIGH }
  - { name: within grace, like: hit, row: { dueTo: 2026-11-17 }, expect: CLEAR }
  - { name: open, like: hit, without: [at], expect: INDETERMINATE }
`;

/** Many records by one account on one day. */
const groupingRule = `
id: TS-02
version: 1.0.0
set: EXTENDED
name: { zh: 批量补录, en: Records entered in bulk }
severity: MEDIUM
line: EXECUTION
basis: [{ law: 人民检察院刑事诉讼规则, article: 第六百四十三条第七项 }]
document: ORAL_CORRECTION
about: a sample
parameters: { least: { title: { zh: 条数, en: Records }, type: int, values: [{ value: 3 }] } }
scan: { list: educationAttendances, page: 50 }
group:
  by: row.recordedBy
  where: row.claimedHours > 0.0
  keep: { id: row.id, hours: row.claimedHours, at: row.recordedAt, agency: row.agencyCode, division: row.jurisdictionDivisionCode }
  most: 40
let: { hours: "total(group.rows.map(r, r.hours))" }
when: group.size >= p.least
record: { type: EducationAttendance, key: "group.rows[0].id" }
agency: "group.rows[0].agency"
division: "group.rows[0].division"
fingerprint: [group.key]
evidence:
  records: { zh: 条数, en: Records, value: group.size }
  hours: { zh: 合计学时, en: Hours, unit: h, value: hours }
  first: { zh: 首条学时, en: First, unit: h, value: "group.rows[0].hours" }
text: { zh: "同一人录入{records}条。", en: "{records} records by one account." }
`;

const groupingQuery = `
query TS02($first: Int!, $after: String) {
  educationAttendances(first: $first, after: $after) {
    nodes { id recordedBy recordedAt claimedHours agencyCode jurisdictionDivisionCode ${source} }
    pageInfo { hasNextPage endCursor }
  }
}`;

const groupingCases = `
today: 2026-11-20
cases:
  - { name: three, rows: [{ row: { id: 'A-{n}', recordedBy: Z, claimedHours: 2 }, times: 3 }], expect: HIT, evidence: { hours: '6' } }
  - { name: five, rows: [{ row: { id: 'A-{n}', recordedBy: Z, claimedHours: 2 }, times: 5 }], expect: HIT }
  - { name: two, rows: [{ row: { id: 'A-{n}', recordedBy: Z, claimedHours: 2 }, times: 2 }], expect: CLEAR }
  - { name: too many, rows: [{ row: { id: 'A-{n}', recordedBy: 'Z{n}', claimedHours: 2 }, times: 41 }], expect: INDETERMINATE }
`;

const singleTexts: RuleTexts = { folder: 'TS-01', rule: singleRule, query: singleQuery, cases: singleCases };
export const groupingTexts: RuleTexts = {
  folder: 'TS-02',
  rule: groupingRule,
  query: groupingQuery,
  cases: groupingCases,
};

export const single = sampleRule(singleTexts);
export const grouping = sampleRule(groupingTexts);

function sampleRule(texts: RuleTexts): CompiledRule {
  const problems: string[] = [];
  const read = readRule(texts, ground, problems);
  if (read === null || problems.length > 0) throw new Error(problems.join('\n'));
  return read.rule;
}
