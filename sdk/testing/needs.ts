import type { EntityBinding } from '../entity.js';
import type { Bench } from './bench.js';
import type { Need } from './check.js';
import { isKeyed } from './checks/asking.js';
import { tableName } from './table-name.js';

type Missing = (bench: Bench, binding: EntityBinding) => string | null;

const unless = (holds: (bench: Bench, binding: EntityBinding) => boolean, reason: string): Missing => {
  return (bench, binding) => (holds(bench, binding) ? null : reason);
};

/** Why what a check needs is missing; null where it is there. */
const entityNeeds: Readonly<Record<Need, Missing>> = {
  'a system of ours': (bench) => systemMissing(bench),
  'a system that is written to': (bench) => systemMissing(bench),
  'golden rows': unless(
    (bench, binding) => bench.raw(binding).length > 0,
    'There are no golden rows of the table: put some into golden/<table>.jsonl.',
  ),
  'a reference reading': unless(
    (bench, binding) => bench.golden?.expected.has(binding.entity) === true,
    'There is no reference reading: write golden/<Entity>.expected.jsonl.',
  ),
  'a source that is asked': unless(
    ({ subject }) => !('openReaders' in subject.source()),
    'Deliveries land in the store: no source is asked.',
  ),
  'a list': unless((_bench, binding) => !isKeyed(binding), 'The system answers this register by key only.'),
  'two records': unless(
    (bench, binding) => bench.golden === null || bench.raw(binding).length > 1,
    'Fewer than two golden rows.',
  ),
  lookups: unless((_bench, binding) => binding.lookups.length > 0, 'The binding names no lookups.'),
  'soft deletes': unless((_bench, binding) => binding.alive !== null, 'The binding knows no soft deletes (`alive`).'),
  exclusions: unless((_bench, binding) => binding.excluded !== null, 'The binding excludes nothing (`excluded`).'),
  'a change mark': unless(
    (_bench, binding) => binding.updated !== null,
    'The table says not when a record was written.',
  ),
  http: unless(({ subject }) => ['rest', 'soap'].includes(subject.kind), 'The source is not reached over HTTP.'),
  'a wire': unless(({ subject }) => subject.kind === 'sql', 'The source is not a database on a server.'),
};

function systemMissing({ subject, main }: Bench): string | null {
  if (main.system !== null) return null;
  return subject.description === null
    ? 'The source is of a kind that the kit knows no system of: only what it answers is checked.'
    : 'The agency’s own system is not written to.';
}

/** The first reason why a check does not apply to an entity. */
export function missingFor(needs: readonly Need[], bench: Bench, binding: EntityBinding): string | null {
  for (const need of needs) {
    const reason = entityNeeds[need](bench, binding);
    if (reason !== null) return reason.replace('<table>', tableName(binding.table)).replace('<Entity>', binding.entity);
  }
  return null;
}
