import { z } from 'zod';
import type { OpenAdapter, ReadContext, ReadRequest } from '../../../schema/adapter.js';
import type { ReaderResult } from '../../../schema/reader.js';
import { integer } from '../../../sdk/codecs/numbers.js';
import { text } from '../../../sdk/codecs/text.js';
import { defineAdapter } from '../../../sdk/define.js';
import { bind } from '../../../sdk/entity.js';
import type { RawRecord } from '../../../sdk/raw.js';
import { SourceFailure } from '../../../sdk/source-failure.js';
import { type MemorySettings, memory } from '../../../sdk/sources/memory/memory.js';

export const clock = () => new Date('2026-11-01T00:00:00Z');

export const context = (requestId = 'r'): ReadContext => ({ requestId, signal: new AbortController().signal });

/** Columns of a system of these tests: key, name, number, division. */
export interface ThingRow extends RawRecord {
  readonly k: string;
  readonly n: string | null;
  readonly a: number | null;
  readonly d: string | null;
}

/** A county's system in memory: everything of the SDK, and a source that holds these rows. */
export function openSystem(
  id: string,
  rows: readonly ThingRow[],
  divisions: readonly string[] = [],
  abilities: Omit<MemorySettings, 'tables'> = {},
): Promise<OpenAdapter> {
  return defineAdapter({
    id,
    agency: `agency of ${id}`,
    options: z.object({}),
    source: () => memory({ tables: { things: rows }, ...abilities }),
    entities: [
      bind('Thing', {
        table: 'things',
        key: 'k',
        fields: { name: text('n'), number: integer('a'), jurisdictionDivisionCode: text('d') },
        lookups: ['name', 'jurisdictionDivisionCode'],
      }),
    ],
  }).open({}, { clock, divisions });
}

/** The system, whose every read first goes through `before`. */
export function intercepted(adapter: OpenAdapter, before: (request: ReadRequest) => Promise<void>): OpenAdapter {
  return {
    ...adapter,
    readers: adapter.readers.map((reader) => ({
      ...reader,
      read: async (request, given) => {
        await before(request);
        return reader.read(request, given);
      },
    })),
  };
}

export function failure(reason: SourceFailure['reason']): SourceFailure {
  return new SourceFailure(reason, 'test');
}

export const request: ReadRequest = {
  entity: 'Thing',
  fields: ['name', 'number', 'jurisdictionDivisionCode'],
  where: { op: 'true' },
  order: [],
  first: 100,
  count: true,
};

/** Groups as plain data, without what depends on the time of the read. */
export function plain({ groups }: Pick<ReaderResult, 'groups'>): unknown {
  return [...groups]
    .filter(([, { rows, total }]) => rows.length > 0 || (total ?? 0) > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, { rows, hasNext, total }]) => ({
      group,
      hasNext,
      total,
      rows: rows.map(({ adapter, id, values }) => ({ adapter, id, values })),
    }));
}
