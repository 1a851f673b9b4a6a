import { sealsOf } from '../../../gateway/seals.js';
import {
  type EntityReader,
  type Keyset,
  type OpenAdapter,
  type ReadRequest,
  wholeList,
} from '../../../schema/adapter.js';
import type { Condition } from '../../../schema/condition.js';
import type { Hit } from '../../../schema/oversight/finding.js';
import type { RuleFacts } from '../../../schema/oversight/rule.js';
import { claimed, hit, scanned } from '../../store/oversight-facts.js';

export const seals = sealsOf('a secret of the books that is long enough');
export const citizen = (n: number): string => `37142219800101${String(n).padStart(4, '0')}`;
const tokenOf = (citizenId: string) => seals.sealPerson({ kind: 'citizen', citizenId });

export const rules: readonly RuleFacts[] = [
  {
    id: 'CC-05',
    version: '1.0.0',
    name: { zh: '教育学习时长虚假', en: 'Claimed education hours exceed the scanned interval' },
    set: 'CORE',
    severity: 'HIGH',
    line: 'EXECUTION',
    basis: [{ law: '人民检察院刑事诉讼规则', article: '第六百四十三条第七项' }],
    document: 'CORRECTION_NOTICE',
    nightly: [],
  },
  {
    id: 'XD-01',
    version: '2.1.0',
    name: { zh: '跨域', en: 'Cross-domain' },
    set: 'EXTENDED',
    severity: 'LOW',
    line: 'CIVIL',
    basis: [],
    document: 'RECOMMENDATION',
    nightly: ['person.birthDate'],
  },
];

/** Findings of four persons, some of nobody or of somebody without a valid id. */
export function hits(count: number): readonly Hit[] {
  return Array.from({ length: count }, (_, n) =>
    hit(`f${String(n).padStart(2, '0')}`, {
      person:
        n % 7 === 6
          ? seals.sealPerson({ kind: 'record', entity: 'Person', adapter: 'police', id: `p${n}` })
          : n % 7 === 5
            ? null
            : tokenOf(citizen(n % 4)),
      rule: n % 3 === 0 ? 'XD-01' : 'CC-05',
      severity: (['HIGH', 'MEDIUM', 'LOW'] as const)[n % 3] ?? 'LOW',
      line: n % 2 === 0 ? 'EXECUTION' : 'JUVENILE',
      divisionCode: (['371422', '371423', '371422104', null] as const)[n % 4] ?? null,
      agencyCode: n % 5 === 0 ? null : `3714-SFJ-${n % 5}`,
      recordKey: n % 2 === 0 ? `A-${n}` : `a-${n}`,
      sealed: n % 11 === 10,
      files: n % 2 === 0 ? [] : ['宁矫字〔2026〕1号', '（2024）鲁1422刑初1号'],
      evidence: [claimed(String(n)), { ...scanned('240'), isSensitive: true }],
    }),
  );
}

export function readerOf(adapter: OpenAdapter, entity: string): EntityReader {
  const reader = adapter.readers.find((each) => each.entity === entity);
  if (reader === undefined) throw new Error(`no reader of ${entity}`);
  return reader;
}

const always: Condition = { op: 'true' };

export const request = (entity: string, extra: Partial<ReadRequest> = {}): ReadRequest => ({
  ...{ entity, fields: [], where: always, order: [], first: 500, count: false },
  ...extra,
});

export const context = { requestId: 'r', signal: new AbortController().signal };

/** The whole list, read page by page. */
export async function pagesOf(reader: EntityReader, asked: ReadRequest) {
  const rows = [];
  let after: Keyset | undefined;
  for (;;) {
    const { groups } = await reader.read({ ...asked, ...(after === undefined ? {} : { after }) }, context);
    const page = groups.get(wholeList);
    const last = page?.rows.at(-1);
    if (page === undefined || last === undefined) return rows;
    rows.push(...page.rows);
    if (!page.hasNext) return rows;
    const values = asked.order.map(({ field }) => {
      const value = last.values[field] ?? null;
      return typeof value === 'object' ? null : value;
    });
    after = { values, adapter: last.adapter, id: last.id };
  }
}
