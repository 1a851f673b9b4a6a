import type { ColumnKit } from '../columns.js';
import { scopeColumns } from './scope-columns.js';

/** What rules found, what it stands on, what became of it, and the runs that found it. Lists are JSON text. */
export function findingTables(kit: ColumnKit) {
  const { table, primaryKey, short, long, integer } = kit;
  return {
    finding: table(
      'oversight_finding',
      {
        /** The fingerprint: one contradiction is in the book once. */
        id: short('id', 128).notNull(),
        rule: short('rule', 64).notNull(),
        ruleVersion: short('rule_version', 64).notNull(),
        severity: short('severity', 16).notNull(),
        document: short('document', 64).notNull(),
        /** Token of the person. */
        person: short('person', 1024),
        recordType: short('record_type', 64).notNull(),
        recordKey: long('record_key').notNull(),
        files: long('files').notNull(),
        titleZh: long('title_zh').notNull(),
        titleEn: long('title_en').notNull(),
        textZh: long('text_zh').notNull(),
        textEn: long('text_en').notNull(),
        ...scopeColumns(kit),
        status: short('status', 16).notNull(),
        /** The last judgement, kept when the finding returns: what the precision of rules counts (ST-15). */
        verdict: short('verdict', 16),
        foundAt: short('found_at', 32).notNull(),
        seenAt: short('seen_at', 32).notNull(),
        withdrawnAt: short('withdrawn_at', 32),
        returns: integer('times_returned').notNull(),
        matter: short('matter', 128),
        run: short('run', 128).notNull(),
        /** Run that last saw it. */
        seenRun: short('seen_run', 128).notNull(),
        /** Of what sources said: tells another state of affairs from the same one seen again. */
        digest: short('digest', 64).notNull(),
        /** How many events it has. */
        events: integer('events').notNull(),
        /** What its list may be asked for it by again, JSON. */
        knownBy: long('known_by'),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
    /** The evidence as a finding stands on it now. A sensitive value is in a column of its own. */
    findingEvidence: table(
      'oversight_evidence',
      {
        /** `<finding>:0001`, so that keys are in the order of positions. */
        id: short('id', 140).notNull(),
        finding: short('finding', 128).notNull(),
        /** Token of the person that the finding is about. */
        person: short('person', 1024),
        position: integer('position').notNull(),
        name: long('name').notNull(),
        labelZh: long('label_zh').notNull(),
        labelEn: long('label_en').notNull(),
        value: long('value'),
        sensitiveValue: long('sensitive_value'),
        unit: long('unit'),
        coordinate: long('coordinate'),
        adapter: long('adapter'),
        recordId: long('record_id'),
        asOf: long('as_of'),
        flags: long('flags').notNull(),
        isSensitive: integer('is_sensitive').notNull(),
        ...scopeColumns(kit),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
    findingEvent: table(
      'oversight_finding_event',
      {
        /** `<finding>:0001`. */
        id: short('id', 140).notNull(),
        finding: short('finding', 128).notNull(),
        position: integer('position').notNull(),
        at: short('at', 32).notNull(),
        kind: short('kind', 16).notNull(),
        run: short('run', 128),
        account: short('account', 255),
        note: long('note'),
        /** JSON of the evidence before it changed. */
        before: long('evidence_before'),
        ...scopeColumns(kit),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
    oversightRun: table(
      'oversight_run',
      {
        id: short('id', 128).notNull(),
        mode: short('mode', 16).notNull(),
        since: short('since', 32),
        today: short('today', 10).notNull(),
        division: short('division', 64).notNull(),
        state: short('state', 16).notNull(),
        startedAt: short('started_at', 32).notNull(),
        endedAt: short('ended_at', 32),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
    /** How far each rule of a run has come; locked while a page of it is written. */
    ruleRun: table(
      'oversight_rule_run',
      {
        /** `<run>:<rule>`. */
        id: short('id', 200).notNull(),
        run: short('run', 128).notNull(),
        /** Place among the rules of the run. */
        position: integer('position').notNull(),
        rule: short('rule', 64).notNull(),
        version: short('version', 64).notNull(),
        state: short('state', 16).notNull(),
        /** Place in the walked list. */
        cursor: long('place'),
        records: integer('records').notNull(),
        expected: integer('expected'),
        hits: integer('hits').notNull(),
        guarded: integer('guarded').notNull(),
        indeterminate: long('indeterminate').notNull(),
        /** In sum: records that were left undecided, and the adapters that are to blame. */
        undecided: integer('undecided').notNull(),
        missing: long('missing').notNull(),
        failure: short('failure', 64),
        startedAt: short('started_at', 32),
        endedAt: short('ended_at', 32),
        /** Of its run. */
        division: short('division', 64).notNull(),
        runStartedAt: short('run_started_at', 32).notNull(),
        /** Digest of the page that was written last, and what became of it. */
        page: short('page', 64),
        receipt: long('receipt'),
        /** Why an incremental run walks its whole list. */
        whole: short('whole', 32),
        /** When its last page was written. */
        writtenAt: short('written_at', 32),
        /** `RunRecord.mode` of its run. */
        mode: short('mode', 16).notNull(),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
  };
}
