import type { EntityBinding } from '../entity.js';
import { tableName } from '../table-name.js';
import type { Bench } from './bench.js';
import type { Need } from './check.js';
import { isKeyed } from './checks/asking.js';

type Missing = (bench: Bench, binding: EntityBinding) => string | null;
type AdapterNeed = 'a system of ours' | 'a system that is written to' | 'http' | 'a wire' | 'drops' | 'pushes';

const unless = (holds: (bench: Bench, binding: EntityBinding) => boolean, reason: string): Missing => {
  return (bench, binding) => (holds(bench, binding) ? null : reason);
};

/** Why what a check needs is missing; null where it is there. */
const adapterNeeds: Readonly<Record<AdapterNeed, (bench: Bench) => string | null>> = {
  'a system of ours': systemMissing,
  'a system that is written to': (bench) =>
    bench.subject.kind === 'files' ? 'Deliveries come whole, and not between two pages.' : systemMissing(bench),
  http: ({ subject }) => (['rest', 'soap'].includes(subject.kind) ? null : 'The source is not reached over HTTP.'),
  drops: ({ subject }) => (subject.kind === 'files' ? null : 'Nobody drops files for the source.'),
  pushes: ({ subject }) => (subject.kind === 'push' ? null : 'Nobody pushes to the source.'),
  'a wire': ({ subject }) => (subject.kind === 'sql' ? null : 'The source is not a database on a server.'),
};

const entityNeeds: Readonly<Record<Exclude<Need, AdapterNeed>, Missing>> = {
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
};

function systemMissing({ subject, main }: Bench): string | null {
  if (main.system !== null) return null;
  return subject.description === null
    ? 'The source is of a kind that the kit knows no system of: only what it answers is checked.'
    : 'The agency’s own system is not written to.';
}

/** The first reason why a check does not apply to an entity, or to the adapter as a whole. */
export function missingFor(needs: readonly Need[], bench: Bench, binding: EntityBinding | null): string | null {
  for (const need of needs) {
    const reason = missing(need, bench, binding);
    if (reason === null) continue;
    if (binding === null) return reason;
    return reason.replace('<table>', tableName(binding.table)).replace('<Entity>', binding.entity);
  }
  return null;
}

function missing(need: Need, bench: Bench, binding: EntityBinding | null): string | null {
  if (isOfAdapter(need)) return adapterNeeds[need](bench);
  return binding === null ? null : entityNeeds[need](bench, binding);
}

const isOfAdapter = (need: Need): need is AdapterNeed => need in adapterNeeds;
