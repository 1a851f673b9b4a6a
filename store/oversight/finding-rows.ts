import { hash } from 'node:crypto';
import type { Evidence, FindingEvent, FindingRecord, Hit, OpenFinding } from '../../schema/oversight/finding.js';
import type { Tables } from '../tables.js';
import { admitKey, childKey } from './change.js';

export type FindingRow = Tables['finding']['$inferSelect'];
export type EvidenceRow = Tables['findingEvidence']['$inferSelect'];
export type EventRow = Tables['findingEvent']['$inferSelect'];
export type Scope = Pick<FindingRow, 'line' | 'agencyCode' | 'divisionCode' | 'sealed'>;

/** What a hit says of its finding; where the finding stands is not among it. */
export type Told = Omit<
  FindingRow,
  'status' | 'verdict' | 'foundAt' | 'seenAt' | 'withdrawnAt' | 'returns' | 'matter' | 'run' | 'seenRun' | 'events'
>;

export function toldBy(hit: Hit): Told {
  const { fingerprint, rule, ruleVersion, severity, document, person, recordType, recordKey, title, text } = hit;
  admitKey('fingerprint', fingerprint, 128);
  return {
    id: fingerprint,
    ...{ rule, ruleVersion, severity, document, person, recordType, recordKey },
    files: JSON.stringify(hit.files),
    knownBy: JSON.stringify(hit.knownBy),
    titleZh: title.zh,
    titleEn: title.en,
    textZh: text.zh,
    textEn: text.en,
    ...scopeOf(hit),
    digest: digestOf(hit),
  };
}

export function scopeOf(of: Pick<Hit, 'line' | 'agencyCode' | 'divisionCode' | 'sealed'>): Scope {
  const { line, agencyCode, divisionCode, sealed } = of;
  return { line, agencyCode, divisionCode, sealed: sealed ? 1 : 0 };
}

export const scopeIn = ({ line, agencyCode, divisionCode, sealed }: Scope): Scope => ({
  ...{ line, agencyCode, divisionCode, sealed },
});

/**
 * Of what sources said. What a rule works out may depend on the day (so many days overdue) and counts only where the finding stands
 * on nothing else.
 */
function digestOf({ severity, person, recordType, recordKey, evidence }: Hit): string {
  const sourced = evidence.filter(({ coordinate, recordId }) => coordinate !== null || recordId !== null);
  const values = (sourced.length > 0 ? sourced : evidence).map(({ name, value, unit, coordinate, recordId }) => [
    ...[name, value, unit, coordinate, recordId],
  ]);
  return hash('sha256', JSON.stringify([severity, person, recordType, recordKey, values]));
}

export function rowsOfEvidence({ fingerprint: finding, person, evidence, ...hit }: Hit): readonly EvidenceRow[] {
  const scope = scopeOf(hit);
  return evidence.map(({ label, value, flags, isSensitive, ...each }, at) => ({
    id: childKey(finding, at + 1),
    finding,
    person,
    position: at + 1,
    ...each,
    labelZh: label.zh,
    labelEn: label.en,
    value: isSensitive ? null : value,
    sensitiveValue: isSensitive ? value : null,
    flags: JSON.stringify(flags),
    isSensitive: isSensitive ? 1 : 0,
    ...scope,
  }));
}

export function evidenceOf(row: EvidenceRow): Evidence {
  const { name, unit, coordinate, adapter, recordId, asOf } = row;
  const isSensitive = row.isSensitive === 1;
  return {
    name,
    label: { zh: row.labelZh, en: row.labelEn },
    value: isSensitive ? row.sensitiveValue : row.value,
    ...{ unit, coordinate, adapter, recordId, asOf },
    flags: JSON.parse(row.flags) as Evidence['flags'],
    isSensitive,
  };
}

export function openOf(row: Pick<FindingRow, 'id' | 'files' | 'knownBy' | 'seenAt'>): OpenFinding {
  return {
    fingerprint: row.id,
    files: JSON.parse(row.files) as readonly string[],
    knownBy: JSON.parse(row.knownBy ?? '{}') as OpenFinding['knownBy'],
    seenAt: row.seenAt,
  };
}

export function findingOf(row: FindingRow, evidence: readonly Evidence[]): FindingRecord {
  const { id, rule, ruleVersion, person, recordType, recordKey, agencyCode, divisionCode } = row;
  const { foundAt, withdrawnAt, returns, matter, run } = row;
  return {
    id,
    ...openOf(row),
    ...{ rule, ruleVersion, person, recordType, recordKey, agencyCode, divisionCode },
    severity: row.severity as FindingRecord['severity'],
    line: row.line as FindingRecord['line'],
    document: row.document as FindingRecord['document'],
    sealed: row.sealed === 1,
    title: { zh: row.titleZh, en: row.titleEn },
    text: { zh: row.textZh, en: row.textEn },
    evidence,
    status: row.status as FindingRecord['status'],
    ...{ foundAt, withdrawnAt, returns, matter, run },
  };
}

export function eventOf({ finding, at, kind, run, account, note, before }: EventRow): FindingEvent {
  return {
    finding,
    at,
    kind: kind as FindingEvent['kind'],
    ...{ run, account, note },
    before: before === null ? null : (JSON.parse(before) as readonly Evidence[]),
  };
}
