import { counted } from '../counted.js';
import type { NotRead } from './not-read.js';
import type { ShownRecord } from './shown-record.js';

/** What reading some records of one entity came to. */
export interface EntityTrial {
  readonly entity: string;
  readonly ms: number;
  /** Statements or calls that left, without parameters. */
  readonly statements: readonly string[];
  readonly failure: string | null;
  readonly hasMore: boolean;
  readonly records: readonly ShownRecord[];
}

/** A trial for people to read. */
export function trialText(adapter: string, trials: readonly EntityTrial[], notRead: readonly NotRead[]): string {
  return [
    ...trials.flatMap((trial) => [...entityText(trial), '']),
    ...notRead.flatMap(({ table, columns }) =>
      columns.length === 0 ? [] : [`${table}: not read: ${columns.join(', ')}`],
    ),
    `${adapter}: ${counted(trials.length, 'entity', 'entities')}, ${counted(trials.flatMap(({ records }) => records).length, 'record')} read`,
  ]
    .map(shown)
    .join('\n');
}

/** Values and names are the system's: whatever would steer a terminal, or turn the text around it, is left out. */
const shown = (line: string): string => line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');

function entityText({ entity, ms, statements, failure, hasMore, records }: EntityTrial): readonly string[] {
  const count =
    failure === null ? `${counted(records.length, 'record')}${hasMore ? ', and there are more' : ''}` : failure;
  return [
    `${entity}: ${count} (${ms} ms, ${counted(statements.length, 'statement')})`,
    ...statements.map((statement) => `  asked: ${statement}`),
    ...records.flatMap((record, at) => [
      `  ${at + 1}${record.asOf === null ? '' : ` as of ${record.asOf}`}`,
      ...valuesText(record),
    ]),
  ];
}

function valuesText({ values, flags }: ShownRecord): readonly string[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const found = flags[field] ?? [];
    if (value === null && found.length === 0) return [];
    const flagged = found.length === 0 ? '' : `   [${found.join(', ')}]`;
    return [
      `    ${field}: ${value === null ? '—' : Array.isArray(value) ? value.join(', ') : String(value)}${flagged}`,
    ];
  });
}
