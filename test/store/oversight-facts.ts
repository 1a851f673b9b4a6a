import type { Evidence, Hit } from '../../schema/oversight/finding.js';
import type {
  MatterStepRecord,
  OversightEvent,
  SupervisionDocumentRecord,
  SupervisionMatterRecord,
} from '../../schema/oversight/matter.js';
import type { RuleProgress, RunRecord } from '../../schema/oversight/run.js';

/** The n-th minute of a test, ISO 8601. */
export const minute = (n: number): string => new Date(Date.UTC(2026, 2, 2, 0, n)).toISOString();

export const claimed = (value: string): Evidence => ({
  name: 'claimed',
  label: { zh: '申报学时', en: 'Claimed hours' },
  value,
  unit: 'h',
  coordinate: 'EducationAttendance.claimedHours',
  adapter: 'corrections',
  recordId: 'A-1',
  asOf: '2026-03-01T08:00:00+08:00',
  flags: ['FULL_WIDTH'],
  isSensitive: false,
});

export const scanned = (value: string): Evidence => ({
  ...claimed(value),
  name: 'scanned',
  unit: 'min',
  coordinate: null,
  adapter: null,
  recordId: null,
  asOf: null,
  flags: [],
});

export function hit(fingerprint: string, extra: Partial<Hit> = {}): Hit {
  return {
    rule: 'CC-05',
    ruleVersion: '1.0.0',
    severity: 'HIGH',
    line: 'EXECUTION',
    document: 'CORRECTION_NOTICE',
    fingerprint,
    person: 'token-1',
    recordType: 'EducationAttendance',
    recordKey: 'A-1',
    files: ['宁矫字〔2026〕1号'],
    knownBy: { 'row.id': 'A-1' },
    agencyCode: '371422-SFJ',
    divisionCode: '371422',
    sealed: false,
    title: { zh: '教育学习时长虚假', en: 'Claimed hours exceed the scans' },
    text: { zh: '申报8小时,扫描4小时。', en: '8 h claimed, 4 h scanned.' },
    evidence: [claimed('8'), scanned('240')],
    ...extra,
  };
}

export function progress(extra: Partial<RuleProgress> = {}): RuleProgress {
  return {
    rule: 'CC-05',
    version: '1.0.0',
    state: 'RUNNING',
    cursor: null,
    records: 0,
    expected: null,
    whole: null,
    hits: 0,
    guarded: 0,
    indeterminate: [],
    failure: null,
    startedAt: minute(0),
    endedAt: null,
    ...extra,
  };
}

export function run(id: string, extra: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    mode: 'FULL',
    since: null,
    today: '2026-03-02',
    division: '371400',
    state: 'RUNNING',
    startedAt: minute(0),
    endedAt: null,
    rules: [progress(), progress({ rule: 'CC-04' })],
    ...extra,
  };
}

export function matter(number: string, extra: Partial<SupervisionMatterRecord> = {}): SupervisionMatterRecord {
  return {
    number,
    origin: 'ALERT',
    title: '教育学习时长虚假',
    line: 'EXECUTION',
    state: 'PENDING_REVIEW',
    stateSince: minute(0),
    openedAt: minute(0),
    closedAt: null,
    dueDate: '2026-03-05',
    remindAfter: null,
    assignee: 'officer-1',
    version: 1,
    procuratorateCode: '371422-JCY',
    agencyCode: '371422-SFJ',
    divisionCode: '371422',
    sealed: false,
    persons: ['token-1'],
    files: ['宁矫字〔2026〕1号'],
    complainant: null,
    complainantToldAt: null,
    complaint: null,
    complaintAnswer: null,
    sourceKey: null,
    opinion: null,
    reopenedFrom: null,
    ...extra,
  };
}

export function step(extra: Partial<MatterStepRecord> = {}): Omit<MatterStepRecord, 'matter'> {
  const { matter: _, ...rest } = {
    matter: '',
    position: 1,
    transition: 'T1a',
    from: null,
    to: 'PENDING_REVIEW' as const,
    at: minute(0),
    account: 'officer-1',
    actorAgency: '371422-JCY',
    words: null,
    document: null,
    basis: [{ law: '人民检察院刑事诉讼规则', article: '第六百四十三条第七项' }],
    checklist: ['SUBSTANCE' as const],
    records: ['EducationAttendance/A-1'],
    confidential: true,
    ...extra,
  };
  return rest;
}

export function document(number: string, extra: Partial<SupervisionDocumentRecord> = {}): SupervisionDocumentRecord {
  return {
    number,
    matter: '宁检执监〔2026〕1号',
    kind: 'CORRECTION_NOTICE',
    title: '纠正违法通知书',
    procuratorateCode: '371422-JCY',
    agencyCode: '371422-SFJ',
    divisionCode: '371422',
    line: 'EXECUTION',
    sealed: false,
    issuedAt: minute(3),
    servedAt: null,
    replyBy: '2026-03-17',
    repliedAt: null,
    receivedBy: null,
    copies: ['371400-JCY'],
    contentHash: 'ab'.repeat(32),
    revokedAt: null,
    ...extra,
  };
}

export function told(id: string, extra: Partial<OversightEvent> = {}): OversightEvent {
  return {
    id,
    type: 'cn.plumbline.matter.under-review',
    subject: '宁检执监〔2026〕1号',
    at: minute(0),
    data: { state: 'UNDER_REVIEW', version: 2, assignee: null, urgent: false },
    agencyCode: '371422-SFJ',
    divisionCode: '371422',
    line: 'EXECUTION',
    ...extra,
  };
}
