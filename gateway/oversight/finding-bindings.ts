import type { Seals } from '../../schema/context.js';
import type { FindingEvent, FindingStatus } from '../../schema/oversight/finding.js';
import type { DocumentKind, Severity } from '../../schema/oversight/rule.js';
import type { RunRecord, RunState, WholeReason } from '../../schema/oversight/run.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { type EntityBinding, entity } from '../../sdk/entity.js';
import { instantAsGiven, kept, keptCitizen, keptFlag, keptInstant, keptList, keptNumber } from './book-codecs.js';
import { keptPace } from './pace-codec.js';

/** What row conditions look at, on every row of findings and matters. */
export const scopeFields = () => ({
  agencyCode: kept('agency_code'),
  jurisdictionDivisionCode: kept('division_code'),
  line: kept<BusinessLine>('line'),
  sealed: keptFlag('sealed'),
});

/** Findings, what they stand on, what befell them, and the runs of rules, as the store's tables hold them. */
export function findingBindings(seals: Seals): readonly EntityBinding<string>[] {
  return [
    entity('Finding', {
      table: 'oversight_finding',
      key: 'id',
      fields: {
        findingId: kept('id'),
        ruleId: kept('rule'),
        ruleVersion: kept('rule_version'),
        severity: kept<Severity>('severity'),
        status: kept<FindingStatus>('status'),
        verdict: kept<'CONFIRMED' | 'FALSE_POSITIVE' | 'DATA_ERROR'>('verdict'),
        document: kept<DocumentKind>('document'),
        title: kept('title_zh'),
        text: kept('text_zh'),
        textEn: kept('text_en'),
        citizenId: keptCitizen('person', seals),
        recordType: kept('record_type'),
        recordKey: kept('record_key'),
        files: keptList('files'),
        foundAt: keptInstant('found_at'),
        seenAt: keptInstant('seen_at'),
        withdrawnAt: keptInstant('withdrawn_at'),
        returns: keptNumber('times_returned'),
        matterNumber: kept('matter'),
        ...scopeFields(),
      },
      lookups: ['findingId', 'ruleId', 'matterNumber', 'citizenId'],
    }),
    entity('FindingEvidence', {
      table: 'oversight_evidence',
      key: 'id',
      fields: {
        id: kept('id'),
        findingId: kept('finding'),
        citizenId: keptCitizen('person', seals),
        position: keptNumber('position'),
        label: kept('label_zh'),
        labelEn: kept('label_en'),
        value: kept('value'),
        sensitiveValue: kept('sensitive_value'),
        unit: kept('unit'),
        coordinate: kept('coordinate'),
        adapter: kept('adapter'),
        recordId: kept('record_id'),
        asOf: instantAsGiven('as_of'),
        dataFlags: keptList('flags'),
        ...scopeFields(),
      },
      lookups: ['findingId'],
    }),
    entity('FindingEvent', {
      table: 'oversight_finding_event',
      key: 'id',
      fields: {
        id: kept('id'),
        findingId: kept('finding'),
        at: keptInstant('at'),
        kind: kept<FindingEvent['kind']>('kind'),
        account: kept('account'),
        note: kept('note'),
        ...scopeFields(),
      },
      lookups: ['findingId'],
    }),
    entity('OversightRun', {
      table: 'oversight_rule_run',
      key: 'id',
      fields: {
        id: kept('id'),
        runId: kept('run'),
        ruleId: kept('rule'),
        mode: kept<RunRecord['mode']>('mode'),
        state: kept<RunState>('state'),
        startedAt: keptInstant('run_started_at'),
        endedAt: keptInstant('ended_at'),
        records: keptNumber('records'),
        expected: keptNumber('expected'),
        recordsPerSecond: keptPace('recordsPerSecond'),
        remainingSeconds: keptPace('remainingSeconds'),
        whole: kept<WholeReason>('whole'),
        hits: keptNumber('hits'),
        guarded: keptNumber('guarded'),
        indeterminate: keptNumber('undecided'),
        missing: keptList('missing'),
        failure: kept('failure'),
        jurisdictionDivisionCode: kept('division'),
      },
      lookups: ['runId', 'ruleId'],
    }),
  ];
}
